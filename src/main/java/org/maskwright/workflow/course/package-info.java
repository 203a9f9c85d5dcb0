/// Several trainings as one undertaking: networks compared, folds, runs side by side.
/// Must never know how a network learns, nor windows.
@NullMarked
package org.maskwright.workflow.course;

import org.jspecify.annotations.NullMarked;
