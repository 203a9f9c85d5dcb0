package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What came of a task, for people.
///
/// @param sentence all of it in one
/// @param lines its figures, as the command prints them
/// @param leftOut a sentence for each case that could not be used, and for what a run had to make do with
/// @param reasons why a run's settings are as they are, a sentence each
/// @param folder where it lies
/// @param report the file in it that is looked at first; empty if there is none
public record Outcome(String sentence, List<String> lines, List<String> leftOut, List<String> reasons, Path folder, Optional<Path> report) {
    public Outcome {
        lines = List.copyOf(lines);
        leftOut = List.copyOf(leftOut);
        reasons = List.copyOf(reasons);
    }

    /// Of what has no settings.
    public Outcome(String sentence, List<String> lines, List<String> leftOut, Path folder, Optional<Path> report) {
        this(sentence, lines, leftOut, List.of(), folder, report);
    }
}
