package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.loss.LossKind;
import org.maskwright.learn.loss.WeightedCrossEntropy;

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

    @Test
    void weightsOfClassesFollowTheOrderOfTheLabels() throws Exception {
        TrainingMethod method = TrainingMethod.DEFAULT.withLoss(LossKind.CE).withClassWeights(Map.of("Dark", 3.0, TrainingMethod.BACKGROUND, 0.5));
        assertThat(method.lossOn(SmallCases.TABLE)).isEqualTo(new WeightedCrossEntropy(List.of(0.5, 1.0, 3.0)));
        SmallCases.train(plan("weighted").withMethod(method), Progress.NONE);
        SmallCases.train(plan("plain").withMethod(TrainingMethod.DEFAULT.withLoss(LossKind.CE)), Progress.NONE);
        assertThat(Models.read(folder.resolve("weighted")).weights().sameValues(Models.read(folder.resolve("plain")).weights())).isFalse();
    }

    @Test
    void weightsOfUnknownLabelsAndOfNothingAreRefusedInWords() {
        TrainingPlan unknown = plan("unknown").withMethod(TrainingMethod.DEFAULT.withClassWeights(Map.of("Grey", 3.0)));
        assertThatThrownBy(() -> SmallCases.train(unknown, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("'Grey'").hasMessageContaining("background or one of: Bright, Dark");
        TrainingPlan nothing = plan("nothing").withMethod(TrainingMethod.DEFAULT.withClassWeights(Map.of("background", 0.0, "Bright", 0.0, "Dark", 0.0)));
        assertThatThrownBy(() -> SmallCases.train(nothing, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("weighs nothing");
        assertThatThrownBy(() -> TrainingMethod.DEFAULT.withClassWeights(Map.of("Dark", -1.0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrainingMethod.DEFAULT.withLoss(LossKind.FOCAL).withClassWeights(Map.of("Dark", 2.0))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("focal");
    }

    private TrainingPlan plan(String name) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(1);
    }
}
