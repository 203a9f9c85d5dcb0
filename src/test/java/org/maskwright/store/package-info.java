/// Tests of the room of the same name, killed processes among them. Must never be needed by the program.
@NullMarked
package org.maskwright.store;

import org.jspecify.annotations.NullMarked;
