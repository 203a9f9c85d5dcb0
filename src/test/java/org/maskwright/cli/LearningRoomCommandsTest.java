package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.fx.learn.task.Answers;
import org.maskwright.fx.learn.task.Field;
import org.maskwright.fx.learn.task.Kind;
import org.maskwright.fx.learn.task.Task;
import org.maskwright.fx.learn.task.Tasks;

/// What the learning room offers to copy is what the command line takes.
class LearningRoomCommandsTest {
    private final PrintWriter nowhere = new PrintWriter(new StringWriter());
    private final Commands commands = new Commands(new Console(nowhere, nowhere, false), _ -> {}, () -> {
        throw new IllegalStateException("only parsed");
    });

    static Stream<Task> tasks() {
        return Tasks.ALL.stream();
    }

    /// An answer that the field takes.
    private static String answer(Field field) {
        return switch (field.kind()) {
            case Kind.OnOff _ -> Kind.ON;
            case Kind.OneOf(Map<String, String> choices, _) -> choices.keySet().iterator().next();
            case Kind.Options(Map<String, String> choices, _) -> choices.keySet().iterator().next();
            case Kind.SomeOf(Map<String, String> choices, _) -> String.join(",", choices.keySet().stream().limit(2).toList());
            case Kind.Models _ -> "one,two";
            case Kind.Place _, Kind.TextFile _, Kind.NewFolder _, Kind.Model _ -> "place";
            case Kind.Number _ -> field.usual().isEmpty() ? "3" : field.usual();
            case Kind.Text _ -> "10,20";
        };
    }

    @ParameterizedTest @MethodSource("tasks")
    void everyAnswerIsAnOptionOfTheCommand(Task task) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Field field : task.fields()) all.put(field.id(), answer(field));
        String command = task.command(new Answers(task.fields(), all));
        assertThatCode(() -> commands.commandLine().parseArgs(Arrays.stream(command.split(" ")).skip(1).toArray(String[]::new))).as(command).doesNotThrowAnyException();
    }
}
