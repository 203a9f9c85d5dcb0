/// Digital patients: torso CT scans made from numbers alone, with the label of every voxel known.
///
/// Must never know files, windows or networks, nor read a real scan.
@NullMarked
package org.maskwright.algorithm.phantom;

import org.jspecify.annotations.NullMarked;
