@NullMarked
package org.maskwright.workflow.simulate;

import org.jspecify.annotations.NullMarked;
