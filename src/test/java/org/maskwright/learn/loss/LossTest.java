package org.maskwright.learn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
