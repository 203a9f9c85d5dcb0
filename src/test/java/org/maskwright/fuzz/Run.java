package org.maskwright.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// So many damaged files of one format, and what came of them.
final class Run {
    /// Files that fail alike are kept so often, and then only counted.
    private static final int KEPT_ALIKE = 3;
    private static final long REPORT_NS = 5_000_000_000L;

    private final Target target;
    private final long runSeed;
    private final Path kept;
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final List<String> places = new ArrayList<>();
    private long read, refused, done;
    private double seconds;

    /// @param runSeed the same inputs for the same number
    /// @param kept the folder that takes the files that fail
    Run(Target target, long runSeed, Path kept) {
        this.target = target;
        this.runSeed = runSeed;
        this.kept = kept;
    }

    /// Tries inputs `from` up to but without `to`.
    ///
    /// @param report told every few seconds how it goes
    Run go(long from, long to, Consumer<Long> report) throws IOException, InterruptedException {
        long start = System.nanoTime(), next = start + REPORT_NS;
        try (Trial trial = new Trial()) {
            for (long i = from; i < to; i++) {
                Target.Input input = target.input(runSeed, i);
                switch (trial.of(input.seed(), input.bytes(), target.wholeFolder(), target.reading())) {
                    case Trial.Verdict.Read() -> read++;
                    case Trial.Verdict.Refused(String _) -> refused++;
                    case Trial.Verdict.Failed(String how, String trace) -> keep(i, input, how, trace);
                }
                done++;
                seconds = (System.nanoTime() - start) / 1e9;
                if (System.nanoTime() < next) continue;
                next += REPORT_NS;
                report.accept(i + 1);
            }
        }
        return this;
    }

    private void keep(long index, Target.Input input, String how, String trace) throws IOException {
        if (failures.merge(how, 1, Integer::sum) > KEPT_ALIKE) return;
        Files.createDirectories(kept);
        Path file = kept.resolve(target.id() + "-" + runSeed + "-" + index + "-" + input.seed().name());
        Files.write(file, input.bytes());
        Files.writeString(file.resolveSibling(file.getFileName() + ".txt"), how + "\n" + trace + "\n");
        places.add(how + ": " + file);
    }

    /// One line for each kind of failure and where a file lies that shows it; none if all is well.
    List<String> failures() {
        return List.copyOf(places);
    }

    long failed() {
        return failures.values().stream().mapToLong(Integer::longValue).sum();
    }

    /// A row of the table of runs: format, inputs, read, refused, failed, inputs a second.
    String row() {
        return String.format(Locale.ROOT, "| %s | %,d | %,d | %,d | %,d | %,.0f |", target.id(), done, read, refused, failed(), done / seconds);
    }
}
