/// What the window shows, as observable values: the open case, the chosen label and tool. Must never know nodes or layout.
@NullMarked
package org.maskwright.fx.desk;

import org.jspecify.annotations.NullMarked;
