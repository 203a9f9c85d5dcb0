package org.maskwright.learn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.augment.Augmentation;
import org.maskwright.learn.augment.Flip;
import org.maskwright.learn.augment.Patch;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.augment.Translation;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.volume.Volume;

/// What a run would show its network, to be looked at before it runs: each augmentation alone, and the very patches of the first
/// batches. Needs no engine.
public final class TrainingPreview {
    /// An augmentation, and what the run would do with it.
    ///
    /// @param title such as `Rotation`
    /// @param strength at most, in words, numbers and units
    /// @param share of the run's patches that it changes, in [0, 1]; 0 if the run does without
    /// @param remark why the run does without; empty if it does not
    public record Use(String title, String strength, double share, String remark, Augmentation augmentation) {
        static Use of(Augmentation one, int dimensions) {
            return new Use(one.title(), one.strength(dimensions), one.share(), "", one);
        }

        static Use without(Augmentation one, int dimensions, String remark) {
            return new Use(one.title(), one.strength(dimensions), 0, remark, one);
        }
    }

    /// A patch as it would come before the network.
    ///
    /// @param volume grey levels of mean 0 and deviation 1
    /// @param ignored how many voxels count as nothing
    public record Seen(String caseId, Volume volume, Labels labels, int ignored) {}

    private final TrainingLoop run;
    private final List<Use> uses;
    private final Map<String, PatchCutter> cutters = new HashMap<>();

    private TrainingPreview(TrainingLoop run) {
        this.run = run;
        this.uses = List.copyOf(uses(run.settings(), run.dimensions()));
    }

    /// Reads and checks the data as the run would, and chooses its settings.
    ///
    /// @throws ModelException if the run could not begin
    public static TrainingPreview of(TrainingPlan plan, Progress progress) throws ModelException {
        return new TrainingPreview(TrainingLoop.planned(plan, UnaryOperator.identity(), progress));
    }

    /// Every augmentation there is: those of the run first, in the order in which they are done.
    public List<Use> uses() {
        return uses;
    }

    private static List<Use> uses(TrainingSettings settings, int dimensions) {
        var uses = new ArrayList<Use>();
        for (Augmentation one : settings.augmentations()) uses.add(Use.of(one, dimensions));
        if (settings.mirrorAxes().isEmpty()) uses.add(Use.without(new Flip(0), dimensions, "the labels tell left from right"));
        Size patch = settings.patch();
        Point mm = settings.spacingMm();
        double shortest = Math.min(patch.x() * mm.x(), patch.y() * mm.y());
        uses.add(Use.without(new Translation(shortest / 8), dimensions, "where a patch lies is drawn anew each time anyway"));
        return uses;
    }

    /// Ids of the cases that would be learnt from.
    public List<String> cases() {
        return run.learning().stream().map(TrainingCase::id).toList();
    }

    /// In voxels of the network's grid.
    public Size patch() {
        return run.settings().patch();
    }

    /// Of the network's grid.
    public Point spacingMm() {
        return run.settings().spacingMm();
    }

    /// 2 if the network sees slices, 3 if it sees volumes.
    public int dimensions() {
        return run.dimensions();
    }

    /// What one standard deviation of the grey levels is in the scans' own unit, where that is one for all scans.
    public Optional<Double> deviation() {
        return run.settings().intensity() instanceof IntensityRule.Fixed fixed ? Optional.of(fixed.deviation()) : Optional.empty();
    }

    /// The part of a case around the middle of its labels, as large as a patch, as it is.
    ///
    /// @throws IllegalArgumentException if no case of the data is called so
    public Seen untouched(String caseId) throws IOException {
        return seen(caseId, cutter(caseId).shown(Optional.empty(), 0));
    }

    /// The same part, changed by one augmentation alone.
    public Seen varied(String caseId, Augmentation one, long seed) throws IOException {
        return seen(caseId, cutter(caseId).shown(Optional.of(one), seed));
    }

    /// The patches of the run's first step, every augmentation done with its own probability.
    public List<Seen> firstBatch() throws IOException {
        List<TrainingCase> learning = run.learning();
        int[] order = Batches.order(run.plan().seed(), 0, learning.size());
        var seen = new ArrayList<Seen>();
        for (int turn = 0; turn < run.settings().batch(); turn++) {
            String id = learning.get(order[turn % order.length]).id();
            seen.add(seen(id, cutter(id).cut(0, turn)));
        }
        return seen;
    }

    private PatchCutter cutter(String caseId) throws IOException {
        PatchCutter known = cutters.get(caseId);
        if (known != null) return known;
        TrainingCase one = run.plan().data().cases().stream().filter(each -> each.id().equals(caseId)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case of the data is called '" + caseId + "'"));
        Sample sample = run.sample(one);
        var cutter = new PatchCutter(sample, run.settings(), run.dimensions(), run.plan().seed());
        cutters.put(caseId, cutter);
        return cutter;
    }

    private Seen seen(String caseId, Patch patch) {
        int ignored = 0;
        for (float weight : patch.weights()) if (weight == 0) ignored++;
        return new Seen(caseId, NetworkView.volume(patch.image(), spacingMm()), NetworkView.labels(patch.image().size(), spacingMm(), patch.classes(), run.classes()), ignored);
    }
}
