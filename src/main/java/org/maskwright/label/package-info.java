/// What people and models decided, and every change of mind. Must never know intensities, files or windows.
@NullMarked
package org.maskwright.label;

import org.jspecify.annotations.NullMarked;
