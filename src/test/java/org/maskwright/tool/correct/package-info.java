@NullMarked
package org.maskwright.tool.correct;

import org.jspecify.annotations.NullMarked;
