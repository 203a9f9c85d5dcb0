/// DICOM Segmentation: segments in frames into label maps, and label maps into segments in frames (PS3.3, A.51 and C.8.20).
///
/// Must never know how series are put together, nor who drew what: that it is told.
@NullMarked
package org.maskwright.format.dicom.seg;

import org.jspecify.annotations.NullMarked;
