/// What formats with a text header share: plain samples in one file or several, packed or spelt out, and text to read them by.
/// Must never know which format it serves.
@NullMarked
package org.maskwright.format.raw;

import org.jspecify.annotations.NullMarked;
