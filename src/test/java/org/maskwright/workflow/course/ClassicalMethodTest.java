package org.maskwright.workflow.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingCase;
import org.maskwright.measure.CaseScore;
import org.maskwright.workflow.TrainingData;

/// Bricks of which the bright one stands where the atlas says, give or take three voxels.
class ClassicalMethodTest {
    @TempDir static Path folder;
    private static List<TrainingCase> cases;
    private static List<TrainingCase> learning;
    private static TrainingCase unseen;
    private static Atlas atlas;

    @BeforeAll
    static void anAtlasOfAllCasesButOne() throws Exception {
        SmallFolder.write(folder, 4);
        cases = TrainingData.read(folder.toString(), Optional.empty(), Progress.NONE).set().cases();
        learning = new ArrayList<>(cases);
        unseen = learning.remove(4);
        atlas = Atlas.of(learning, List.of(1, 2), Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void settingsAreChosenByTheCasesToLearnFromAndServeAnother(ClassicalMethod method) throws Exception {
        ClassicalMethod.Tuned tuned = method.tuned(atlas, learning, Progress.NONE);
        assertThat(tuned.words()).contains("7 training cases chose ", "mean Dice ");
        assertThat(tuned).isEqualTo(method.tuned(atlas, learning, Progress.NONE));
        TrainingCase.Content other = unseen.load();
        Labels found = tuned.segment(other.volume());
        assertThat(found.geometry()).isEqualTo(other.volume().geometry());
        assertThat(CaseScore.of("other", other.labels(), found).overlap(1).truePositives()).isPositive();
    }

    @Test
    void theAtlasSaysInWhatShareOfCasesALabelLay() throws Exception {
        Atlas one = Atlas.of(cases.subList(0, 1), List.of(1, 2), Progress.NONE);
        TrainingCase.Content content = cases.getFirst().load();
        Atlas.Prior prior = one.on(content.volume().geometry());
        for (int z = 0; z < 16; z++) {
            for (int i = 0; i < 256; i++) assertThat(prior.any(z * 256 + i)).isEqualTo(content.labels().at(i % 16, i / 16, z) > 0 ? 1 : 0);
        }
        assertThat(prior.labels(content.labels().mask(1).or(content.labels().mask(2))).sameVoxels(content.labels())).isTrue();
        Labels everywhere = prior.labels(Mask.of(content.volume().geometry().size().box(), out -> out.run(0, 0, 0, 16)));
        assertThat(everywhere.at(0, 0, 0)).as("what no case ever labelled gets the label near by").isEqualTo(1);
        assertThat(everywhere.at(15, 0, 0)).isEqualTo(2);
        assertThat(prior.box(0.5)).isEqualTo(content.labels().boxes().get(1).union(content.labels().boxes().get(2)));
    }
}
