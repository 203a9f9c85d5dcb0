@NullMarked
package org.maskwright.tool;

import org.jspecify.annotations.NullMarked;
