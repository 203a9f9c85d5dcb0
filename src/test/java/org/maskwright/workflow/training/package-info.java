/// Tests of what is kept about a training beside its checkpoint.
@NullMarked
package org.maskwright.workflow.training;

import org.jspecify.annotations.NullMarked;
