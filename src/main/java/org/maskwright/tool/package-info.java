/// A hand's gesture into a mask. Must never know pixels, windows or files.
@NullMarked
package org.maskwright.tool;

import org.jspecify.annotations.NullMarked;
