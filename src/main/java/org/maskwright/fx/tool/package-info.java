/// The tool rail and the panel of the chosen tool. Must never know which tools there are.
@NullMarked
package org.maskwright.fx.tool;

import org.jspecify.annotations.NullMarked;
