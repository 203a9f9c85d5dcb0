/// Tests of JSON that people may have edited. Must never be asked for by the program.
@NullMarked
package org.maskwright.format.json;

import org.jspecify.annotations.NullMarked;
