package org.maskwright.learn.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.image.Block;

class AugmentationTest {
    private static final Size SIZE = new Size(20, 18, 16);
    private static final Point MIDDLE = new Point(9.5, 8.5, 7.5);

    static Stream<Augmentation> all() {
        return Stream.of(new Flip(0), new Rotation(20), new Scaling(0.2), new Translation(3), new Elastic(6, 1.5), new Gamma(0.5), new Contrast(0.3),
                new Brightness(0.3), new Noise(0.2), new Blur(1), new LowResolution(2), new BiasField(0.4), new Chance(0.5, new Noise(0.2)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameSeedVariesTheSameWayAndAnotherAnother(Augmentation one) {
        assertThat(varied(one, ball(), 3, 4)).isEqualTo(varied(one, ball(), 3, 4));
        assertThat(Stream.iterate(5L, seed -> seed + 1).limit(8).map(seed -> varied(one, ball(), 3, seed)))
                .anyMatch(other -> !other.equals(varied(one, ball(), 3, 4)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void greyLevelsStayNumbersAndClassesStayThemselves(Augmentation one) {
        for (int dimensions = 2; dimensions <= 3; dimensions++) {
            Patch patch = varied(one, ball(), dimensions, 9);
            for (float value : patch.image().values()) assertThat(value).isFinite();
            for (short c : patch.classes()) assertThat(c).isIn((short) 0, (short) 2);
        }
    }

    /// What has no edges stays without: only its level may change. Not for what is meant to differ from voxel to voxel.
    @ParameterizedTest
    @MethodSource("smoothOnes")
    void aFlatPatchStaysFlat(Augmentation one) {
        float[] values = new float[Math.toIntExact(SIZE.voxels())];
        Arrays.fill(values, 1.5f);
        var flat = new Sample("flat", new Block(SIZE, values), new short[values.length], new Point(1, 1, 1));
        float[] after = varied(one, flat, 3, 2).image().values();
        for (float value : after) assertThat(value).isCloseTo(after[0], within(1e-5f));
    }

    static Stream<Augmentation> smoothOnes() {
        return Stream.of(new Gamma(0.5), new Contrast(0.3), new Brightness(0.3), new Blur(1), new LowResolution(2));
    }

    @Test
    void blurAndLowResolutionTakeNoiseAway() {
        for (Augmentation one : List.of(new Blur(1.5), new LowResolution(2))) {
            double before = deviation(noise().image().values());
            double least = before;
            for (long seed = 0; seed < 10; seed++) {
                double after = deviation(varied(one, noise(), 3, seed).image().values());
                assertThat(after).isLessThanOrEqualTo(before + 1e-6);
                least = Math.min(least, after);
            }
            assertThat(least).isLessThan(0.7 * before);
        }
    }

    /// Half a voxel of length 2 mm is 1 mm.
    @Test
    void translationIsInMillimetres() {
        float[] ramp = new float[20];
        for (int i = 0; i < 20; i++) ramp[i] = i;
        var sample = new Sample("ramp", new Block(new Size(20, 1, 1), ramp), new short[20], new Point(2, 2, 2));
        double most = 0;
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            Variation variation = new Translation(1).add(Variation.NONE, 2, random);
            double moved = Patch.cut(sample, new Point(9.5, 0, 0), sample.size(), variation.placed(org.maskwright.geometry.Affine.translation(0,
                    -variation.place().origin().y(), 0)), random).image().values()[10] - 10;
            most = Math.max(most, Math.abs(moved));
        }
        assertThat(most).isBetween(0.45, 0.5001);
    }

    @Test
    void whatBendsNothingChangesNothing() {
        assertThat(varied(new Elastic(6, 0), ball(), 3, 1)).isEqualTo(varied(new Brightness(0), ball(), 3, 1));
    }

    @Test
    void elasticMovesAsFarAsItSays() {
        double squares = 0;
        int count = 0;
        for (long seed = 0; seed < 40; seed++) {
            for (float value : SmoothField.draw(SIZE, new Point(1, 1, 1), 5, new SplittableRandom(seed))) {
                squares += value * value;
                count++;
            }
        }
        assertThat(Math.sqrt(squares / count)).isCloseTo(1, within(0.1));
    }

    @Test
    void aSmoothFieldHasNoSteps() {
        float[] field = SmoothField.draw(SIZE, new Point(1, 1, 1), 6, new SplittableRandom(1));
        for (int i = 1; i < field.length; i++) {
            if (i % SIZE.x() != 0) assertThat(field[i]).isCloseTo(field[i - 1], within(1f));
        }
    }

    /// Each slice of two-dimensional training is a sample of many; none may look into its neighbours.
    @Test
    void inTwoDimensionsNothingBendsOutOfTheSlice() {
        float[] values = new float[20 * 18 * 3];
        Arrays.fill(values, 20 * 18, 2 * 20 * 18, 7);
        var sample = new Sample("slices", new Block(new Size(20, 18, 3), values), new short[values.length], new Point(1, 1, 1));
        var random = new SplittableRandom(1);
        Variation variation = new Elastic(4, 1).add(new Translation(2).add(Variation.NONE, 2, random), 2, random);
        float[] slice = Patch.cut(sample, new Point(9.5, 8.5, 1), new Size(10, 10, 1), variation, random).image().values();
        for (float value : slice) assertThat(value).isCloseTo(7, within(1e-4f));
    }

    @Test
    void chanceStrikesAsOftenAsItSays() {
        var random = new SplittableRandom(1);
        int struck = 0;
        for (int i = 0; i < 1000; i++) struck += new Chance(0.3, new Noise(1)).add(Variation.NONE, 3, random).grey().size();
        assertThat(struck).isBetween(250, 350);
    }

    private static Patch varied(Augmentation one, Sample sample, int dimensions, long seed) {
        var random = new SplittableRandom(seed);
        Variation variation = one.add(Variation.NONE, dimensions, random);
        return Patch.cut(sample, dimensions == 2 ? new Point(9.5, 8.5, 7) : MIDDLE, dimensions == 2 ? new Size(20, 18, 1) : SIZE, variation, random);
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += value * value;
        }
        return Math.sqrt(squares / values.length - sum / values.length * sum / values.length);
    }

    private static Sample noise() {
        var random = new SplittableRandom(2);
        float[] values = new float[Math.toIntExact(SIZE.voxels())];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return new Sample("noise", new Block(SIZE, values), new short[values.length], new Point(1, 1, 1));
    }

    private static Sample ball() {
        Sample noise = noise();
        float[] values = noise.image().values().clone();
        short[] classes = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            double x = i % SIZE.x() - 8;
            double y = i / SIZE.x() % SIZE.y() - 9;
            double z = i / SIZE.x() / SIZE.y() - 7.5;
            if (x * x + y * y + z * z < 25) {
                classes[i] = 2;
                values[i] += 3;
            }
        }
        return new Sample("ball", new Block(SIZE, values), classes, new Point(1, 1, 1));
    }
}
