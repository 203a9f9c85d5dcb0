package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.maskwright.workflow.Workbench;

/// Something that can be done in the learning room.
public interface Task {
    /// A word for it.
    String id();

    /// What it is called on the screen.
    String title();

    /// What it is good for, in one short sentence.
    String about();

    /// What the form says beyond that, in a sentence or three.
    String more();

    List<Field> fields();

    /// What is wrong with answers that are right by themselves and cannot stand together: sentences, by the id of the field that should change.
    default Map<String, String> wrong(Answers answers) {
        return Map.of();
    }

    /// Whether only one such task, or training, can go on at a time.
    default boolean takesTurn() {
        return true;
    }

    /// Whether a run that was stopped, or ended with the machine, can go on where it was.
    default boolean canGoOn(Answers answers) {
        return false;
    }

    /// Whether `out` holds a run of this task that goes on when it is started again.
    default boolean isBegun(Path out) {
        return false;
    }

    /// What does the same in a terminal.
    default String command(Answers answers) {
        return answers.command(id());
    }

    /// Begins it, or goes on with it.
    Work<?> begin(Workbench bench, Answers answers);
}
