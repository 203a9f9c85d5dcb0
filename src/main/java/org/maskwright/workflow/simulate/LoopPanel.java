package org.maskwright.workflow.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.maskwright.learn.active.LearningForecast;
import org.maskwright.learn.active.Round;
import org.maskwright.measure.Interval;

/// One of the loop's measures for every order, against the number of labelled cases.
///
/// @param title what it shows, in a few words
/// @param unit of its vertical axis
/// @param decimals of its numbers
/// @param lines an order each
record LoopPanel(String title, String unit, int decimals, List<Line> lines) {
    /// One order's course.
    ///
    /// @param held on the held-out cases
    /// @param met on the batch that is corrected next
    /// @param more between what the held-out cases' mean would lie after [LoopWords#MORE] further cases; empty if nobody can tell
    record Line(String order, List<Dot> held, List<Dot> met, List<Interval> more) {}

    /// The mean over repetitions, and the least and greatest of them.
    record Dot(int labelled, double mean, double low, double high) {}

    LoopPanel {
        lines = List.copyOf(lines);
    }

    /// The two panels of the figure.
    ///
    /// @param labelled cases in each round, also of an order that labels none
    static List<LoopPanel> all(List<Round> rounds, List<Integer> labelled) {
        OptionalDouble drawn = rounds.stream().mapToDouble(Round::batchLabelledMm3).filter(Double::isFinite).average();
        String scale = drawn.isEmpty() ? "" : String.format(Locale.ROOT, ", of %,.0f that are labelled", drawn.getAsDouble());
        return List.of(of("Proposals get better", "Dice of the proposal with the expert’s labels", 2, rounds, labelled, Round::holdoutDice, Round::batchDice),
                of("Less is left to correct", "mm³ to edit in a case" + scale, 0, rounds, labelled, Round::holdoutEditMm3, Round::batchEditMm3));
    }

    private static LoopPanel of(String title, String unit, int decimals, List<Round> rounds, List<Integer> labelled, ToDoubleFunction<Round> held, ToDoubleFunction<Round> met) {
        var lines = new ArrayList<Line>();
        for (String order : LoopWords.orders(rounds)) {
            List<Round> own = rounds.stream().filter(round -> round.order().equals(order)).toList();
            List<Dot> course = dots(own, labelled, held);
            List<Interval> more = decimals == 0 || course.isEmpty() ? List.of() : LoopWords.forecast(own)
                    .map(forecast -> forecast.gain(course.getLast().labelled(), LearningForecast.MORE))
                    .map(gain -> new Interval(course.getLast().mean() + gain.low(), course.getLast().mean() + gain.high())).stream().toList();
            lines.add(new Line(order, course, dots(own, labelled, met), more));
        }
        return new LoopPanel(title, unit, decimals, lines);
    }

    private static List<Dot> dots(List<Round> own, List<Integer> labelled, ToDoubleFunction<Round> value) {
        SortedMap<Integer, List<Double>> values = new TreeMap<>();
        for (Round round : own) {
            double number = value.applyAsDouble(round);
            if (Double.isFinite(number)) values.computeIfAbsent(labelled.get(round.number()), _ -> new ArrayList<>()).add(number);
        }
        return values.entrySet().stream().map(one -> dot(one.getKey(), one.getValue())).toList();
    }

    private static Dot dot(int labelled, List<Double> values) {
        var summary = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return new Dot(labelled, summary.getAverage(), summary.getMin(), summary.getMax());
    }
}
