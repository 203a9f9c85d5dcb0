package org.maskwright.workflow.simulate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.maskwright.learn.active.Round;

/// One of the loop's curves for every order, against the number of labelled cases.
///
/// @param title what the panel shows
/// @param unit of its vertical axis
record LoopPanel(String title, String unit, List<Line> lines) {
    /// One order's curve.
    record Line(String order, List<Dot> dots) {}

    /// The mean over repetitions, and the least and greatest of them.
    record Dot(int labelled, double mean, double low, double high) {}

    LoopPanel {
        lines = List.copyOf(lines);
    }

    /// The three panels of the figure.
    static List<LoopPanel> all(List<Round> rounds) {
        return List.of(of("Proposal Dice on the next batch", "Dice", rounds, Round::batchDice),
                of("Dice on the held-out cases", "Dice", rounds, Round::holdoutDice),
                of("Voxels edited a case", "voxels", rounds, Round::batchEdits));
    }

    private static LoopPanel of(String title, String unit, List<Round> rounds, ToDoubleFunction<Round> value) {
        var orders = new LinkedHashSet<String>();
        rounds.forEach(round -> orders.add(round.order()));
        var lines = new ArrayList<Line>();
        for (String order : orders) {
            SortedMap<Integer, List<Double>> values = new TreeMap<>();
            for (Round round : rounds) {
                double number = value.applyAsDouble(round);
                if (round.order().equals(order) && Double.isFinite(number)) values.computeIfAbsent(round.labelled(), _ -> new ArrayList<>()).add(number);
            }
            lines.add(new Line(order, values.entrySet().stream().map(one -> dot(one.getKey(), one.getValue())).toList()));
        }
        return new LoopPanel(title, unit, lines);
    }

    private static Dot dot(int labelled, List<Double> values) {
        var summary = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return new Dot(labelled, summary.getAverage(), summary.getMin(), summary.getMax());
    }

    /// Whether there is anything to draw.
    boolean isEmpty() {
        return lines.stream().allMatch(line -> line.dots().isEmpty());
    }
}
