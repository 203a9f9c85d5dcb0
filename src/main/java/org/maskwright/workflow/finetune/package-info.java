/// What a model learns from corrections, and whether it was worth it. Must never know projects, lanes or windows.
@NullMarked
package org.maskwright.workflow.finetune;

import org.jspecify.annotations.NullMarked;
