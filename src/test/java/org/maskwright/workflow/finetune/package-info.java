/// Tests of what a model learns from corrections.
@NullMarked
package org.maskwright.workflow.finetune;

import org.jspecify.annotations.NullMarked;
