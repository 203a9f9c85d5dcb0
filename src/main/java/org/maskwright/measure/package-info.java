/// How well two label maps agree: counts, scores, and honest means. Must never know intensities, networks, files or windows.
@NullMarked
package org.maskwright.measure;

import org.jspecify.annotations.NullMarked;
