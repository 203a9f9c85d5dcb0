package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;

class TrainingMethodTest {
    @TempDir Path folder;

    @Test
    void mirroredAxesAndDropoutStandInTheCardAndPassToAModelThatGoesOn() throws Exception {
        TrainingPlan plan = plan("first").withMethod(TrainingMethod.DEFAULT.withMirrorAxes(List.of(0, 1, 2)).withDropout(0.2));
        ModelCard card = SmallCases.train(plan, Progress.NONE);
        assertThat(card.mirrorAxes()).containsExactly(0, 1, 2);
        assertThat(card.recipe().dropout()).isEqualTo(0.2);
        Model first = Models.read(folder.resolve("first"));
        assertThat(SmallCases.train(plan("second").withStartFrom(first), Progress.NONE)).satisfies(next -> {
            assertThat(next.mirrorAxes()).containsExactly(0, 1, 2);
            assertThat(next.recipe().dropout()).isEqualTo(0.2);
        });
        TrainingPlan otherwise = plan("third").withStartFrom(first).withMethod(TrainingMethod.DEFAULT.withMirrorAxes(List.of()).withDropout(0));
        assertThat(SmallCases.train(otherwise, Progress.NONE)).satisfies(next -> {
            assertThat(next.mirrorAxes()).isEmpty();
            assertThat(next.recipe().dropout()).isZero();
        });
    }

    @Test
    void whatIsNoAxisIsRefused() {
        assertThatThrownBy(() -> TrainingMethod.DEFAULT.withMirrorAxes(List.of(3))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[3]");
    }

    private TrainingPlan plan(String name) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(1);
    }
}
