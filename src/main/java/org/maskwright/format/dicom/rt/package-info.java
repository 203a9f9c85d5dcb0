/// RT structure sets (PS3.3, C.8.8.5 to C.8.8.8): regions as outlines in millimetres, laid onto the voxels of a grid, and
/// traced from them.
///
/// Must never know how a series is found or read; grids are handed in.
@NullMarked
package org.maskwright.format.dicom.rt;

import org.jspecify.annotations.NullMarked;
