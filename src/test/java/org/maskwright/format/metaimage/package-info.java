/// Tests of MetaImage, on files made here and on real ones where they are. Must never need the window.
@NullMarked
package org.maskwright.format.metaimage;

import org.jspecify.annotations.NullMarked;
