package org.maskwright.learn.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;

class OptimiseTest {
    private final Torch torch = Torch.engine();

    /// With a constant gradient both corrected means equal it, so every step is the learning rate, against its sign.
    @Test
    void adamStepsByTheLearningRateUnderAConstantGradient() {
        try (NDManager scope = torch.newScope(); var adam = new Adam(torch, 0)) {
            NDArray weight = scope.create(new float[] {1, 1});
            for (int i = 1; i <= 5; i++) {
                adam.step(Map.of("w", weight), Map.of("w", scope.create(new float[] {0.3f, -20})), 0.1);
                assertThat(weight.toFloatArray()[0]).isCloseTo(1 - 0.1f * i, within(1e-4f));
                assertThat(weight.toFloatArray()[1]).isCloseTo(1 + 0.1f * i, within(1e-4f));
            }
        }
    }

    /// By hand: v = 1, 1.99, …; a step moves by rate · (g + 0.99 · v), so 1.99 and 2.9701 times the rate.
    @Test
    void sgdGathersMomentumAndLooksAhead() {
        try (NDManager scope = torch.newScope(); var sgd = new Sgd(torch, 0)) {
            NDArray weight = scope.create(new float[] {1});
            sgd.step(Map.of("w", weight), Map.of("w", scope.create(new float[] {1})), 0.01);
            assertThat(weight.toFloatArray()[0]).isCloseTo(1 - 0.0199f, within(1e-6f));
            sgd.step(Map.of("w", weight), Map.of("w", scope.create(new float[] {1})), 0.01);
            assertThat(weight.toFloatArray()[0]).isCloseTo(1 - 0.0199f - 0.029701f, within(1e-6f));
        }
    }

    /// The first steps are forgotten fast: after the first the average holds a tenth of its start. Long after, a thousandth a step.
    @Test
    void theAverageFollowsTheWeightsSlowerAndSlower() {
        Weights start = Weights.of(List.of(Tensor.filled("w", List.of(2), 1)));
        try (NDManager scope = torch.newScope(); var average = new RunningAverage(torch, start)) {
            average.follow(Map.of("w", scope.create(new float[] {11, 1})), 0);
            assertThat(average.weights().get("w").toArray()).containsExactly(new float[] {10, 1}, within(1e-5f));
            average.follow(Map.of("w", scope.create(new float[] {11, 2})), 1_000_000);
            assertThat(average.weights().get("w").toArray()).containsExactly(new float[] {10.001f, 1.001f}, within(1e-5f));
        }
    }

    @Test
    void decayIsForKernelsAlone() {
        try (NDManager scope = torch.newScope(); var adam = new Adam(torch, 0.5)) {
            NDArray kernel = scope.create(new float[] {1}, new Shape(1, 1));
            NDArray scale = scope.create(new float[] {1});
            NDArray still = scope.create(new float[] {0}, new Shape(1, 1));
            adam.step(Map.of("kernel", kernel, "scale", scale), Map.of("kernel", still, "scale", still.reshape(1)), 0.1);
            assertThat(kernel.toFloatArray()[0]).isCloseTo(0.95f, within(1e-6f));
            assertThat(scale.toFloatArray()[0]).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestoredOptimiserGoesOnToTheBit(OptimiserKind kind) {
        assertThat(run(kind, true)).containsExactly(run(kind, false));
    }

    private float[] run(OptimiserKind kind, boolean interrupted) {
        try (NDManager scope = torch.newScope()) {
            NDArray weight = scope.create(new float[] {1, -2, 3});
            Optimiser optimiser = kind.make(torch);
            for (int i = 0; i < 6; i++) {
                if (interrupted && i == 3) {
                    Weights state = optimiser.state();
                    optimiser.close();
                    optimiser = kind.make(torch);
                    optimiser.restore(state);
                }
                optimiser.step(Map.of("w", weight), Map.of("w", scope.create(new float[] {i, 0.5f - i, (float) Math.sin(i)})), 0.01);
            }
            optimiser.close();
            return weight.toFloatArray();
        }
    }

    @Test
    void clippingShortensAllGradientsTogether() {
        try (NDManager scope = torch.newScope()) {
            NDArray a = scope.create(new float[] {3, 0});
            NDArray b = scope.create(new float[] {0, 4});
            assertThat(new GradientClipping(1).apply(List.of(a, b))).isCloseTo(5, within(1e-5));
            assertThat(a.toFloatArray()[0]).isCloseTo(0.6f, within(1e-6f));
            assertThat(b.toFloatArray()[1]).isCloseTo(0.8f, within(1e-6f));
            assertThat(new GradientClipping(10).apply(List.of(a, b))).isCloseTo(1, within(1e-5));
            assertThat(a.toFloatArray()[0]).isCloseTo(0.6f, within(1e-6f));
        }
    }

    @Test
    void clippingTellsOfAGradientThatIsNoNumber() {
        try (NDManager scope = torch.newScope()) {
            assertThat(new GradientClipping(1).apply(List.of(scope.create(new float[] {Float.NaN})))).isNaN();
        }
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void theRateRisesToOneAndNeverBelowZero(Schedule schedule) {
        double highest = 0;
        for (int i = 0; i <= 1000; i++) {
            double factor = schedule.factor(i / 1000.0);
            assertThat(factor).isBetween(0.0, 1.0);
            highest = Math.max(highest, factor);
        }
        assertThat(highest).isGreaterThan(0.98);
        assertThat(schedule.factor(0)).isPositive().isLessThan(0.1);
        assertThatThrownBy(() -> schedule.factor(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// By hand: (1 + cos 45°) / 2 and 0.75^0.9 after a quarter, ½ and 0.5^0.9 after a half.
    @ParameterizedTest
    @CsvSource({"COSINE, 0.853553, 0.5, 0", "POLYNOMIAL, 0.771890, 0.535887, 0", "CONSTANT, 1, 1, 1"})
    void eachScheduleFallsInItsOwnWay(Schedule schedule, double quarter, double half, double end) {
        assertThat(schedule.factor(0.25)).isCloseTo(quarter, within(1e-6));
        assertThat(schedule.factor(0.5)).isCloseTo(half, within(1e-6));
        assertThat(schedule.factor(1)).isCloseTo(end, within(1e-12));
    }

    /// The rate rises evenly from a twentieth over nineteen thousandths of the run, whatever falls after it.
    @ParameterizedTest
    @CsvSource({"0, 0.05", "0.004, 0.25", "0.009, 0.5", "0.014, 0.75", "0.019, 1", "0.02, 1"})
    void theRateWarmsUpOverTwoHundredthsOfARun(double done, double share) {
        assertThat(Schedule.CONSTANT.factor(done)).isCloseTo(share, within(1e-9));
        assertThat(Schedule.POLYNOMIAL.factor(done)).isCloseTo(share * Math.pow(1 - done, 0.9), within(1e-9));
        assertThat(Schedule.COSINE.factor(done)).isCloseTo(share * (1 + Math.cos(Math.PI * done)) / 2, within(1e-9));
    }
}
