package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Normalisation;

class TrainingMethodTest {
    @TempDir Path folder;

    @Test
    void mirroredAxesAndDropoutStandInTheCardAndPassToAModelThatGoesOn() throws Exception {
        TrainingPlan plan = plan("first").withMethod(TrainingMethod.DEFAULT.withMirrorAxes(List.of(0, 1, 2)).withNetwork(RecipeChange.NONE.withDropout(0.2)));
        ModelCard card = SmallCases.train(plan, Progress.NONE);
        assertThat(card.mirrorAxes()).containsExactly(0, 1, 2);
        assertThat(card.recipe().dropout()).isEqualTo(0.2);
        Model first = Models.read(folder.resolve("first"));
        assertThat(SmallCases.train(plan("second").withStartFrom(first), Progress.NONE)).satisfies(next -> {
            assertThat(next.mirrorAxes()).containsExactly(0, 1, 2);
            assertThat(next.recipe().dropout()).isEqualTo(0.2);
        });
        TrainingPlan otherwise = plan("third").withStartFrom(first).withMethod(TrainingMethod.DEFAULT.withMirrorAxes(List.of()).withNetwork(RecipeChange.NONE.withDropout(0)));
        assertThat(SmallCases.train(otherwise, Progress.NONE)).satisfies(next -> {
            assertThat(next.mirrorAxes()).isEmpty();
            assertThat(next.recipe().dropout()).isZero();
        });
    }

    @Test
    void theNetworkIsMadeAsAskedFor() throws Exception {
        RecipeChange asked = RecipeChange.NONE.withNormalisation(Normalisation.GROUP).withActivation(Activation.RELU).withResidual(true);
        ModelCard card = SmallCases.train(plan("other").withMethod(TrainingMethod.DEFAULT.withNetwork(asked)), Progress.NONE);
        assertThat(card.recipe()).isEqualTo(new Recipe(1, 3, List.of(8, 16), Normalisation.GROUP, Activation.RELU, 0, true));
        assertThat(Models.read(folder.resolve("other")).weights().names()).noneMatch(name -> name.contains("running"));
    }

    @Test
    void anotherNormThanTheModelsIsRefusedInWords() throws Exception {
        SmallCases.train(plan("first"), Progress.NONE);
        TrainingPlan next = plan("next").withStartFrom(Models.read(folder.resolve("first"))).withMethod(TrainingMethod.DEFAULT.withNetwork(RecipeChange.NONE.withNormalisation(Normalisation.BATCH)));
        assertThatThrownBy(() -> SmallCases.train(next, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("'first'").hasMessageContaining("norm");
    }

    @Test
    void whatIsNoAxisIsRefused() {
        assertThatThrownBy(() -> TrainingMethod.DEFAULT.withMirrorAxes(List.of(3))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[3]");
    }

    private TrainingPlan plan(String name) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(1);
    }
}
