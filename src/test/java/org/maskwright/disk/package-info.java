/// Tests of the room of the same name. Must never be needed by the program.
@NullMarked
package org.maskwright.disk;

import org.jspecify.annotations.NullMarked;
