/// Tests of NIfTI, on files made here and on real ones where they are. Must never need the window.
@NullMarked
package org.maskwright.format.nifti;

import org.jspecify.annotations.NullMarked;
