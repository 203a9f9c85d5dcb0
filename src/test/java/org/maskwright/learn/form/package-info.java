@NullMarked
package org.maskwright.learn.form;

import org.jspecify.annotations.NullMarked;
