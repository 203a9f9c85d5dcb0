package org.maskwright.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of somebody else's, such as `dciodvfy` or `teem-unu`: a second opinion on what we read and write. Tests that ask for
/// one are skipped, with a message, where it is not installed.
public final class Foreign {
    private static final int PATIENCE_SECONDS = 120;

    private final List<String> command;

    private Foreign(List<String> command) {
        this.command = command;
    }

    /// What a run left: its exit status and all that it wrote to either stream.
    public record Outcome(int status, String out, String errors) {}

    /// The program of this name on the PATH.
    ///
    /// Skips the test if there is none.
    public static Foreign require(String name) {
        Optional<Path> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed, so its opinion was not asked");
        return at(found.orElseThrow());
    }

    /// The program at `path`.
    ///
    /// Skips the test if there is none.
    public static Foreign at(Path path) {
        Assumptions.assumeTrue(Files.isExecutable(path), "there is no " + path + ", so its opinion was not asked");
        return new Foreign(List.of(path.toString()));
    }

    Foreign with(Object... leading) {
        return new Foreign(Stream.concat(command.stream(), Arrays.stream(leading).map(Object::toString)).toList());
    }

    /// Runs it to its end, whatever its exit status says.
    ///
    /// @throws AssertionError if it has not ended after two minutes
    public Outcome attempt(Object... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("foreign", ".out"), errors = Files.createTempFile("foreign", ".err");
        try {
            Process process = new ProcessBuilder(with(arguments).command).redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended after " + PATIENCE_SECONDS + " s");
            }
            return new Outcome(process.exitValue(), read(out), read(errors));
        } finally {
            Files.delete(out);
            Files.delete(errors);
        }
    }

    /// Runs it and returns what it wrote to its standard output.
    ///
    /// @throws AssertionError with what it complained of, if its exit status is not 0
    public String run(Object... arguments) throws IOException, InterruptedException {
        Outcome outcome = attempt(arguments);
        if (outcome.status != 0) throw new AssertionError(with(arguments).command + " ended with " + outcome.status + ":\n" + outcome.errors + outcome.out);
        return outcome.out;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
