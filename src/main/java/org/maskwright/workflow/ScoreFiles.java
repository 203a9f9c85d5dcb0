package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.measure.CaseScore;

/// Scores label maps in files against a reference: two files, or two folders whose files are paired by name.
public final class ScoreFiles {
    private ScoreFiles() {}

    /// Scores every pair; a pair that cannot be is named in the report's problems, and the rest is done.
    ///
    /// @throws FormatException if one path is a file and the other a folder, or the folders hold no label maps
    public static ScoreReport score(Path reference, Path candidate, Progress progress) throws IOException, FormatException {
        List<String> problems = new ArrayList<>();
        Map<String, LabelPairs.Pair> pairs = LabelPairs.of(reference, candidate, problems);
        List<CaseScore> scores = new ArrayList<>();
        Map<Integer, String> names = new TreeMap<>();
        int done = 0;
        for (Map.Entry<String, LabelPairs.Pair> pair : pairs.entrySet()) {
            progress.at((double) done++ / pairs.size(), pair.getKey());
            try {
                LabelPairs.Maps maps = pair.getValue().read(names);
                scores.add(CaseScore.of(pair.getKey(), maps.reference(), maps.candidate()));
            } catch (FormatException | IOException e) {
                problems.add(Trouble.sentence(e));
            }
        }
        return new ScoreReport(scores, names, problems);
    }

    /// Writes the report's table, whole or not at all.
    public static void writeCsv(ScoreReport report, Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(report.csv().getBytes(StandardCharsets.UTF_8)));
    }
}
