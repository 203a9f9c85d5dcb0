/// Where a voxel is: sizes, boxes, spacing in millimetres, patient axes, and sets of voxels.
///
/// Must never know what a voxel holds, nor files, nor windows.
@NullMarked
package org.maskwright.geometry;

import org.jspecify.annotations.NullMarked;
