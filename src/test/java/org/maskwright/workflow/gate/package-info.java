/// Each check against a phantom whose answer is known by hand.
@NullMarked
package org.maskwright.workflow.gate;

import org.jspecify.annotations.NullMarked;
