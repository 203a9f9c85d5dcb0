package org.maskwright.learn.form;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.maskwright.learn.graph.Eight;

/// What the forms of a model were measured to cost in Dice and to give in speed, and which of them is taken.
///
/// @param network whose weights lie beside the card, as `measured` calls it
/// @param standard the numbers in which the model proposes, where the processor has them
/// @param measuredOn on which cases, and on what machine
/// @param measured each form; the first is the model as it was trained, in 32 bits, by which the others are judged
/// @param ranges what each convolution reads, for 8 bits; empty where they were not measured
public record Forms(String network, Arithmetic standard, String measuredOn, List<Measured> measured, Map<String, Eight.Range> ranges) {
    /// How much lower a mean Dice may be and still count as costing nothing.
    public static final double NOTHING = 0.0005;

    public Forms {
        measured = List.copyOf(measured);
        ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
        boolean bytes = measured.stream().anyMatch(one -> one.network().equals(network) && one.arithmetic() == Arithmetic.INT8);
        if (measured.isEmpty() || bytes && ranges.isEmpty()) throw new IllegalArgumentException("forms are measured, and one in 8 bits needs ranges");
    }

    /// One form.
    ///
    /// @param network `whole`, or `pruned-25` for one that lost a quarter of its channels
    /// @param dice on the cases' own grids by label value, the mean over cases
    /// @param seconds a case, the median
    /// @param megabytes that the weights take in the engine
    public record Measured(String network, Arithmetic arithmetic, Map<Integer, Double> dice, double seconds, double megabytes) {
        public static final String WHOLE = "whole";

        public Measured {
            dice = Collections.unmodifiableMap(new TreeMap<>(dice));
            if (!(seconds > 0)) throw new IllegalArgumentException("a case takes some time, got " + seconds + " s");
        }

        /// Mean over labels; NaN if none was defined.
        public double meanDice() {
            return dice.values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }
    }

    /// The numbers to propose in on a machine that has `offered`: the quickest of those that cost nothing, as measured. None where it has none of them.
    public Optional<Arithmetic> preferred(Predicate<Arithmetic> offered) {
        return costingNothing(measured).filter(one -> one.network().equals(network) && offered.test(one.arithmetic()))
                .min(Comparator.comparingDouble(Measured::seconds)).map(Measured::arithmetic);
    }

    /// The quickest of those whose mean Dice is not lower than the first one's by more than [#NOTHING]; of equally quick ones the earlier.
    ///
    /// @param measured at least one, the one to judge by first
    public static Measured quickestThatCostsNothing(List<Measured> measured) {
        return costingNothing(measured).min(Comparator.comparingDouble(Measured::seconds)).orElseThrow();
    }

    private static Stream<Measured> costingNothing(List<Measured> measured) {
        double least = measured.getFirst().meanDice() - NOTHING;
        return measured.stream().filter(one -> one == measured.getFirst() || one.meanDice() >= least);
    }
}
