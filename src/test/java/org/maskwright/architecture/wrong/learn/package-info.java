/// Wrong: says what it is for and stops.
@NullMarked
package org.maskwright.architecture.wrong.learn;

import org.jspecify.annotations.NullMarked;
