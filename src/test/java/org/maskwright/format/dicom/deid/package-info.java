/// Tests that nothing of a patient is left.
@NullMarked
package org.maskwright.format.dicom.deid;

import org.jspecify.annotations.NullMarked;
