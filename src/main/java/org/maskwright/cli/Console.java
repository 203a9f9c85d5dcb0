package org.maskwright.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.workflow.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a command's words go: results to `out`, trouble to `err`, and a progress bar to a terminal alone.
///
/// @param terminal whether a person is watching
public record Console(PrintWriter out, PrintWriter err, boolean terminal) {
    /// All went well.
    static final int GOOD = 0;
    /// Some inputs failed; the rest is done.
    static final int SOME_FAILED = 1;
    /// The command cannot be meant so.
    static final int WRONG_USAGE = 2;
    /// Somebody stopped it.
    static final int STOPPED = 130;

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    /// The console of this process. Text is UTF-8, for what reads a pipe expects it.
    public static Console ofSystem() {
        java.io.@org.jspecify.annotations.Nullable Console system = System.console();
        return new Console(new PrintWriter(System.out, true, StandardCharsets.UTF_8), new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                system != null && system.isTerminal());
    }

    /// Says in one or two sentences what went wrong; what is our own fault also goes whole into the log.
    int fail(Throwable why) {
        if (Trouble.isOurs(why)) LOG.error("a command failed", why);
        return fail(Trouble.sentence(why));
    }

    int fail(String sentence) {
        err.println("maskwright: " + sentence);
        err.flush();
        return SOME_FAILED;
    }

    /// The end of a command that did all.
    int done() {
        return done(List.of());
    }

    /// The end of a command that did what it could: says what it could not.
    int done(List<String> problems) {
        out.flush();
        problems.forEach(this::fail);
        return problems.isEmpty() ? GOOD : SOME_FAILED;
    }

    /// Why a training's settings are as they are, as its result; what it had to make do with, as trouble.
    void explain(List<String> reasons, List<String> notes) {
        if (!reasons.isEmpty()) out.println("Why these settings:");
        for (String reason : reasons) out.println("  " + reason);
        out.flush();
        for (String note : notes) err.println("maskwright: " + note);
        err.flush();
    }

    /// A bar for one piece of work; to be closed when it ends.
    TerminalProgress progress(String task) {
        return new TerminalProgress(task, terminal);
    }

    /// Waits for a job, with a bar.
    ///
    /// @throws Exception what the work itself threw
    <T> T await(Job<T> job) throws Exception {
        try (TerminalProgress progress = progress(job.name())) {
            job.onState(state -> {
                if (state instanceof JobState.Running<T>(double fraction, String what)) progress.at(fraction, what);
            });
            return job.await();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw e;
        }
    }
}
