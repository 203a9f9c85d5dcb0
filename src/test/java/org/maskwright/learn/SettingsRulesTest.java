package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.net.DeepLabV3Plus2d;
import org.maskwright.learn.net.UNet2d;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.learn.torch.Torch;

/// What is chosen for data of this kind or that, and the reasons given.
class SettingsRulesTest {
    private static final Fingerprint HIPPOCAMPUS = new Fingerprint(List.of(1, 5), "MR", new Point(1, 1, 1), new Point(35, 50, 36), 0, 1, 0.5, 0.1, List.of());
    private static final Fingerprint ABDOMEN = new Fingerprint(List.of(1, 5), "CT", new Point(0.8, 0.8, 3), new Point(409.6, 409.6, 300), -150, 250, 90, 40, List.of());
    private static final Fingerprint THIN = new Fingerprint(List.of(1, 5), "", new Point(1, 1, 5), new Point(100, 100, 40), 0, 1, 0.5, 0.1, List.of());
    @TempDir Path folder;

    @Test
    void smallScansOfMrKeepTheUsualNetworkAndBatch() {
        SettingsRules.Choice choice = rules(HIPPOCAMPUS, new UNet3d(), TrainingMethod.DEFAULT).choose(Optional.empty());
        TrainingSettings settings = choice.settings();
        assertThat(settings.patch()).isEqualTo(new Size(40, 56, 40));
        assertThat(settings.recipe()).isEqualTo(new UNet3d().defaultRecipe(1, 3));
        assertThat(settings.batch()).isEqualTo(4);
        assertThat(choice.reasons()).containsExactly("Grid: 1 × 1 × 1 mm, as the cases have it in the median.",
                "Patch: 40 × 56 × 40 voxels, the median case of 35 × 50 × 36 whole, filled up to multiples of 8 for the network.",
                "Depth: 4 levels (16, 32, 64, 128 channels), as usual: at the deepest 4 voxels a side are left, and one level more would leave 2.",
                "Batch: 4 patches a step, as usual in 3 dimensions.",
                "Mirroring: along x, for no label tells left from right.",
                "Grey levels: each scan by its own mean and deviation, for the same value means something else in another MR scan.");
    }

    @Test
    void slicesOfMrAreSeenByAShallowerNetworkThanThoseOfCt() {
        SettingsRules.Choice small = rules(HIPPOCAMPUS, new UNet2d(), TrainingMethod.DEFAULT).choose(Optional.empty());
        assertThat(small.settings().recipe().widths()).containsExactly(16, 32, 64, 128);
        assertThat(small.settings().patch()).isEqualTo(new Size(40, 56, 1));
        assertThat(small.reasons()).contains("Depth: 4 levels (16, 32, 64, 128 channels) instead of 5, which would leave 2 voxels a side at the deepest; at least 4 shall be left.",
                "Patch: 40 × 56 × 1 voxels, the median slice of 35 × 50 whole, filled up to multiples of 8 for the network.", "Batch: 8 patches a step, as usual in 2 dimensions.");
        SettingsRules.Choice large = rules(ABDOMEN, new UNet2d(), TrainingMethod.DEFAULT).choose(Optional.empty());
        assertThat(large.settings().recipe().widths()).containsExactly(16, 32, 64, 128, 128, 128);
        assertThat(large.settings().patch()).isEqualTo(new Size(256, 256, 1));
        assertThat(large.reasons()).contains("Depth: 6 levels (16, 32, 64, 128, 128, 128 channels), one more than usual: at the deepest 8 voxels a side are still left, and 4 are enough.",
                "Grid: 1.6 × 1.6 × 3 mm, coarser than the cases' own 0.8 × 0.8 × 3 mm in the median, so that a slice has no more than 65536 voxels.");
    }

    @Test
    void largeScansOfCtAreSeenInPartsAndAlike() {
        SettingsRules.Choice choice = rules(ABDOMEN, new UNet3d(), TrainingMethod.DEFAULT).choose(Optional.empty());
        assertThat(choice.settings().recipe()).isEqualTo(new UNet3d().defaultRecipe(1, 3));
        assertThat(choice.settings().intensity()).isEqualTo(new IntensityRule.Fixed(-150, 250, 90, 40));
        assertThat(choice.reasons().get(1)).contains("less than the median case of ").contains("at most 160000 at a time");
        assertThat(choice.reasons()).contains("Grey levels: all scans alike, cut to -150 to 250 as inside the labels, for Hounsfield units mean the same in every CT.");
    }

    @Test
    void aThinStackKeepsThreeLevels() {
        SettingsRules.Choice choice = rules(THIN, new UNet3d(), TrainingMethod.DEFAULT).choose(Optional.empty());
        assertThat(choice.settings().recipe().widths()).containsExactly(16, 32, 64);
        assertThat(choice.reasons()).contains("Depth: 3 levels (16, 32, 64 channels) instead of 4, which would leave 1 voxel a side at the deepest; fewer see too little around a voxel.",
                "Grey levels: each scan by its own mean and deviation, for nothing says that values mean the same in every scan.");
    }

    @Test
    void whatIsAskedForIsNotPlanned() {
        TrainingMethod asked = TrainingMethod.DEFAULT.withWidths(List.of(4, 8)).withMirrorAxes(List.of(0, 1));
        SettingsRules.Choice choice = rules(ABDOMEN, new UNet2d(), asked).choose(Optional.empty());
        assertThat(choice.settings().recipe().widths()).containsExactly(4, 8);
        assertThat(choice.reasons()).contains("Depth: 2 levels (4, 8 channels), as asked for.", "Mirroring: along x, y, as asked for.");
    }

    @Test
    void aNetworkOfAFixedResolutionKeepsItsDepth() {
        SettingsRules.Choice choice = rules(ABDOMEN, new DeepLabV3Plus2d(8), TrainingMethod.DEFAULT).choose(Optional.empty());
        assertThat(choice.settings().recipe()).isEqualTo(new DeepLabV3Plus2d(8).defaultRecipe(1, 3));
        assertThat(choice.reasons().get(2)).endsWith("ends at a resolution of its own, however deep it is.");
    }

    @Test
    void aBatchOverWhichANetworkNormalisesShrinksToTheMemory() {
        SettingsRules rules = rules(ABDOMEN, new UNet2d(), TrainingMethod.DEFAULT);
        assertThat(with(rules, DeviceMemory.UNKNOWN).settings().batch()).isEqualTo(8);
        assertThat(with(rules, 64L << 30).settings()).hasToString(with(rules, DeviceMemory.UNKNOWN).settings().toString());
        long need = bytes(with(rules, DeviceMemory.UNKNOWN).settings(), new UNet2d());
        SettingsRules.Choice tight = with(rules, need);
        assertThat(tight.settings().batch()).isEqualTo(4);
        assertThat(tight.settings().patch()).as("fewer patches are enough").isEqualTo(new Size(256, 256, 1));
        assertThat(tight.reasons().get(3)).startsWith("Batch: 4 patches a step, not 8: the network normalises over the patches of a step").endsWith(", and " + DeviceMemory.text(need) + " are free.");
        assertThat(with(rules, 1).settings().batch()).isEqualTo(2);
    }

    /// Their gradients are summed, however few go through the network at a time.
    @Test
    void whereEachPatchIsNormalisedByItselfMemoryChangesNothing() {
        SettingsRules rules = rules(HIPPOCAMPUS, new UNet3d(), TrainingMethod.DEFAULT);
        int threads = Torch.engine().threads();
        try {
            Torch.engine().useThreads(2); // a patch on each, and one at a time where that is too much
            long need = bytes(with(rules, DeviceMemory.UNKNOWN).settings(), new UNet3d());
            assertThat(with(rules, need).settings()).hasToString(with(rules, DeviceMemory.UNKNOWN).settings().toString());
            assertThat(with(rules, need).reasons().get(3)).endsWith("Fewer go through the network at a time, which changes nothing but the time.");
        } finally {
            Torch.engine().useThreads(threads);
        }
    }

    @Test
    void aPatchOfWhichNotOneFitsIsHalved() {
        SettingsRules rules = rules(HIPPOCAMPUS, new UNet3d(), TrainingMethod.DEFAULT);
        TrainingSettings usual = with(rules, DeviceMemory.UNKNOWN).settings();
        Graph graph = new UNet3d().build(usual.recipe());
        long one = new TrainingLayout(Torch.engine(), 1, 1).bytes(graph, usual, TrainingRun.precision(Torch.engine(), usual, graph));
        SettingsRules.Choice tight = with(rules, one);
        assertThat(tight.settings().patch().voxels()).isLessThanOrEqualTo(80_000).isGreaterThan(30_000);
        assertThat(tight.settings().batch()).isEqualTo(usual.batch());
        assertThat(tight.reasons().get(1)).isEqualTo("Patch: " + tight.settings().patch() + " voxels, not " + usual.patch() + ": those would need " + DeviceMemory.text(one) + " at least, and "
                + DeviceMemory.text(one) + " are free.");
        assertThat(with(rules, 1).settings().patch().voxels()).as("as small as it gets").isLessThanOrEqualTo(160_000 >> 4);
    }

    @Test
    void aRunBegunWithASmallerBatchGoesOnWithIt() throws Exception {
        TrainingPlan plan = TrainingPlan.of(SmallCases.set(5), folder.resolve("tight")).withArchitecture("unet2d").withEpochs(1);
        var tight = Optional.of(new SettingsRules.Memory(Torch.engine(), 1));
        TrainingLoop begun = TrainingLoop.planned(plan, SmallCases::small, () -> tight, Progress.NONE);
        begun.train(Torch.engine(), TrainingWatch.NONE, Progress.NONE);
        TrainingLoop resumed = TrainingLoop.planned(plan.withResume(true), SmallCases::small, Progress.NONE);
        assertThat(resumed.settings().batch()).isEqualTo(2);
        assertThat(resumed.settings().patch()).isEqualTo(begun.settings().patch());
        assertThat(TrainingLoop.planned(plan, SmallCases::small, Progress.NONE).settings().batch()).isEqualTo(8);
        assertThat(resumed.train(Torch.engine(), TrainingWatch.NONE, Progress.NONE).training().reasons()).contains("Batch: 2 patches a step, as when the run was begun.");
    }

    @Test
    void aRunBegunOnSmallerPatchesGoesOnWithThem() throws Exception {
        TrainingSet wide = SmallCases.set(IntStream.rangeClosed(1, 3).mapToObj(i -> SmallCases.of("case-" + i, SmallCases.content(i, Geometry.upright(64, 64, 8, 1, 1, 1)))).toList());
        var tight = Optional.of(new SettingsRules.Memory(Torch.engine(), 1));
        TrainingPlan large = TrainingPlan.of(wide, folder.resolve("wide")).withArchitecture("unet2d").withEpochs(1);
        TrainingLoop small = TrainingLoop.planned(large, SmallCases::small, () -> tight, Progress.NONE);
        small.train(Torch.engine(), TrainingWatch.NONE, Progress.NONE);
        assertThat(TrainingLoop.planned(large.withResume(true), SmallCases::small, Progress.NONE).settings().patch()).isEqualTo(small.settings().patch())
                .isNotEqualTo(TrainingLoop.planned(large, SmallCases::small, Progress.NONE).settings().patch());
    }

    private static long bytes(TrainingSettings settings, Architecture architecture) {
        Graph graph = architecture.build(settings.recipe());
        return TrainingLayout.usual(Torch.engine(), settings).bytes(graph, settings, TrainingRun.precision(Torch.engine(), settings, graph));
    }

    private static SettingsRules.Choice with(SettingsRules rules, long freeBytes) {
        return rules.choose(Optional.of(new SettingsRules.Memory(Torch.engine(), freeBytes)));
    }

    private static SettingsRules rules(Fingerprint fingerprint, Architecture architecture, TrainingMethod method) {
        LabelTable table = SmallCases.TABLE;
        return new SettingsRules(new TrainingSet("Balls", "made here", "CC0", fingerprint.modality(), table, List.of()), fingerprint, architecture, Optional.empty(), false, 20, method);
    }
}
