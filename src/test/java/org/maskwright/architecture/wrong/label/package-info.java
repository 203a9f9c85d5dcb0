/// Right: says what it is for, and that it must never know a window.
@NullMarked
package org.maskwright.architecture.wrong.label;

import org.jspecify.annotations.NullMarked;
