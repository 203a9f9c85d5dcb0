/// The learning room in the window: work with models that takes its time, from a small form to its report. Must never know how any of it is done.
@NullMarked
package org.maskwright.fx.learn;

import org.jspecify.annotations.NullMarked;
