/// The window: the verbs seen and touched. Must never know files' formats, networks, or how work is done.
@NullMarked
package org.maskwright.fx;

import org.jspecify.annotations.NullMarked;
