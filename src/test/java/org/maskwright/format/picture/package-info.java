/// Tests of pictures and of stacks of them. Must never be asked for by the program.
@NullMarked
package org.maskwright.format.picture;

import org.jspecify.annotations.NullMarked;
