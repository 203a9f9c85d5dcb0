/// Work that can be watched and stopped. The only room that makes threads. Must never know what the work is about.
@NullMarked
package org.maskwright.job;

import org.jspecify.annotations.NullMarked;
