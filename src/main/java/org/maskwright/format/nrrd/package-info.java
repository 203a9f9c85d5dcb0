/// NRRD: `.nrrd`, `.nhdr` with its data files, and the segmentations of 3D Slicer, `.seg.nrrd`. Must never know what the images are for.
@NullMarked
package org.maskwright.format.nrrd;

import org.jspecify.annotations.NullMarked;
