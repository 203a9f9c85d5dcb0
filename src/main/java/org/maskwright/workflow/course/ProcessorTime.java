package org.maskwright.workflow.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.learn.TrainingWatch;

/// What a run costs: the processor time of this process while it trains, kept beside the checkpoint, so that it is whole after a stop, too.
/// On a busy machine minutes say little; this says what was computed.
final class ProcessorTime implements TrainingWatch {
    private static final String FILE = "cost.json", USED = "processorMs";

    private final Path folder;
    private final long beforeMs;
    private final Duration begin = used();
    private final List<String> notes = new ArrayList<>();
    private Optional<Setup> setup = Optional.empty();

    /// @param resumed whether what earlier sittings cost is counted
    ProcessorTime(Path folder, boolean resumed) throws IOException, FormatException {
        this.folder = folder;
        Path file = folder.resolve(FILE);
        this.beforeMs = resumed && Files.exists(file) ? JsonValue.read(file).integer(USED, 0, Long.MAX_VALUE) : 0;
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void begin(Setup what) {
        setup = Optional.of(what);
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }

    /// What the run had to make do with in this sitting, a sentence each.
    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void after(Epoch epoch, List<WorstCase> worst) {
        keep();
    }

    /// Writes down what the run has cost up to now.
    void keep() {
        try {
            AtomicFile.write(folder.resolve(FILE), out -> JsonValue.write(Map.of(USED, beforeMs + used().minus(begin).toMillis()), out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of the whole run, as it was last written down.
    double coreMinutes() throws IOException, FormatException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? JsonValue.read(file).integer(USED, 0, Long.MAX_VALUE) / 60e3 : 0;
    }

    /// What was trained.
    ///
    /// @throws IllegalStateException before the run has begun
    Setup setup() {
        return setup.orElseThrow(() -> new IllegalStateException("the run has not begun"));
    }
}
