package org.maskwright.learn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskwright.learn.torch.Torch;

/// Two classes, two voxels; the answers are worked out by hand.
class LossTest {
    private NDManager scope = Torch.engine().newScope();

    @BeforeEach
    void open() {
        scope = Torch.engine().newScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /// Probabilities of class 1: ¾ where it is true, ¼ where it is not.
    @Test
    void crossEntropyIsTheMeanLogarithmOfTheTrueClass() {
        float ln3 = (float) Math.log(3);
        NDArray scores = scope.create(new float[] {0, 0, ln3, -ln3}, new Shape(1, 2, 1, 2));
        NDArray truth = scope.create(new float[] {0, 1, 1, 0}, new Shape(1, 2, 1, 2));
        assertThat((double) new CrossEntropy().of(scores, truth).getFloat()).isCloseTo(-Math.log(0.75), within(1e-5));
    }

    /// 2·(¾ + 0)/(¾ + ¼ + 1) = ¾ for class 1, with nothing added for smoothness.
    @Test
    void softDiceIsOneMinusTheOverlapOfProbabilities() {
        float ln3 = (float) Math.log(3);
        NDArray scores = scope.create(new float[] {0, 0, ln3, -ln3}, new Shape(1, 2, 1, 2));
        NDArray truth = scope.create(new float[] {0, 1, 1, 0}, new Shape(1, 2, 1, 2));
        assertThat((double) new SoftDice(0).of(scores, truth).getFloat()).isCloseTo(0.25, within(1e-5));
    }

    /// The voxel that somebody changed weighs 3, the other 1. Cross-entropy: (3·−ln ¾ + 1·−ln ¼) / 4.
    /// Dice of class 1: 2·3·¾ / (3·¾ + 1·¾ + 3) = ¾ (both probabilities are ¾, the second voxel is background).
    @Test
    void aVoxelCountsAsMuchAsItWeighs() {
        float ln3 = (float) Math.log(3);
        NDArray scores = scope.create(new float[] {0, 0, ln3, ln3}, new Shape(1, 2, 1, 2));
        NDArray truth = scope.create(new float[] {0, 1, 3, 0}, new Shape(1, 2, 1, 2));
        assertThat((double) new CrossEntropy().of(scores, truth).getFloat()).isCloseTo((-3 * Math.log(0.75) - Math.log(0.25)) / 4, within(1e-5));
        assertThat((double) new SoftDice(0).of(scores, truth).getFloat()).isCloseTo(1 - 4.5 / 6, within(1e-5));
    }

    /// Both voxels are given ¾ for class 1; it is true in the first alone. Class 1 weighs 3: (3·−ln ¾ + 1·−ln ¼) / 4.
    @Test
    void weightedCrossEntropyWeighsAVoxelByItsTrueClass() {
        float ln3 = (float) Math.log(3);
        NDArray scores = scope.create(new float[] {0, 0, ln3, ln3}, new Shape(1, 2, 1, 2));
        NDArray truth = scope.create(new float[] {0, 1, 1, 0}, new Shape(1, 2, 1, 2));
        double weighted = (-3 * Math.log(0.75) - Math.log(0.25)) / 4;
        assertThat((double) LossKind.CE.weighted(List.of(1.0, 3.0)).of(scores, truth).getFloat()).isCloseTo(weighted, within(1e-5));
        assertThat((double) LossKind.CE.weighted(List.of(0.5, 1.5)).of(scores, truth).getFloat()).as("only ratios count").isCloseTo(weighted, within(1e-5));
        double dice = new SoftDice(1).of(scores, truth).getFloat();
        assertThat((double) LossKind.DICE_CE.weighted(List.of(1.0, 3.0)).of(scores, truth).getFloat()).isCloseTo(dice + weighted, within(1e-5));
        assertThat(LossKind.CE.weighted(List.of(2.0, 2.0)).of(scores, truth).getFloat()).isEqualTo(new CrossEntropy().of(scores, truth).getFloat());
    }

    @ParameterizedTest
    @EnumSource(value = LossKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"CE", "DICE_CE"})
    void aLossWithoutSuchACrossEntropyTakesNoWeights(LossKind kind) {
        assertThatThrownBy(() -> kind.weighted(List.of(1.0, 2.0))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(kind.id());
    }

    @ParameterizedTest
    @EnumSource(LossKind.class)
    void aVoxelOfWeightNothingPlaysNoPart(LossKind kind) {
        NDArray truth = scope.create(new float[] {0, 0, 1, 0}, new Shape(1, 2, 1, 2));
        NDArray one = scope.create(new float[] {0, 5, 1, -5}, new Shape(1, 2, 1, 2));
        NDArray other = scope.create(new float[] {0, -5, 1, 5}, new Shape(1, 2, 1, 2));
        assertThat((double) kind.make().of(one, truth).getFloat()).isCloseTo(kind.make().of(other, truth).getFloat(), within(1e-6));
    }

    /// Intersection ¾, union ¾ + ¼ + 1 − ¾ = 1¼.
    @Test
    void softJaccardIsOneMinusIntersectionOverUnion() {
        assertThat((double) new SoftJaccard(0).of(likely(), truth()).getFloat()).isCloseTo(1 - 0.75 / 1.25, within(1e-5));
    }

    /// Found wrongly ¼, missed ¼.
    @Test
    void tverskyWeighsMissesAndFalseFindsApart() {
        assertThat((double) new Tversky(0.2f, 0.6f, 0).of(likely(), truth()).getFloat()).isCloseTo(1 - 0.75 / (0.75 + 0.05 + 0.15), within(1e-5));
        assertThat(new Tversky(0.5f, 0.5f, 0).of(likely(), truth()).getFloat()).isCloseTo(new SoftDice(0).of(likely(), truth()).getFloat(), within(1e-5f));
    }

    @Test
    void focalWeighsByTheSquareOfTheDoubt() {
        assertThat((double) new Focal(2).of(likely(), truth()).getFloat()).isCloseTo(-Math.log(0.75) / 16, within(1e-5));
        assertThat(new Focal(0).of(likely(), truth()).getFloat()).isCloseTo(new CrossEntropy().of(likely(), truth()).getFloat(), within(1e-5f));
    }

    /// Three voxels of background, all certain but for one part; one of class 1 at probability ¾.
    @Test
    void balancedCrossEntropyLetsOneVoxelWeighAsMuchAsThree() {
        float ln3 = (float) Math.log(3);
        NDArray scores = scope.create(new float[] {0, 30, 30, 30, ln3, -30, -30, -30}, new Shape(1, 2, 1, 4));
        NDArray truth = scope.create(new float[] {0, 1, 1, 1, 1, 0, 0, 0}, new Shape(1, 2, 1, 4));
        assertThat((double) new BalancedCrossEntropy().of(scores, truth).getFloat()).isCloseTo(-Math.log(0.75) / 2, within(1e-5));
    }

    /// One voxel of four in a row is the class: 1, 1, 2 voxels away, and −1 inside. Only the border's part, weighed 1.
    @Test
    void theBoundaryLossIsProbabilityTimesDistance() {
        NDArray scores = scope.zeros(new Shape(1, 2, 1, 4));
        NDArray truth = scope.create(new float[] {1, 0, 1, 1, 0, 1, 0, 0}, new Shape(1, 2, 1, 4));
        Loss nothing = (unsure, _) -> unsure.sum().mul(0);
        assertThat((double) new Boundary(nothing, 1).of(scores, truth).getFloat()).isCloseTo(0.5 * (1 - 1 + 1 + 2) / 4, within(1e-5));
    }

    /// In double steps either way, at random scores; the engine's gradient must agree.
    @ParameterizedTest
    @EnumSource
    void theGradientIsTheSlope(LossKind kind) {
        var random = new SplittableRandom(kind.ordinal());
        var shape = new Shape(2, 3, 1, 3, 3);
        float[] start = new float[Math.toIntExact(shape.size())];
        float[] marks = new float[start.length];
        for (int i = 0; i < start.length; i++) start[i] = (float) random.nextGaussian();
        for (int v = 0; v < 18; v++) marks[(v / 9 * 3 + random.nextInt(3)) * 9 + v % 9] = 1;
        NDArray truth = scope.create(marks, shape);
        Loss loss = kind.make();
        NDArray scores = scope.create(start, shape);
        scores.setRequiresGradient(true);
        float[] gradient;
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            collector.backward(loss.of(scores, truth));
            gradient = scores.getGradient().toFloatArray();
        }
        float step = 0.02f;
        for (int i = 0; i < start.length; i++) {
            float[] more = start.clone();
            float[] less = start.clone();
            more[i] += step;
            less[i] -= step;
            double slope = (loss.of(scope.create(more, shape), truth).getFloat() - loss.of(scope.create(less, shape), truth).getFloat()) / (2.0 * step);
            assertThat((double) gradient[i]).as("value %d", i).isCloseTo(slope, within(2e-4));
        }
    }

    /// The fine output is certain and right, the coarse one knows nothing: a third of ln 2. The coarse truth of a mixed voxel is its shares.
    @Test
    void coarserOutputsWeighLessAndAreJudgedByShares() {
        NDArray fine = scope.create(new float[] {30, 30, 30, -30, -30, -30, -30, 30}, new Shape(1, 2, 2, 2));
        NDArray truth = scope.create(new float[] {1, 1, 1, 0, 0, 0, 0, 1}, new Shape(1, 2, 2, 2));
        NDArray coarse = scope.create(new float[] {0, 0}, new Shape(1, 2, 1, 1));
        assertThat((double) new CoarseToFine(new CrossEntropy(), List.of(2)).of(List.of(fine, coarse), truth).getFloat()).isCloseTo(Math.log(2) / 3, within(1e-5));
        NDArray three = scope.create(new float[] {(float) Math.log(3), 0}, new Shape(1, 2, 1, 1));
        double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
        assertThat((double) new CoarseToFine(new CrossEntropy(), List.of(2)).of(List.of(fine, three), truth).getFloat()).isCloseTo(entropy / 3, within(1e-5));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTrueCostsLessThanWhatIsNot(LossKind kind) {
        NDArray right = scope.create(new float[] {-30, 30, 30, -30}, new Shape(1, 2, 1, 2));
        assertThat(kind.make().of(right, truth()).getFloat()).isLessThan(kind.make().of(right.mul(-1), truth()).getFloat());
    }

    /// Probabilities of class 1: ¾ where it is true, ¼ where it is not.
    private NDArray likely() {
        float ln3 = (float) Math.log(3);
        return scope.create(new float[] {0, 0, ln3, -ln3}, new Shape(1, 2, 1, 2));
    }

    private NDArray truth() {
        return scope.create(new float[] {0, 1, 1, 0}, new Shape(1, 2, 1, 2));
    }

    @Test
    void certaintyOfTheTruthCostsNothing() {
        NDArray scores = scope.create(new float[] {-30, 30, 30, -30}, new Shape(1, 2, 1, 2));
        NDArray truth = scope.create(new float[] {0, 1, 1, 0}, new Shape(1, 2, 1, 2));
        assertThat((double) new DiceAndCrossEntropy().of(scores, truth).getFloat()).isCloseTo(0, within(1e-5));
    }

    @Test
    void aClassThatIsNowhereDoesNoHarm() {
        NDArray scores = scope.create(new float[] {30, 30, -30, -30}, new Shape(1, 2, 1, 2));
        NDArray truth = scope.create(new float[] {1, 1, 0, 0}, new Shape(1, 2, 1, 2));
        assertThat((double) new SoftDice(1).of(scores, truth).getFloat()).isCloseTo(0, within(1e-5));
    }
}
