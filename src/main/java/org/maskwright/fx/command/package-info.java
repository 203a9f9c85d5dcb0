/// What can be done, by which key, and the sheets that say so. Must never know how it is done.
@NullMarked
package org.maskwright.fx.command;

import org.jspecify.annotations.NullMarked;
