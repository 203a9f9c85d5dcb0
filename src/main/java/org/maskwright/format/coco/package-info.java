/// COCO annotations of pictures: polygons and run lengths, as label maps. Must never know the project, or who asks.
@NullMarked
package org.maskwright.format.coco;

import org.jspecify.annotations.NullMarked;
