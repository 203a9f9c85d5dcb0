package org.maskwright.workflow.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelException;
import org.maskwright.workflow.training.Onlooker;

/// A training as its folder tells it, to be laid beside others: values alone.
///
/// @param name of its folder, told apart from others of that name
/// @param ended whether it came to a model; else it is under way or was stopped, and its folder says neither labels, settings nor judges
/// @param curve at least one epoch
/// @param settings how it was trained, by what each setting is called, in the order in which they are told
/// @param judges ids of the cases that judge it
public record PastRun(Path folder, String name, boolean ended, List<Onlooker.Epoch> curve, LabelTable labels, Map<String, String> settings, Set<String> judges) {
    private record Found(Path folder, FileTime learnt) {}

    public PastRun {
        if (curve.isEmpty()) throw new IllegalArgumentException("a training that is looked back on has an epoch");
        curve = List.copyOf(curve);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        judges = Set.copyOf(judges);
    }

    /// The trainings right inside `places`, the one that learnt last in front. Folders without an epoch, and such as cannot be read, are left out.
    public static List<PastRun> in(Collection<Path> places) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) continue;
            try (var inside = Files.list(place)) {
                inside.filter(folder -> Files.isRegularFile(folder.resolve(LearningCurves.TABLE))).map(folder -> folder.toAbsolutePath().normalize()).forEach(folders::add);
            }
        }
        List<Found> found = new ArrayList<>();
        for (Path folder : folders) found.add(new Found(folder, Files.getLastModifiedTime(folder.resolve(LearningCurves.TABLE))));
        found.sort(Comparator.comparing(Found::learnt).reversed());
        List<PastRun> runs = new ArrayList<>();
        for (Found one : found) {
            Path folder = one.folder();
            boolean alone = folders.stream().filter(other -> FormatException.name(other).equals(FormatException.name(folder))).count() == 1;
            try {
                Run run = Run.read(List.of(folder)).getFirst();
                if (!run.curve().isEmpty()) runs.add(of(folder, alone ? run.name() : run.name() + " in " + whose(folder), run));
            } catch (FormatException | ModelException e) {
                continue; // what cannot be read cannot be compared; whoever goes on with it or chooses it is told why
            }
        }
        return runs;
    }

    /// What the folder of models belongs to: a project, or the user's own place.
    private static String whose(Path folder) {
        Path place = folder.getParent(), owner = place == null ? null : place.getParent();
        return FormatException.name(owner == null ? folder : owner);
    }

    private static PastRun of(Path folder, String name, Run run) {
        List<Onlooker.Epoch> curve = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY, seconds = 0;
        for (LearningCurves.Point point : run.curve()) {
            boolean isBest = point.dice() > best;
            if (isBest) best = point.dice();
            seconds += point.seconds();
            curve.add(new Onlooker.Epoch(point.epoch(), run.curve().size(), point.loss(), point.dice(), point.labelDice(), seconds / 60, isBest));
        }
        return new PastRun(folder, name, run.card().isPresent(), curve, run.card().map(card -> card.labels()).orElse(LabelTable.EMPTY), run.settings(),
                run.card().map(card -> Set.copyOf(card.data().validationCases())).orElse(Set.of()));
    }

    /// Index of the epoch that validated best; nothing if none was validated.
    public OptionalInt best() {
        for (int i = curve.size() - 1; i >= 0; i--) if (curve.get(i).best()) return OptionalInt.of(i);
        return OptionalInt.empty();
    }

    /// Minutes that it learnt.
    public double minutes() {
        return curve.getLast().elapsedMinutes();
    }

    /// The settings in which those of `runs` differ that have ended, each with its value in every run; a dash where a run does not say.
    public static Map<String, List<String>> differences(List<PastRun> runs) {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        Run.differing(runs.stream().filter(PastRun::ended).map(PastRun::settings).toList()).keySet()
                .forEach(name -> differences.put(name, runs.stream().map(run -> run.settings().getOrDefault(name, "–")).toList()));
        return differences;
    }
}
