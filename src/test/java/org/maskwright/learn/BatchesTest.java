package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.augment.Augmentation;
import org.maskwright.learn.augment.Flip;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.optimise.OptimiserKind;
import org.maskwright.learn.optimise.Schedule;
import org.maskwright.learn.torch.Torch;

class BatchesTest {
    private static final Size SIZE = new Size(11, 10, 9);

    /// Each voxel's value is its index, so that a value between two of them would show; smaller, equal and larger patches.
    @ParameterizedTest
    @CsvSource({"6, 4, 3, false", "11, 10, 9, true", "14, 13, 12, false", "6, 13, 4, true"})
    void whatIsNotTurnedKeepsItsVoxels(int x, int y, int z, boolean mirrored) {
        float[] values = new float[Math.toIntExact(SIZE.voxels())];
        for (int i = 0; i < values.length; i++) values[i] = i + 1;
        var sample = new Sample("ramp", new Block(SIZE, values), new short[values.length], new Point(1, 2, 3));
        var batches = new Batches(List.of(sample), settings(new Size(x, y, z), mirrored ? List.of(new Flip(0)) : List.of()), 3, 7);
        try (NDManager scope = Torch.engine().newScope()) {
            for (int step = 0; step < 5; step++) {
                for (float value : batches.make(0, step, 0, 4, scope).image().toFloatArray()) {
                    assertThat(value).isCloseTo(Math.round(value), within(1e-3f));
                }
            }
        }
    }

    @Test
    void whatCountsForNothingStandsInNoClassAndSoHasNoGradient() {
        float[] values = new float[Math.toIntExact(SIZE.voxels())], weights = new float[values.length];
        short[] classes = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            weights[i] = i % 3 == 0 ? 0 : 1;
            classes[i] = (short) (i % 2);
        }
        var sample = new Sample("half", new Block(SIZE, values), classes, new Point(1, 2, 3), weights);
        try (NDManager scope = Torch.engine().newScope()) {
            NDArray truth = new Batches(List.of(sample), settings(SIZE, List.of()), 3, 7).make(0, 0, 0, 1, scope).truth();
            float[] counted = truth.sum(new int[] {1}).toFloatArray();
            for (int i = 0; i < counted.length; i++) assertThat(counted[i]).isCloseTo(weights[i], within(1e-5f));
            NDArray scores = scope.ones(truth.getShape());
            scores.setRequiresGradient(true);
            try (var recorded = ai.djl.engine.Engine.getInstance().newGradientCollector()) {
                recorded.backward(new DiceAndCrossEntropy().of(scores, truth).sum());
            }
            float[] gradient = scores.getGradient().toFloatArray();
            assertThat(gradient[1]).as("of what counts").isNotZero();
            for (int i = 0; i < gradient.length; i++) if (weights[i % weights.length] == 0) assertThat(gradient[i]).isZero();
        }
    }

    private static TrainingSettings settings(Size patch, List<Augmentation> augmentations) {
        return new TrainingSettings(new UNet3d().defaultRecipe(1, 2), new Point(1, 2, 3), patch, IntensityRule.PerScan.DEFAULT, List.of(), 4, 5,
                OptimiserKind.ADAM, 1e-3, Schedule.COSINE, 5, new DiceAndCrossEntropy(), false, augmentations);
    }
}
