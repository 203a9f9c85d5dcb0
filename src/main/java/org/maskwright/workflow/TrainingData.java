package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.learn.PhantomCases;
import org.maskwright.learn.TrainingSet;

/// Data to learn from, as people name it: a folder, see [TrainingFolder], or `phantom:N` for N digital torsos.
///
/// @param problems a sentence for each case that was left out
public record TrainingData(TrainingSet set, List<String> problems) {
    private static final String PHANTOM = "phantom:";

    public TrainingData {
        problems = List.copyOf(problems);
    }

    /// @param about a `dataset.json` that says what the data is, instead of the folder's own
    /// @throws FormatException if there is no good case
    public static TrainingData read(String data, Optional<Path> about, Progress progress) throws IOException, FormatException {
        if (data.matches(PHANTOM + "0*[1-9]\\d{0,5}")) return new TrainingData(PhantomCases.set(Integer.parseInt(data.substring(PHANTOM.length()))), List.of());
        if (data.startsWith(PHANTOM)) throw FormatException.unexpected(data, "", "phantom:N with N from 1 to 999999", data.substring(PHANTOM.length()), "Say how many torsos, as in phantom:40.");
        TrainingFolder folder = TrainingFolder.read(Path.of(data), about, progress);
        return new TrainingData(folder.set(), folder.problems());
    }
}
