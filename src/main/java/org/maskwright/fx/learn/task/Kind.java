package org.maskwright.fx.learn.task;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// How a [Field] is answered.
public sealed interface Kind {
    /// What an [OnOff] that is on answers.
    String ON = "on";

    /// Something on the disk.
    ///
    /// @param asks title of the dialog that looks for it
    record Place(String asks) implements Kind {}

    /// A file of text.
    ///
    /// @param asks title of the dialog that looks for it
    record TextFile(String asks) implements Kind {}

    /// A folder for what comes of it, new or empty, or begun by the same task.
    ///
    /// @param stem of the name that is suggested
    record NewFolder(String stem) implements Kind {}

    /// A model that is at hand, or its folder.
    record Model() implements Kind {}

    /// Any number of models, parted by commas.
    ///
    /// @param none what it says while none is chosen
    record Models(String none) implements Kind {}

    /// One of a few.
    ///
    /// @param choices what each is called, by its id
    /// @param none what it says while none is chosen
    record OneOf(Map<String, String> choices, String none) implements Kind {}

    /// One of a few, each an option of its own.
    ///
    /// @param choices what each is called, by its option without dashes
    /// @param none what it says while none is chosen
    record Options(Map<String, String> choices, String none) implements Kind {}

    /// Any of a few, parted by commas.
    ///
    /// @param choices what each is called, by its id
    /// @param none what it says while none is chosen
    record SomeOf(Map<String, String> choices, String none) implements Kind {}

    /// A number; its decimal point may be typed as a comma.
    record Number() implements Kind {}

    /// A word, or several numbers.
    record Text() implements Kind {}

    record OnOff() implements Kind {}

    /// An answer as people call it.
    default String words(String answer) {
        return switch (this) {
            case OneOf(Map<String, String> choices, _) -> choices.getOrDefault(answer, answer);
            case Options(Map<String, String> choices, _) -> choices.getOrDefault(answer, answer);
            case SomeOf(Map<String, String> choices, _) -> Arrays.stream(answer.split(",")).map(one -> choices.getOrDefault(one, one)).collect(Collectors.joining(", "));
            case OnOff _ -> answer.equals(ON) ? "yes" : "no";
            case Place _, TextFile _, NewFolder _, Model _, Models _, Number _, Text _ -> answer;
        };
    }

    /// Whether it needs little room, so that several stand side by side.
    default boolean isNarrow() {
        return switch (this) {
            case OneOf _, Options _, Number _, Text _ -> true;
            case Place _, TextFile _, NewFolder _, Model _, Models _, SomeOf _, OnOff _ -> false;
        };
    }
}
