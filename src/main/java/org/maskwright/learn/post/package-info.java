/// Mends the voxels of single labels after a network has proposed them.
/// Must never know networks, models or files.
@NullMarked
package org.maskwright.learn.post;

import org.jspecify.annotations.NullMarked;
