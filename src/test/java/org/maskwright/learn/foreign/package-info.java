/// Files from elsewhere are looked into, and hostile ones refused, before anything of them runs.
@NullMarked
package org.maskwright.learn.foreign;

import org.jspecify.annotations.NullMarked;
