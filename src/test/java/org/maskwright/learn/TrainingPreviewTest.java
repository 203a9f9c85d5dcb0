package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.torch.Torch;
import org.maskwright.volume.Volume;

class TrainingPreviewTest {
    private static TrainingPlan plan(long seed) {
        return TrainingPlan.of(SmallCases.set(5), Path.of("balls")).withSeed(seed);
    }

    private static TrainingPreview preview(long seed) throws ModelException {
        return TrainingPreview.of(plan(seed), Progress.NONE);
    }

    private static float[] values(Volume volume) {
        Size size = volume.geometry().size();
        float[] all = new float[Math.toIntExact(size.voxels())];
        float[] slice = new float[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            volume.copySlice(z, slice);
            System.arraycopy(slice, 0, all, z * slice.length, slice.length);
        }
        return all;
    }

    @Test
    void itsPatchesAreThoseOfTheRunsFirstStep() throws Exception {
        TrainingLoop run = TrainingLoop.planned(plan(3), UnaryOperator.identity(), Progress.NONE);
        var samples = new ArrayList<Sample>();
        for (TrainingCase one : run.learning()) samples.add(run.sample(one));
        List<TrainingPreview.Seen> seen = preview(3).firstBatch();
        assertThat(seen).hasSize(run.settings().batch());
        try (NDManager scope = Torch.engine().newScope()) {
            float[] batch = new Batches(samples, run.settings(), run.dimensions(), 3).make(0, 0, 0, seen.size(), scope).image().toFloatArray();
            int voxels = batch.length / seen.size();
            for (int i = 0; i < seen.size(); i++) {
                assertThat(values(seen.get(i).volume())).containsExactly(java.util.Arrays.copyOfRange(batch, i * voxels, (i + 1) * voxels));
            }
        }
    }

    @Test
    void theSameSeedShowsTheSameAndAnotherAnother() throws Exception {
        TrainingPreview one = preview(1);
        TrainingPreview same = preview(1);
        assertThat(values(one.firstBatch().getFirst().volume())).isEqualTo(values(same.firstBatch().getFirst().volume()));
        assertThat(values(one.firstBatch().getFirst().volume())).isNotEqualTo(values(preview(2).firstBatch().getFirst().volume()));
        for (TrainingPreview.Use use : one.uses()) {
            float[] drawn = values(one.varied("case-2", use.augmentation(), 7).volume());
            assertThat(drawn).as(use.title()).isEqualTo(values(same.varied("case-2", use.augmentation(), 7).volume()));
            assertThat(drawn).as(use.title() + " differs from what is untouched").isNotEqualTo(values(one.untouched("case-2").volume()));
        }
    }

    @Test
    void eachAugmentationIsToldWithItsStrengthAndItsShare() throws Exception {
        List<TrainingPreview.Use> uses = preview(1).uses();
        assertThat(uses).extracting(TrainingPreview.Use::title).containsExactlyInAnyOrder("Mirroring", "Rotation", "Scaling", "Elastic", "Low resolution", "Blur", "Gamma",
                "Bias field", "Contrast", "Brightness", "Noise", "Translation");
        assertThat(uses).filteredOn(use -> !use.title().equals("Mirroring")).allSatisfy(use -> assertThat(use.strength()).containsPattern("\\d"));
        assertThat(use(uses, "Rotation").strength()).isEqualTo("up to 20° either way, about each axis");
        assertThat(use(uses, "Rotation").share()).isEqualTo(0.25);
        assertThat(use(uses, "Mirroring").share()).isEqualTo(0.5);
        assertThat(use(uses, "Translation").share()).isZero();
        assertThat(use(uses, "Translation").remark()).isNotEmpty();
        assertThat(TrainingPreview.of(plan(1).withArchitecture("unet2d"), Progress.NONE).uses()).anySatisfy(use -> assertThat(use.strength()).contains("within the slice"));
    }

    @Test
    void whereLabelsTellLeftFromRightNothingIsMirrored() throws ModelException {
        var sided = new LabelTable(List.of(new LabelTable.Entry(1, "Left ball", 0xFF0000), new LabelTable.Entry(5, "Right ball", 0x0000FF)));
        TrainingSet balls = SmallCases.set(3);
        TrainingSet set = new TrainingSet(balls.name(), "", "", "MR", sided, balls.cases());
        TrainingPreview.Use mirroring = use(TrainingPreview.of(TrainingPlan.of(set, Path.of("sided")), Progress.NONE).uses(), "Mirroring");
        assertThat(mirroring.share()).isZero();
        assertThat(mirroring.remark()).contains("left from right");
    }

    @Test
    void aCaseThatIsNotThereIsNotShown() throws ModelException, IOException {
        TrainingPreview preview = preview(1);
        assertThat(preview.cases()).containsExactly("case-1", "case-2", "case-3", "case-4");
        assertThat(preview.untouched("case-5").caseId()).as("it validates, and can be looked at").isEqualTo("case-5");
        assertThatThrownBy(() -> preview.untouched("case-9")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("case-9");
    }

    private static TrainingPreview.Use use(List<TrainingPreview.Use> uses, String title) {
        return uses.stream().filter(use -> use.title().equals(title)).findFirst().orElseThrow();
    }
}
