/// Trainings under way as a user sees them: their epochs, where they fail, and which of them can go on. Must never know of
/// projects' cases, nor of windows.
@NullMarked
package org.maskwright.workflow.training;

import org.jspecify.annotations.NullMarked;
