/// The tools that correct labels, one a file. Must never know pixels, windows or files, nor keep anything between gestures.
@NullMarked
package org.maskwright.tool.correct;

import org.jspecify.annotations.NullMarked;
