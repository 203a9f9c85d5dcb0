/// What several tests share: data with known answers, and the screen they run on. Must never be needed by the program.
@NullMarked
package org.maskwright.testing;

import org.jspecify.annotations.NullMarked;
