package org.maskwright.learn.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.image.Block;

class PatchTest {
    private static final Size SIZE = new Size(9, 8, 7);
    private static final Point MIDDLE = new Point(4, 3.5, 3);

    @Test
    void withoutVariationAWholePatchIsTheSample() {
        Sample sample = sample();
        Patch patch = Patch.cut(sample, MIDDLE, SIZE, Variation.NONE, new SplittableRandom(1));
        assertThat(patch.image()).isEqualTo(sample.image());
        assertThat(patch.classes()).containsExactly(sample.classes());
    }

    @Test
    void whatLiesOutsideIsBackgroundOfTheMeanGreyLevel() {
        Patch patch = Patch.cut(sample(), new Point(-40, 0, 0), SIZE, Variation.NONE, new SplittableRandom(1));
        assertThat(patch.image().values()).containsOnly(0);
        assertThat(patch.classes()).containsOnly((short) 0);
    }

    @Test
    void mirroredTwiceIsAsItWas() {
        Sample sample = sample();
        for (int axis = 0; axis < 3; axis++) {
            Affine mirror = Affine.scaling(axis == 0 ? -1 : 1, axis == 1 ? -1 : 1, axis == 2 ? -1 : 1);
            Patch once = Patch.cut(sample, MIDDLE, SIZE, Variation.NONE.placed(mirror), new SplittableRandom(1));
            assertThat(once.classes()).isNotEqualTo(sample.classes());
            var again = new Sample("again", once.image(), once.classes(), sample.spacingMm());
            Patch twice = Patch.cut(again, MIDDLE, SIZE, Variation.NONE.placed(mirror), new SplittableRandom(1));
            assertThat(twice.classes()).containsExactly(sample.classes());
            for (int i = 0; i < twice.classes().length; i++) assertThat(twice.image().values()[i]).isCloseTo(sample.image().values()[i], within(1e-4f));
        }
    }

    @Test
    void rotationIsInMillimetresNotInVoxels() {
        // Voxels twice as long along y: a quarter turn takes 2 voxels of x onto 1 of y.
        float[] values = new float[21 * 21];
        values[10 * 21 + 14] = 1;
        var sample = new Sample("s", new Block(new Size(21, 21, 1), values), new short[21 * 21], new Point(1, 2, 1));
        Affine quarter = new Affine(0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0);
        Patch patch = Patch.cut(sample, new Point(10, 10, 0), sample.size(), Variation.NONE.placed(quarter), new SplittableRandom(1));
        assertThat(patch.image().values()[8 * 21 + 10]).isCloseTo(1, within(1e-5f));
    }

    @Test
    void theSameSeedVariesTheSameWay() {
        List<Augmentation> all = List.of(new Flip(0), new Rotation(15), new Scaling(0.2), new Elastic(3, 0.5), new Gamma(0.4), new Contrast(0.2), new Brightness(0.2),
                new BiasField(0.3), new Blur(1), new LowResolution(2), new Noise(0.2));
        assertThat(varied(all, 5)).isEqualTo(varied(all, 5));
        assertThat(varied(all, 5)).isNotEqualTo(varied(all, 6));
    }

    @Test
    void inTwoDimensionsSlicesStayInTheirPlane() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 50; i++) {
            Variation variation = Variation.NONE;
            for (Augmentation one : List.of(new Rotation(30), new Scaling(0.3))) variation = one.add(variation, 2, random);
            Affine place = variation.place();
            assertThat(place.zz()).isEqualTo(1);
            assertThat(place.zx()).isZero();
            assertThat(place.zy()).isZero();
        }
    }

    @Test
    void classesAreNeverMixedIntoAThird() {
        Sample sample = sample();
        var random = new SplittableRandom(8);
        Variation variation = new Rotation(40).add(Variation.NONE, 3, random);
        for (short c : Patch.cut(sample, MIDDLE, SIZE, variation, random).classes()) assertThat(c).isIn((short) 0, (short) 4);
    }

    private static Patch varied(List<Augmentation> augmentations, long seed) {
        var random = new SplittableRandom(seed);
        Variation variation = Variation.NONE;
        for (Augmentation augmentation : augmentations) variation = augmentation.add(variation, 3, random);
        return Patch.cut(sample(), MIDDLE, SIZE, variation, random);
    }

    private static Sample sample() {
        var random = new SplittableRandom(2);
        float[] values = new float[Math.toIntExact(SIZE.voxels())];
        short[] classes = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
            classes[i] = (short) (random.nextInt(3) == 0 ? 4 : 0);
        }
        return new Sample("sample", new Block(SIZE, values), classes, new Point(1, 1.5, 2));
    }
}
