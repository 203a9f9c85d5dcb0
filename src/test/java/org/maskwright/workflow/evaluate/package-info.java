@NullMarked
package org.maskwright.workflow.evaluate;

import org.jspecify.annotations.NullMarked;
