package org.maskwright.workflow.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.disk.AtomicFile;
import org.maskwright.disk.AtomicFolder;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.job.Progress;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Metrics;
import org.maskwright.measure.Score;
import org.maskwright.measure.SurfaceDice;
import org.maskwright.measure.Tolerance;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.LabelPairs;
import org.maskwright.workflow.NewFolder;
import org.maskwright.workflow.Trouble;

/// Judges label maps against a reference, all metrics at once, and tells it in a report that opens in any browser, offline.
///
/// The folder appears whole or not at all: `report.html` with its plots and pictures inside, `scores.json`, `scores.csv`, and with a rival `comparison.csv`.
public final class Evaluate {
    /// The page in the folder of a report.
    public static final String PAGE = "report.html";
    public static final double USUAL_TOLERANCE_MM = SurfaceDice.USUAL_TOLERANCE_MM;

    private static final int WORST = 6;

    /// What to compare.
    ///
    /// @param reference what is taken for right: a label map, or a folder of them
    /// @param candidate what is judged, paired with the reference by name
    /// @param rival another candidate, compared with the first case by case
    /// @param images the scans, paired by name, for the pictures
    /// @param toleranceMm of the surface Dice, above 0
    /// @param labelToleranceMm of labels that have one of their own, by their value
    public record Question(Path reference, Path candidate, Optional<Path> rival, Optional<Path> images, double toleranceMm, SortedMap<Integer, Double> labelToleranceMm) {}

    private Evaluate() {}

    /// Compares, and writes the report into `out`, a new or empty folder.
    ///
    /// @throws FormatException if nothing can be compared; a single pair that cannot be is named in the report
    public static Evaluation run(Question question, Path out, Progress progress) throws IOException, FormatException {
        NewFolder.require(out, "Choose another folder for the report.");
        List<Metric> metrics = Metrics.all(new Tolerance(question.toleranceMm(), question.labelToleranceMm()));
        SortedMap<Integer, String> names = new TreeMap<>();
        boolean two = question.rival().isPresent();
        Evaluation first = compare(question.reference(), question.candidate(), metrics, names, progress.part(0, two ? 0.45 : 0.9));
        if (first.cases().isEmpty())
            throw FormatException.of(FormatException.name(question.candidate()), "", "no case could be compared. " + String.join(" ", first.problems()), "Give label maps of the same cases.");
        List<String> problems = new ArrayList<>(first.problems());
        Optional<Evaluation> second = two ? Optional.of(compare(question.reference(), question.rival().orElseThrow(), metrics, names, progress.part(0.45, 0.9))) : Optional.empty();
        String rivalName = question.rival().map(FormatException::name).orElse("");
        second.ifPresent(other -> other.problems().forEach(problem -> problems.add(rivalName + ": " + problem)));
        for (int label : question.labelToleranceMm().keySet()) if (!first.labels().contains(label)) problems.add("A tolerance is given for label " + label + ", which no map holds.");
        Evaluation evaluation = new Evaluation(metrics, first.cases(), names, problems);
        Optional<Rival> rival = second.map(other -> Rival.of(rivalName, new Evaluation(metrics, other.cases(), names, other.problems()), evaluation));
        write(FormatException.name(question.candidate()), evaluation, rival, files(question), out, progress.part(0.9, 1));
        return evaluation;
    }

    /// A case again, for its picture.
    ///
    /// @param scan nothing where there is none on the labels' grid
    public record Shown(LabelPairs.Maps maps, Optional<Volume> scan) {}

    /// Where a case is found again.
    ///
    /// @param <E> why it is not, beside what the disk says
    @FunctionalInterface
    public interface Cases<E extends Exception> {
        Shown of(String id) throws IOException, E;
    }

    /// Writes the report of an evaluation into `out`, a new or empty folder.
    ///
    /// @param name of what was judged
    /// @param cases asked for those that are worst
    public static <E extends Exception> void write(String name, Evaluation evaluation, Optional<Rival> rival, Cases<E> cases, Path out, Progress progress) throws IOException, E {
        List<WorstCase> pictures = worst(evaluation, cases, progress);
        ScoreTables tables = new ScoreTables(name, evaluation, rival);
        AtomicFolder.write(out, folder -> {
            write(folder.resolve("scores.json"), tables.json());
            write(folder.resolve("scores.csv"), tables.csv());
            if (rival.isPresent()) write(folder.resolve("comparison.csv"), ScoreTables.comparisonCsv(evaluation, rival.get()));
            write(folder.resolve(PAGE), new HtmlReport(name, evaluation, rival, pictures).html());
        });
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Evaluation compare(Path reference, Path candidate, List<Metric> metrics, SortedMap<Integer, String> names, Progress progress)
            throws IOException, FormatException {
        List<String> problems = new ArrayList<>();
        List<Evaluation.Case> cases = new ArrayList<>();
        Map<String, LabelPairs.Pair> pairs = LabelPairs.of(reference, candidate, problems);
        int done = 0;
        for (Map.Entry<String, LabelPairs.Pair> pair : pairs.entrySet()) {
            progress.at((double) done++ / pairs.size(), pair.getKey());
            try {
                cases.add(Evaluation.Case.of(pair.getKey(), pair.getValue().read(names), metrics));
            } catch (FormatException | IOException e) {
                problems.add(Trouble.sentence(e));
            }
        }
        return new Evaluation(metrics, cases, names, problems);
    }

    /// Pictures of the cases whose mean Dice is lowest, the worst first.
    private static <E extends Exception> List<WorstCase> worst(Evaluation evaluation, Cases<E> cases, Progress progress) throws IOException, E {
        int dice = evaluation.metric("dice");
        List<Evaluation.Case> sorted = evaluation.cases().stream().filter(one -> evaluation.mean(one, dice).isDefined())
                .sorted(Comparator.comparingDouble(one -> evaluation.mean(one, dice).orElse(0))).limit(WORST).toList();
        List<WorstCase> pictures = new ArrayList<>();
        for (Evaluation.Case one : sorted) {
            progress.at((double) pictures.size() / sorted.size(), one.id());
            Shown shown = cases.of(one.id());
            pictures.add(WorstCase.of(one.id(), evaluation.mean(one, dice), shown.maps(), shown.scan()));
        }
        return pictures;
    }

    /// The files of a question.
    private static Cases<FormatException> files(Question question) throws IOException, FormatException {
        Map<String, LabelPairs.Pair> pairs = LabelPairs.of(question.reference(), question.candidate(), new ArrayList<>());
        SortedMap<String, Path> images = new TreeMap<>();
        if (question.images().isPresent()) {
            Path path = question.images().orElseThrow();
            if (Files.isDirectory(path)) images.putAll(LabelPairs.images(path));
            else for (String id : pairs.keySet()) images.put(id, path);
        }
        return id -> {
            LabelPairs.Maps maps = Objects.requireNonNull(pairs.get(id)).read(new TreeMap<>());
            Path image = images.get(id);
            Optional<Volume> scan = image == null ? Optional.empty() : Optional.of(Formats.open(image, Progress.NONE).volume(Progress.NONE))
                    .filter(volume -> volume.geometry().sameGrid(maps.reference().geometry(), 0.05));
            return new Shown(maps, scan);
        };
    }
}
