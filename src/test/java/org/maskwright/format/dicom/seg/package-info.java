/// Tests of segmentations.
@NullMarked
package org.maskwright.format.dicom.seg;

import org.jspecify.annotations.NullMarked;
