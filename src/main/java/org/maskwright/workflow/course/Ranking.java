package org.maskwright.workflow.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;
import org.maskwright.workflow.evaluate.Evaluation;

/// All that took part, the best first, each compared case by case with the best.
///
/// @param data what people call the data
/// @param learning how many cases were learnt from
/// @param judging ids of the cases that judge
record Ranking(String data, int learning, List<String> judging, List<Standing> standings) {
    Ranking {
        judging = List.copyOf(judging);
        standings = standings.stream().sorted(Comparator.comparingDouble(one -> Double.isNaN(one.meanDice()) ? 1 : -one.meanDice())).toList();
        if (standings.isEmpty()) throw new IllegalArgumentException("a ranking needs something to rank");
    }

    Standing best() {
        return standings.getFirst();
    }

    /// One beside the best, on the cases in which both have a Dice; nothing for the best itself.
    Optional<PairedComparison> againstBest(Standing one) {
        if (one == best()) return Optional.empty();
        var pairs = new ArrayList<double[]>();
        for (String id : judging) if (best().dice(id) instanceof Score.Defined(double a) && one.dice(id) instanceof Score.Defined(double b)) pairs.add(new double[] {a, b});
        return pairs.isEmpty() ? Optional.empty() : Optional.of(PairedComparison.of(pairs.stream().mapToDouble(pair -> pair[0]).toArray(), pairs.stream().mapToDouble(pair -> pair[1]).toArray()));
    }

    /// Labels that any case holds, or that were found in any.
    SortedSet<Integer> labels() {
        var labels = new TreeSet<Integer>();
        standings.forEach(one -> labels.addAll(one.evaluation().labels()));
        return labels;
    }

    String name(int label) {
        return best().evaluation().name(label);
    }

    /// The cases from the hardest to the easiest, by the mean over all that took part of their mean Dice.
    List<String> hardestFirst() {
        return judging.stream().filter(id -> standings.stream().anyMatch(one -> one.dice(id).isDefined())).sorted(Comparator.comparingDouble(this::ease)).toList();
    }

    private double ease(String id) {
        return standings.stream().map(one -> one.dice(id)).filter(Score::isDefined).mapToDouble(score -> score.orElse(0)).average().orElse(1);
    }

    /// The metric of this id of a label, of one that took part.
    static double[] values(Standing one, int label, String metric) {
        Evaluation evaluation = one.evaluation();
        return evaluation.values(label, evaluation.metric(metric));
    }
}
