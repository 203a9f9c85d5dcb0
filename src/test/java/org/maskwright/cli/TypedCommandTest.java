package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What every command has.
final class TypedCommandTest {
    @Test
    void lineCanBeTypedAgain() {
        Echo echo = new Echo();
        new CommandLine(new Outer()).addSubcommand(echo).execute("echo", "--to", "my \"models\"/a", "--seed=2");
        assertThat(echo.heard).isEqualTo("maskwright echo --to \"my \\\"models\\\"/a\" --seed=2");
        assertThat(echo.isGiven("--seed")).isTrue();
    }

    @Test
    void optionThatIsLeftOutIsNotGiven() {
        Echo echo = new Echo();
        new CommandLine(new Outer()).addSubcommand(echo).execute("echo");
        assertThat(echo.isGiven("--seed")).isFalse();
    }

    @Test
    void commandWithProblemsEndsInOneAndSaysThem() {
        assertThat(Echo.quiet().done(List.of())).isEqualTo(Console.GOOD);
        assertThat(Echo.quiet().done(List.of("case-1: no labels."))).isEqualTo(Console.SOME_FAILED);
    }

    @Command(name = "maskwright")
    private static final class Outer {}

    @Command(name = "echo")
    private static final class Echo extends TypedCommand {
        @Option(names = "--to") private Path to = Path.of("");
        @Option(names = "--seed") private int seed = 1;
        private String heard = "";

        Echo() {
            super(quiet(), () -> {
                throw new IllegalStateException("this command needs no workbench");
            });
        }

        @Override
        public Integer call() {
            heard = typed();
            return Console.GOOD;
        }

        private static Console quiet() {
            return new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false);
        }
    }
}
