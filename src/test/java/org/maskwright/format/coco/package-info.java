/// Tests of COCO annotations. Must never be asked for by the program.
@NullMarked
package org.maskwright.format.coco;

import org.jspecify.annotations.NullMarked;
