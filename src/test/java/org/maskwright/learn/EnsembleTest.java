package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.CoarseMap;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.Volume;

class EnsembleTest {
    @TempDir static Path folder;
    private static Model fine;
    private static Model coarse;
    private static final Volume SCAN = SmallCases.content(77, Geometry.upright(18, 16, 15, 1, 1, 1)).volume();

    @BeforeAll
    static void make() throws Exception {
        fine = UntrainedModels.write(folder.resolve("fine"), 1, 1, SmallCases.TABLE);
        coarse = UntrainedModels.write(folder.resolve("coarse"), 2, 1.5, SmallCases.TABLE);
    }

    @Test
    void aSingleModelProposesAsItDoesAlone() throws Exception {
        try (Ensemble one = Ensemble.open(List.of(fine)); Proposer alone = Proposer.open(fine)) {
            Ensemble.Answer answer = one.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE);
            assertThat(answer.proposal().labels().sameVoxels(alone.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE).labels())).isTrue();
            assertThat(answer.proposal().modelId()).isEqualTo("fine");
            assertThat(answer.proposal().modelSha256()).isEqualTo(fine.card().sha256());
            assertThat(answer.proposal().uncertainty()).isPresent();
        }
    }

    @Test
    void probabilitiesLieOnTheScansGridSumToOneAndTheLikeliestWins() throws Exception {
        try (Ensemble one = Ensemble.open(List.of(coarse))) {
            Ensemble.Answer answer = one.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE);
            assertLikeliest(answer);
            assertThatThrownBy(() -> answer.probabilities().of(2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[1, 5], not 2");
        }
    }

    @Test
    void modelsOnOtherGridsAreAveragedOnTheScansOwn() throws Exception {
        try (Ensemble both = Ensemble.open(List.of(fine, coarse)); Ensemble a = Ensemble.open(List.of(fine)); Ensemble b = Ensemble.open(List.of(coarse))) {
            Ensemble.Answer answer = both.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE);
            assertThat(answer.proposal().modelId()).isEqualTo("fine+coarse");
            assertThat(answer.proposal().modelSha256()).hasSize(64).isNotEqualTo(fine.card().sha256());
            assertLikeliest(answer);
            for (int label : new int[] {1, 5}) {
                FloatVolume mean = answer.probabilities().of(label);
                FloatVolume first = a.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE).probabilities().of(label);
                FloatVolume second = b.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE).probabilities().of(label);
                for (int z = 0; z < 15; z++) {
                    for (int y = 0; y < 16; y++) {
                        for (int x = 0; x < 18; x++) assertThat(mean.value(x, y, z)).isCloseTo((first.value(x, y, z) + second.value(x, y, z)) / 2, within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void modelsOfOtherLabelsDoNotProposeTogether() throws Exception {
        var named = new LabelTable(List.of(new LabelTable.Entry(1, "Bright", 0), new LabelTable.Entry(5, "Gloomy", 0)));
        Model other = UntrainedModels.write(folder.resolve("other"), 3, 1, named);
        assertThatThrownBy(() -> Ensemble.open(List.of(fine, other))).isInstanceOf(ModelException.class)
                .hasMessageContaining("'fine' and 'other' cannot propose together").hasMessageContaining("5 Dark").hasMessageContaining("5 Gloomy");
        assertThatThrownBy(() -> Ensemble.open(List.of(fine, coarse, fine))).isInstanceOf(ModelException.class).hasMessageContaining("'fine' is named twice");
    }

    @Test
    void scansThatAreTooLargeForSeveralModelsAreRefusedBeforeAnyLooks() throws Exception {
        float[][] slices = new float[16][16 * 16];
        slices[0][0] = 1;
        var huge = FloatVolume.adopting(new Geometry(new Size(16, 16, 16), Affine.scaling(45, 45, 45)), slices, ScanInfo.MR);
        try (Ensemble both = Ensemble.open(List.of(fine, coarse))) {
            assertThatThrownBy(() -> both.propose(huge, ProposeOptions.DEFAULT, Progress.NONE)).isInstanceOf(ModelException.class)
                    .hasMessageContaining("2 models say of this scan needs 17.4 GB");
        }
    }

    @Test
    void theMapForTheEyeIsTheExactOneIn255Steps() throws Exception {
        try (Ensemble one = Ensemble.open(List.of(fine))) {
            Probabilities known = one.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE).probabilities();
            CoarseMap map = known.coarse(5);
            FloatVolume exact = known.of(5);
            for (int z = 0; z < 15; z++) for (int y = 0; y < 16; y++) for (int x = 0; x < 18; x++) assertThat(map.at(x, y, z)).isEqualTo((int) Math.round(255 * exact.value(x, y, z)));
            assertThat(known.bytes()).isEqualTo(3L * 18 * 16 * 15 * 4);
            assertThatThrownBy(() -> known.coarse(2)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertLikeliest(Ensemble.Answer answer) {
        Labels labels = answer.proposal().labels();
        FloatVolume one = answer.probabilities().of(1);
        FloatVolume five = answer.probabilities().of(5);
        assertThat(one.geometry()).isEqualTo(SCAN.geometry());
        for (int z = 0; z < 15; z++) {
            for (int y = 0; y < 16; y++) {
                for (int x = 0; x < 18; x++) {
                    double p1 = one.value(x, y, z);
                    double p5 = five.value(x, y, z);
                    assertThat(p1).isBetween(0.0, 1.0);
                    assertThat(p1 + p5).isBetween(0.0, 1 + 1e-6);
                    double p0 = 1 - p1 - p5;
                    double[] sorted = {p0, p1, p5};
                    java.util.Arrays.sort(sorted);
                    if (sorted[2] - sorted[1] < 1e-5) continue;
                    assertThat(labels.at(x, y, z)).isEqualTo(sorted[2] == p1 ? 1 : sorted[2] == p5 ? 5 : 0);
                }
            }
        }
    }
}
