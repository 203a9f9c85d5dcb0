package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.measure.CaseScore;

/// Scores label maps in files against a reference: two files, or two folders whose files are paired by name.
public final class ScoreFiles {
    /// How far, in mm, the corners of two grids may lie apart: what rounding in headers can do.
    private static final double TOLERANCE_MM = 0.05;

    private ScoreFiles() {}

    /// Scores every pair; a pair that cannot be is named in the report's problems, and the rest is done.
    ///
    /// @throws FormatException if one path is a file and the other a folder, or the folders hold no label maps
    public static ScoreReport score(Path reference, Path candidate, Progress progress) throws IOException, FormatException {
        for (Path path : List.of(reference, candidate))
            if (!Files.exists(path)) throw FormatException.of(FormatException.name(path), "", "there is no such file or folder.", "Check the path " + path.toAbsolutePath() + ".");
        boolean folders = Files.isDirectory(reference);
        if (folders != Files.isDirectory(candidate))
            throw FormatException.unexpected(FormatException.name(candidate), "", folders ? "a folder, as the reference is" : "a file, as the reference is",
                    folders ? "a file" : "a folder", "Give two files, or two folders.");
        List<String> problems = new ArrayList<>();
        Map<String, Pair> pairs = new LinkedHashMap<>();
        if (folders) pairs.putAll(pairs(reference, candidate, problems));
        else pairs.put(stem(candidate), new Pair(reference, candidate));
        List<CaseScore> scores = new ArrayList<>();
        Map<Integer, String> names = new TreeMap<>();
        int done = 0;
        for (Map.Entry<String, Pair> pair : pairs.entrySet()) {
            progress.at((double) done++ / pairs.size(), pair.getKey());
            try {
                scores.add(score(pair.getKey(), pair.getValue(), names));
            } catch (FormatException | IOException e) {
                problems.add(Trouble.sentence(e));
            }
        }
        return new ScoreReport(scores, names, problems);
    }

    private record Pair(Path reference, Path candidate) {}

    private static Map<String, Pair> pairs(Path references, Path candidates, List<String> problems) throws IOException, FormatException {
        SortedMap<String, Path> left = maps(references), right = maps(candidates);
        if (left.isEmpty()) throw FormatException.of(FormatException.name(references), "", "it holds no label maps.", "Give a folder with files such as case-001.nii.gz.");
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (Map.Entry<String, Path> one : left.entrySet()) {
            Path other = right.remove(one.getKey());
            if (other != null) pairs.put(one.getKey(), new Pair(one.getValue(), other));
            else problems.add(FormatException.name(one.getValue()) + ": no file of this name is among the candidates. Add it, or take it from the references.");
        }
        for (Path extra : right.values()) problems.add(FormatException.name(extra) + ": no file of this name is among the references. Add it, or take it from the candidates.");
        return pairs;
    }

    private static SortedMap<String, Path> maps(Path folder) throws IOException {
        SortedMap<String, Path> found = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator)
                if (!FormatException.name(file).startsWith(".") && Formats.ALL.stream().anyMatch(format -> format.endsAs(file))) found.put(stem(file), file);
        }
        return found;
    }

    private static String stem(Path file) {
        return FormatException.name(file).replaceFirst("(?i)(\\.seg)?\\.[a-z0-9]+(\\.gz)?$", "");
    }

    private static CaseScore score(String id, Pair pair, Map<Integer, String> names) throws IOException, FormatException {
        var reference = Formats.open(pair.reference(), Progress.NONE);
        var candidate = Formats.open(pair.candidate(), Progress.NONE);
        Labels a = reference.labels(Progress.NONE), b = candidate.labels(Progress.NONE);
        if (!a.geometry().sameGrid(b.geometry(), TOLERANCE_MM)) {
            boolean size = a.geometry().size().equals(b.geometry().size());
            throw FormatException.unexpected(FormatException.name(pair.candidate()), "", "the grid of " + FormatException.name(pair.reference()) + ", " + a.geometry().size() + " voxels",
                    size ? "another place in the patient" : b.geometry().size() + " voxels", "Resample one onto the other's grid first.");
        }
        for (LabelTable table : List.of(candidate.header().table(), reference.header().table()))
            for (LabelTable.Entry entry : table.entries()) names.put(entry.value(), entry.name());
        return CaseScore.of(id, a, b.on(a.geometry()));
    }

    /// Writes the report's table, whole or not at all.
    public static void writeCsv(ScoreReport report, Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(report.csv().getBytes(StandardCharsets.UTF_8)));
    }
}
