package org.maskwright.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.maskwright.job.JobRunner;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Workbench;

/// A terminal that remembers what was said, over a user's folder of its own.
final class Terminal {
    private final Path home;
    private final List<Path> models;
    private WindowOpener window = _ -> {
        throw new WindowOpener.NoDisplay("none in tests");
    };

    Terminal(Path home, Path... models) {
        this.home = home;
        this.models = List.of(models);
    }

    Terminal withWindow(WindowOpener opener) {
        window = opener;
        return this;
    }

    /// What a command said, and its exit code.
    record Said(int exit, String out, String err) {}

    Said run(Object... words) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
        Commands commands = new Commands(console, window, () -> new Workbench(new JobRunner(Runnable::run), new DataHome(home), new ModelShelf(models), Disk.REAL, Clock.systemUTC()));
        String[] texts = java.util.Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
        return new Said(commands.run(texts), out.toString(), err.toString());
    }
}
