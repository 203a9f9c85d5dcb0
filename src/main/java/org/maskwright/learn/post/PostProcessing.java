package org.maskwright.learn.post;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;

/// What is done to each label of a proposal, one after another, before anybody sees it.
///
/// What a step takes away goes to what surrounds it, background or another label; what it adds it takes from background alone.
///
/// @param chosenOn in words, the cases by which it was chosen; empty if nobody ever looked
/// @param labels those for which something is done, in the order in which it is done
public record PostProcessing(String chosenOn, List<OfLabel> labels) {
    public static final PostProcessing NONE = new PostProcessing("", List.of());

    public PostProcessing {
        labels = List.copyOf(labels);
        if (labels.stream().map(OfLabel::label).distinct().count() < labels.size()) throw new IllegalArgumentException("each label is mended once, got " + labels);
    }

    /// @param label 1 to 65535
    /// @param steps in their order, at least one
    /// @param gain what they brought on the cases by which they were chosen; empty if they were not chosen but asked for
    public record OfLabel(int label, List<Step> steps, Optional<Gain> gain) {
        public OfLabel {
            steps = List.copyOf(steps);
            if (label < 1 || label > Labels.MAX) throw new IllegalArgumentException("a label is 1 to 65535, got " + label);
            if (steps.isEmpty()) throw new IllegalArgumentException("label " + label + " is mended by no step");
        }
    }

    /// Means over cases, without the steps and with them.
    ///
    /// @param cases in which the label was there or proposed
    /// @param hd95BeforeMm over those cases in which both distances are defined, as is the next; 0 if none
    /// @param p of the paired test of Dice
    public record Gain(int cases, double diceBefore, double diceAfter, double hd95BeforeMm, double hd95AfterMm, double p) {}

    /// The same for each of several labels.
    public static PostProcessing ofAll(List<Integer> labels, Step step) {
        return new PostProcessing("", labels.stream().map(label -> new OfLabel(label, List.of(step), Optional.empty())).toList());
    }

    /// True if nothing is done.
    public boolean isEmpty() {
        return labels.isEmpty();
    }

    /// A line for each label that is mended, such as "Liver: only the largest piece, holes filled".
    public List<String> words(LabelTable names) {
        return labels.stream().map(one -> names.name(one.label()) + ": " + String.join(", ", one.steps().stream().map(Step::words).toList())).toList();
    }

    /// The map as it is after all steps.
    public Labels apply(Labels map) {
        Labels mended = map;
        for (OfLabel one : labels) {
            for (Step step : one.steps()) mended = apply(mended, one.label(), step);
        }
        return mended;
    }

    /// One step for one label; the same map if it changes nothing.
    static Labels apply(Labels map, int label, Step step) {
        TreeMap<Integer, Box> boxes = map.boxes();
        Box box = boxes.get(label);
        if (box == null) return map;
        Mask before = map.mask(label, box);
        Mask after = step.apply(before, map.geometry());
        Mask gone = before.minus(after);
        Mask added = after.minus(before);
        if (gone.isEmpty() && added.isEmpty()) return map;
        var volume = new LabelVolume(map);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE.withOver(new PaintRule.Over.Background()));
        edit.fill(added, label);
        edit.commit(step.words());
        OpenEdit refill = volume.open(PaintRule.EVERYWHERE);
        new Surroundings(map, gone).forEach(refill::fill);
        refill.commit(step.words());
        return volume.snapshot();
    }
}
