/// Pure functions from volumes and labels to masks. Must never know who asks: no gestures, files or windows.
@NullMarked
package org.maskwright.algorithm;

import org.jspecify.annotations.NullMarked;
