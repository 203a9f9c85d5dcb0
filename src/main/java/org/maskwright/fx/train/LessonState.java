package org.maskwright.fx.train;

import org.maskwright.workflow.FineTune;

/// What is known of what a model would learn from the open project.
public sealed interface LessonState {
    /// No project is open.
    record NoProject() implements LessonState {}

    /// @param fraction in [0, 1]; NaN while unknown
    record Looking(double fraction, String doing) implements LessonState {}

    record Known(FineTune.Lesson lesson) implements LessonState {}

    /// @param sentence why nothing can be taught
    record Unknown(String sentence) implements LessonState {}
}
