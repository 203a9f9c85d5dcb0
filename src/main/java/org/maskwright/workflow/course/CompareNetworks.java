package org.maskwright.workflow.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.png.PngWriter;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.Architectures;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingSet;
import org.maskwright.measure.Metrics;
import org.maskwright.workflow.LabelPairs;
import org.maskwright.workflow.NewFolder;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.TrainingData;
import org.maskwright.workflow.TrainingTurn;
import org.maskwright.workflow.evaluate.Evaluation;
import org.maskwright.workflow.page.LinePlot;
import org.maskwright.workflow.training.RunWords;

/// Trains several networks on the same split with the same budget, and judges them by the same cases; beside them methods that learn no weights, which choose
/// their few settings by the training cases.
///
/// ```
/// unet2d/, fcn2d/, …       a model a network, with its card, curves and checkpoint
/// networks.html            the table, the curves, the cases; one page, offline
/// networks.csv, .json      every score of every case
/// networks.md, .png        the table and the curves for other texts
/// ```
public final class CompareNetworks {
    public static final String PAGE = "networks.html", TABLE = "networks.csv", JSON = "networks.json", MARKDOWN = "networks.md", CURVES = "networks.png";
    /// For each network where nobody said how long.
    public static final int EPOCHS = 15;
    /// Scans larger than this keep a graph cut busy for long: such methods take part only where they are named.
    private static final long LARGE_VOXELS = 1_000_000;
    /// Not mended as the card says: it is the networks that are compared.
    private static final ProposeOptions AS_IT_IS = ProposeOptions.DEFAULT.withMirrored(false).withAnyScan(true).withPostProcessed(false);

    /// What shall be compared.
    ///
    /// @param training data, split, length and seed, for all alike, and the folder that all goes into; its network is not looked at
    /// @param networks ids of architectures and of classical methods; empty for the student's set and all of these
    public record Request(Train.Request training, List<String> networks) {
        public Request {
            networks = List.copyOf(networks);
        }
    }

    /// What came of it.
    ///
    /// @param lines a line a network, the best first
    /// @param leftOut a sentence for each case that could not be used
    /// @param notes what the networks' runs had to make do with, as [RunWords] has it
    /// @param reasons why their settings are as they are, likewise
    public record Compared(List<String> lines, List<String> leftOut, List<String> notes, List<String> reasons) {
        public Compared {
            lines = List.copyOf(lines);
            leftOut = List.copyOf(leftOut);
            notes = List.copyOf(notes);
            reasons = List.copyOf(reasons);
        }
    }

    private final TrainingTurn turn;
    private final Train train;

    public CompareNetworks(TrainingTurn turn, Train train) {
        this.turn = turn;
        this.train = train;
    }

    /// The ids of the student's set.
    public static List<String> students() {
        return Entrant.STUDENTS.stream().map(Entrant::architecture).toList();
    }

    /// The ids of the methods that learn no weights.
    public static List<String> classical() {
        return Arrays.stream(ClassicalMethod.values()).map(ClassicalMethod::id).toList();
    }

    /// Whether there is an architecture or a classical method of this id.
    public static boolean isKnown(String id) {
        return Entrant.find(id).isPresent() || ClassicalMethod.find(id).isPresent();
    }

    /// Whether a comparison was begun in a folder, so that it can be resumed.
    public static boolean isBegun(Path out) {
        return Files.isRegularFile(out.resolve(PAGE)) || Architectures.all().stream().anyMatch(one -> TrainingLoop.canResume(out.resolve(one.id())));
    }

    /// Trains and compares in the background; stopped at any moment, it can be resumed.
    public Job<Compared> compare(Request request) {
        List<String> ids = request.networks().isEmpty() ? Stream.concat(students().stream(), classical().stream()).toList() : request.networks();
        for (String id : ids) if (!isKnown(id)) throw new IllegalArgumentException("there is no architecture '" + id + "'");
        List<Entrant> entrants = ids.stream().flatMap(id -> Entrant.find(id).stream()).toList();
        List<ClassicalMethod> classical = ids.stream().flatMap(id -> ClassicalMethod.find(id).stream()).toList();
        return turn.submit("Comparing networks", progress -> run(request.training(), entrants, classical, !request.networks().isEmpty(), progress));
    }

    /// As [#compare], here and now, with networks of any width.
    ///
    /// @param evenLarge whether classical methods look at scans of any size
    Compared run(Train.Request request, List<Entrant> entrants, List<ClassicalMethod> classical, boolean evenLarge, Progress progress) throws IOException, FormatException, ModelException {
        Path out = request.out();
        NewFolder.requireUnlessResumed(out, request.resume());
        TrainingData data = TrainingData.read(request.data(), request.about(), progress.part(0, 0.01));
        TrainingSet set = data.set();
        TrainingLoop.Split split = TrainingLoop.split(train.plan(request, set));
        requireJudges(split.judging());
        List<Standing> standings = new ArrayList<>();
        boolean large = split.learning().getFirst().load().volume().geometry().size().voxels() > LARGE_VOXELS;
        List<ClassicalMethod.Tuned> tuned = tuned(large && !evenLarge ? List.of() : classical, set, split, progress.part(0.01, 0.02));
        for (ClassicalMethod.Tuned one : tuned) {
            Judged judged = judge(content -> one.segment(content.volume()), split.judging(), names(set), progress.part(0.02, 0.03));
            standings.add(new Standing(one.method().title(), one.words(), Optional.empty(), judged.secondsPerCase(), judged.evaluation()));
        }
        for (int i = 0; i < entrants.size(); i++) {
            Entrant entrant = entrants.get(i);
            String which = entrant.title() + " (" + (i + 1) + " of " + entrants.size() + "), ";
            Progress part = progress.part(0.03 + 0.94 * i / entrants.size(), 0.03 + 0.94 * (i + 1) / entrants.size());
            standings.add(standing(entrant, request, set, (fraction, what) -> part.at(fraction, which + what)));
            write(out, ranking(set, split, standings), List.of()); // after each, so that one can look on
        }
        Ranking ranking = ranking(set, split, standings);
        write(out, ranking, lineups(ranking, tuned, set, progress.part(0.97, 1)));
        RunWords notes = new RunWords(), reasons = new RunWords();
        for (Standing one : standings) {
            one.training().ifPresent(training -> {
                notes.add(one.title(), training.notes());
                reasons.add(one.title(), training.card().training().reasons());
            });
        }
        return new Compared(ranking.standings().stream().map(Standing::toString).toList(), data.problems(), notes.sentences(), reasons.sentences());
    }

    private static List<ClassicalMethod.Tuned> tuned(List<ClassicalMethod> classical, TrainingSet set, TrainingLoop.Split split, Progress progress) throws IOException {
        List<ClassicalMethod.Tuned> tuned = new ArrayList<>();
        if (classical.isEmpty()) return tuned;
        Atlas atlas = Atlas.of(split.learning(), List.copyOf(names(set).keySet()), progress.part(0, 0.2));
        for (int i = 0; i < classical.size(); i++) {
            Progress part = progress.part(0.2 + 0.8 * i / classical.size(), 0.2 + 0.8 * (i + 1) / classical.size());
            String title = classical.get(i).title() + ", ";
            tuned.add(classical.get(i).tuned(atlas, split.learning(), (fraction, what) -> part.at(fraction, title + what)));
        }
        return tuned;
    }

    private static void requireJudges(List<TrainingCase> judging) throws ModelException {
        if (judging.isEmpty()) throw new ModelException("no case is left to judge by. Give at least two labelled cases.");
    }

    private Standing standing(Entrant entrant, Train.Request request, TrainingSet set, Progress progress) throws IOException, FormatException, ModelException {
        Path folder = request.out().resolve(entrant.architecture());
        Train.Request own = request.withNetwork(entrant.architecture(), entrant.widths()).into(folder, entrant.architecture(), entrant.title() + ", " + set.name());
        var cost = new ProcessorTime(folder, own.resume());
        ModelCard card;
        try {
            card = TrainingLoop.run(train.plan(own, set), cost, progress.part(0, 0.95));
        } catch (Progress.Cancelled e) {
            cost.keep();
            throw e;
        }
        var training = new Standing.Training(folder, card, cost.setup().parameters(), Files.size(folder.resolve(Models.WEIGHTS)),
                cost.setup().patchesPerEpoch() * card.training().epochs(), cost.coreMinutes(), LearningCurves.read(folder), cost.notes());
        List<TrainingCase> judging = set.cases().stream().filter(one -> card.data().validationCases().contains(one.id())).toList();
        requireJudges(judging);
        try (Proposer proposer = Proposer.open(Models.read(folder))) {
            var judged = judge(content -> proposer.propose(content.volume(), AS_IT_IS, Progress.NONE).labels(), judging, names(set), progress.part(0.95, 1));
            return new Standing(entrant.title(), entrant.paper(), Optional.of(training), judged.secondsPerCase(), judged.evaluation());
        }
    }

    /// A way of finding labels.
    @FunctionalInterface
    private interface Segmenter {
        Labels segment(TrainingCase.Content content) throws ModelException;
    }

    private record Judged(Evaluation evaluation, double secondsPerCase) {}

    private static Judged judge(Segmenter segmenter, List<TrainingCase> cases, SortedMap<Integer, String> names, Progress progress) throws IOException, ModelException {
        var scored = new ArrayList<Evaluation.Case>();
        double[] seconds = new double[cases.size()];
        for (int i = 0; i < cases.size(); i++) {
            progress.at((double) i / cases.size(), "judging case " + (i + 1) + " of " + cases.size());
            TrainingCase.Content content = cases.get(i).load();
            if (i == 0) segmenter.segment(content); // the first look is slow: the engine prepares
            long begin = System.nanoTime();
            Labels proposed = segmenter.segment(content);
            seconds[i] = (System.nanoTime() - begin) / 1e9;
            scored.add(Evaluation.Case.of(cases.get(i).id(), new LabelPairs.Maps(content.counted(content.labels()), content.counted(proposed)), Metrics.USUAL));
        }
        Arrays.sort(seconds);
        return new Judged(new Evaluation(Metrics.USUAL, scored, names, List.of()), seconds[seconds.length / 2]);
    }

    private static SortedMap<Integer, String> names(TrainingSet set) {
        var names = new TreeMap<Integer, String>();
        set.labels().entries().forEach(entry -> names.put(entry.value(), entry.name()));
        return names;
    }

    private static Ranking ranking(TrainingSet set, TrainingLoop.Split split, List<Standing> standings) {
        Evaluation first = standings.getFirst().evaluation();
        return new Ranking(set.name(), split.learning().size(), first.cases().stream().map(Evaluation.Case::id).toList(), standings);
    }

    /// The middle and the hardest case, as every method sees them.
    private static List<Lineup> lineups(Ranking ranking, List<ClassicalMethod.Tuned> tuned, TrainingSet set, Progress progress) throws IOException, ModelException {
        List<String> ids = ranking.hardestFirst();
        if (ids.isEmpty()) return List.of();
        var chosen = new LinkedHashMap<String, String>();
        chosen.put(ids.get(ids.size() / 2), "A typical case: in the middle by the mean over all methods.");
        chosen.putIfAbsent(ids.getFirst(), "The hardest case by the mean over all methods.");
        var proposed = new LinkedHashMap<String, Map<String, Labels>>();
        int done = 0;
        for (Standing one : ranking.standings()) {
            progress.at((double) done++ / ranking.standings().size(), "painting");
            for (ClassicalMethod.Tuned method : tuned) {
                if (!method.method().title().equals(one.title())) continue;
                for (String id : chosen.keySet()) proposed.computeIfAbsent(id, _ -> new LinkedHashMap<>()).put(one.title(), method.segment(find(set, id).load().volume()));
            }
            if (one.training().isEmpty()) continue;
            Standing.Training training = one.training().get();
            try (Proposer proposer = Proposer.open(Models.read(training.folder()))) {
                for (String id : chosen.keySet())
                    proposed.computeIfAbsent(id, _ -> new LinkedHashMap<>()).put(one.title(), proposer.propose(find(set, id).load().volume(), AS_IT_IS, Progress.NONE).labels());
            }
        }
        var lineups = new ArrayList<Lineup>();
        for (Map.Entry<String, String> one : chosen.entrySet()) {
            TrainingCase.Content content = find(set, one.getKey()).load();
            lineups.add(Lineup.of(one.getKey(), one.getValue(), content.labels(), content.volume(), proposed.getOrDefault(one.getKey(), Map.of())));
        }
        return lineups;
    }

    private static TrainingCase find(TrainingSet set, String id) {
        return set.cases().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static void write(Path out, Ranking ranking, List<Lineup> lineups) throws IOException {
        var tables = new RankingTables(ranking);
        text(out.resolve(PAGE), new RankingPage(ranking, lineups).html());
        text(out.resolve(TABLE), tables.csv());
        text(out.resolve(JSON), tables.json());
        text(out.resolve(MARKDOWN), tables.markdown());
        picture(out.resolve(CURVES), RankingPage.curves(ranking.standings()));
    }

    static void text(Path file, String text) throws IOException {
        AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Plots side by side as PNG; nothing if there is nothing to draw.
    static void picture(Path file, List<LinePlot> plots) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (LinePlot plot : plots) if (!plot.isEmpty()) pictures.add(plot.png());
        if (!pictures.isEmpty()) AtomicFile.write(file, stream -> PngWriter.writeSideBySide(pictures, stream));
    }
}
