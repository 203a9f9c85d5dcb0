package org.maskwright.learn.post;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Comparison;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;
import org.maskwright.measure.SurfaceDistance;

/// Chooses the steps that pay, label by label, on cases whose labels are known.
///
/// Kinds of step are tried in a fixed order: islands away, holes filled, closed, smoothed. Of each kind the best is kept if the
/// label's mean Dice rises by more than chance ([PairedComparison], p < 0.05) or clearly (by 0.0005 or more), and if the mean HD95 does not rise.
/// Labels seen in fewer than five cases are left alone: so few prove nothing.
public final class Chooser {
    private static final int LEAST_CASES = 5;
    private static final double CHANCE = 0.05;
    private static final double CLEAR_GAIN = 0.0005;

    private final List<Integer> labels;
    private final List<Case> cases;
    private final Labels[] now; // the cases' proposals with what was chosen so far

    /// A case whose labels are known.
    ///
    /// @param truth what they are
    /// @param proposed as the network gave them, on the same grid
    public record Case(String id, Labels truth, Labels proposed) {}

    private Chooser(List<Integer> labels, List<Case> cases) {
        this.labels = labels;
        this.cases = cases;
        this.now = cases.stream().map(Case::proposed).toArray(Labels[]::new);
    }

    /// @param chosenOn the cases in words, for the card
    /// @param labels that the model proposes
    public static PostProcessing choose(String chosenOn, List<Integer> labels, List<Case> cases, Progress progress) {
        return new Chooser(List.copyOf(labels), List.copyOf(cases)).choose(chosenOn, progress);
    }

    private PostProcessing choose(String chosenOn, Progress progress) {
        var kept = new ArrayList<PostProcessing.OfLabel>();
        for (int i = 0; i < labels.size(); i++) {
            int label = labels.get(i);
            progress.at((double) i / labels.size(), "choosing how to mend label " + label);
            int[] seen = IntStream.range(0, cases.size()).filter(c -> !overlap(c, cases.get(c).proposed(), label).isEmpty()).toArray();
            if (seen.length < LEAST_CASES) continue;
            List<Step> steps = stepsOf(label, seen);
            if (!steps.isEmpty()) kept.add(new PostProcessing.OfLabel(label, steps, Optional.empty()));
        }
        return new PostProcessing(chosenOn, kept.stream().map(one -> new PostProcessing.OfLabel(one.label(), one.steps(), Optional.of(gain(one.label())))).toList());
    }

    private List<Step> stepsOf(int label, int[] seen) {
        var kept = new ArrayList<Step>();
        for (List<Step> kind : kinds(label, seen)) {
            double[] before = Arrays.stream(seen).mapToDouble(c -> dice(c, now[c], label)).toArray();
            double best = 0;
            Optional<Step> chosen = Optional.empty();
            Labels[] mended = new Labels[0];
            for (Step step : kind) {
                Labels[] then = now.clone();
                for (int c : seen) then[c] = PostProcessing.apply(now[c], label, step);
                if (Arrays.stream(seen).allMatch(c -> then[c] == now[c])) continue;
                double[] after = Arrays.stream(seen).mapToDouble(c -> dice(c, then[c], label)).toArray();
                PairedComparison change = PairedComparison.of(before, after);
                boolean proven = change.p() < CHANCE || change.meanDifference() >= CLEAR_GAIN;
                if (!(change.meanDifference() > best) || !proven) continue;
                double[] hd95 = hd95(label, now, then, seen);
                if (hd95[1] > hd95[0]) continue;
                best = change.meanDifference();
                chosen = Optional.of(step);
                mended = then;
            }
            if (chosen.isEmpty()) continue;
            kept.add(chosen.get());
            System.arraycopy(mended, 0, now, 0, now.length);
        }
        return kept;
    }

    /// What is tried, in sizes that suit the label and the grids.
    private List<List<Step>> kinds(int label, int[] seen) {
        double voxelMm = Math.cbrt(median(Arrays.stream(seen).mapToDouble(c -> cases.get(c).truth().geometry().voxelMm3()).toArray()));
        double mm3 = median(Arrays.stream(seen).mapToDouble(c -> overlap(c, now[c], label).reference() * cases.get(c).truth().geometry().voxelMm3()).toArray());
        var islands = new ArrayList<Step>(List.of(new LargestPiece()));
        if (mm3 > 0) {
            for (double share : new double[] {0.01, 0.05, 0.2}) islands.add(new MinimumVolume(round(share * mm3)));
        }
        return List.of(islands, List.of(new FillHoles()), List.of(new Closing(round(1.5 * voxelMm)), new Closing(round(3 * voxelMm))),
                List.of(new Smooth(round(0.5 * voxelMm)), new Smooth(round(voxelMm))));
    }

    /// To two digits, so that a card reads well.
    private static double round(double value) {
        return new BigDecimal(value).round(new MathContext(2)).doubleValue();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Overlap overlap(int index, Labels candidate, int label) {
        Case one = cases.get(index);
        return CaseScore.of(one.id(), one.truth(), candidate).overlap(label);
    }

    /// A false alarm that is taken away leaves two empty maps: that is right, and counts as 1.
    private double dice(int index, Labels candidate, int label) {
        return CaseScore.of(cases.get(index).id(), cases.get(index).truth(), candidate).dice(label).orElse(1);
    }

    /// The mean before and after over those cases in which both are defined, in mm; 0 and 0 if none is.
    private double[] hd95(int label, Labels[] before, Labels[] after, int[] seen) {
        double[] sums = new double[2];
        int count = 0;
        for (int c : seen) {
            Score first = hd95(label, c, before[c]);
            Score second = before[c] == after[c] ? first : hd95(label, c, after[c]);
            if (!first.isDefined() || !second.isDefined()) continue;
            sums[0] += first.orElse(0);
            sums[1] += second.orElse(0);
            count++;
        }
        return count == 0 ? sums : new double[] {sums[0] / count, sums[1] / count};
    }

    private Score hd95(int label, int index, Labels candidate) {
        return SurfaceDistance.HD95.of(new Comparison(cases.get(index).truth(), candidate, label, overlap(index, candidate, label)));
    }

    /// What all of it together brings to one label.
    private PostProcessing.Gain gain(int label) {
        Labels[] before = cases.stream().map(Case::proposed).toArray(Labels[]::new);
        int[] seen = IntStream.range(0, before.length).filter(c -> !overlap(c, before[c], label).isEmpty()).toArray();
        PairedComparison change = PairedComparison.of(Arrays.stream(seen).mapToDouble(c -> dice(c, before[c], label)).toArray(),
                Arrays.stream(seen).mapToDouble(c -> dice(c, now[c], label)).toArray());
        double[] hd95 = hd95(label, before, now, seen);
        double mean = Arrays.stream(seen).mapToDouble(c -> dice(c, before[c], label)).average().orElseThrow();
        return new PostProcessing.Gain(seen.length, mean, mean + change.meanDifference(), hd95[0], hd95[1], change.p());
    }
}
