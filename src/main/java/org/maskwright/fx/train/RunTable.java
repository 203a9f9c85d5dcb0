package org.maskwright.fx.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskwright.fx.part.Figures;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.course.PastRun;
import org.maskwright.workflow.training.Onlooker;

/// Trainings beside each other: what they came to, and the settings in which they differ.
record RunTable(List<PastRun> runs) {
    /// One line.
    ///
    /// @param values of each training
    /// @param setting whether it was chosen before the training; else it came of it
    record Row(String name, List<String> values, boolean setting) {}

    RunTable {
        runs = List.copyOf(runs);
    }

    /// Labels that any of them judged, by value, as the first that has a name calls it.
    Map<Integer, String> labels() {
        Set<Integer> values = new TreeSet<>();
        runs.forEach(run -> run.curve().forEach(epoch -> values.addAll(epoch.labelDice().keySet())));
        Map<Integer, String> names = new TreeMap<>();
        for (int value : values) names.put(value, runs.stream().flatMap(run -> run.labels().find(value).stream()).map(LabelTable.Entry::name).findFirst().orElse(LabelTable.EMPTY.name(value)));
        return names;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(result("Epochs", run -> run.curve().size() + (run.ended() ? "" : ", not ended")));
        rows.add(result("Best epoch", run -> run.best().isPresent() ? String.valueOf(run.best().getAsInt() + 1) : Figures.NONE));
        rows.add(result("Its mean Dice", run -> Figures.ratio(best(run).map(Onlooker.Epoch::dice).orElse(Double.NaN))));
        Map<Integer, String> labels = labels();
        if (labels.size() > 1) labels.forEach((value, name) -> rows.add(result(name, run -> Figures.ratio(best(run).map(epoch -> epoch.labelDice().getOrDefault(value, Double.NaN)).orElse(Double.NaN)))));
        rows.add(result("Last loss", run -> Figures.ratio(run.curve().getLast().loss())));
        rows.add(result("Minutes", run -> Figures.fixed(run.minutes(), 1)));
        PastRun.differences(runs).forEach((name, values) -> rows.add(new Row(name, values, true)));
        return rows;
    }

    private Row result(String name, java.util.function.Function<PastRun, String> value) {
        return new Row(name, runs.stream().map(value).toList(), false);
    }

    private static Optional<Onlooker.Epoch> best(PastRun run) {
        return run.best().isPresent() ? Optional.of(run.curve().get(run.best().getAsInt())) : Optional.empty();
    }

    /// Why their figures must not be held against each other; nothing if nothing is known against it.
    Optional<String> caution() {
        List<PastRun> known = runs.stream().filter(PastRun::ended).toList();
        if (known.stream().map(run -> run.labels().entries().stream().map(entry -> entry.value() + entry.name()).toList()).distinct().count() > 1)
            return Optional.of("They learn other labels, so neither Dice nor loss can be compared.");
        if (known.stream().map(PastRun::judges).distinct().count() > 1) return Optional.of("Other cases judge them, so a higher Dice need not be a better model.");
        if (PastRun.differences(runs).containsKey("--loss")) return Optional.of("Their losses are different measures: compare the Dice alone.");
        return Optional.empty();
    }
}
