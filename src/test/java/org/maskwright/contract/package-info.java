/// What every tool, format and network must do, held by standing in its catalogue. Must never know one of them by name.
@NullMarked
package org.maskwright.contract;

import org.jspecify.annotations.NullMarked;
