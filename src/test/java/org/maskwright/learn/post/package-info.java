@NullMarked
package org.maskwright.learn.post;

import org.jspecify.annotations.NullMarked;
