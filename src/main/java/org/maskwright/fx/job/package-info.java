/// Work under way and the status line. Must never know what the work is about.
@NullMarked
package org.maskwright.fx.job;

import org.jspecify.annotations.NullMarked;
