package org.maskwright.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.testing.Phantoms;

class VolumeTest {
    private static final Size SIZE = new Size(7, 5, 4);
    private static final List<Affine> MAPS = List.of(Affine.IDENTITY, new Affine(-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0),
            new Affine(0, 0, -1, 9, 1, 0, 0, 0, 0, -1, 0, 4), new Affine(0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0));

    private static ShortVolume shorts(Geometry geometry, double slope, double intercept, long seed) {
        Random random = new Random(seed);
        return Phantoms.shorts(geometry, slope, intercept, p -> random.nextInt(5) == 0 ? random.nextInt(-32768, 32768) : random.nextInt(-20, 20));
    }

    private static FloatVolume floats(Geometry geometry, long seed) {
        Random random = new Random(seed);
        float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f};
        float[][] slices = new float[SIZE.z()][SIZE.sliceVoxels()];
        for (float[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = random.nextInt(6) == 0 ? odd[random.nextInt(4)] : (float) random.nextGaussian() * 10;
        return FloatVolume.adopting(geometry, slices, ScanInfo.UNKNOWN);
    }

    private static RgbVolume colours(Geometry geometry, long seed) {
        Random random = new Random(seed);
        int[][] slices = new int[SIZE.z()][SIZE.sliceVoxels()];
        for (int[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = random.nextInt();
        return RgbVolume.adopting(geometry, slices, ScanInfo.UNKNOWN);
    }

    @Test
    void picturesHoldTheVoxelsThatTheAxesName() {
        for (Affine map : MAPS) {
            Geometry g = new Geometry(SIZE, map);
            ShortVolume s = shorts(g, 2, -1, 1);
            FloatVolume f = Phantoms.gradient(g);
            RgbVolume c = colours(g, 2);
            for (Plane plane : Plane.values()) {
                SliceAxes axes = g.axes(plane);
                int n = axes.width() * axes.height();
                short[] shorts = new short[n];
                float[] floats = new float[n];
                int[] colours = new int[n];
                for (int slice = 0; slice < axes.slices(); slice++) {
                    s.copyPlane(axes, slice, shorts);
                    f.copyPlane(axes, slice, floats);
                    c.copyPlane(axes, slice, colours);
                    for (int i = 0; i < n; i++) {
                        Point p = axes.voxel(i % axes.width(), i / axes.width(), slice);
                        int x = (int) p.x(), y = (int) p.y(), z = (int) p.z();
                        assertThat(shorts[i]).isEqualTo(s.stored(x, y, z));
                        assertThat(floats[i]).isEqualTo((float) f.value(x, y, z));
                        assertThat(colours[i]).isEqualTo(c.rgb(x, y, z));
                    }
                }
            }
        }
    }

    @Property(tries = 300)
    void withinFindsTheVoxelsWhoseValueLiesInTheRange(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry g = new Geometry(SIZE, Affine.IDENTITY);
        double[] slopes = {1, -1, 0.5, -2.5, 0.1, 1e-4, -3, 1000};
        double slope = slopes[random.nextInt(slopes.length)], intercept = random.nextInt(3) * -512.25;
        Volume volume = switch (random.nextInt(3)) {
            case 0 -> floats(g, seed);
            case 1 -> colours(g, seed);
            default -> shorts(g, slope, intercept, seed);
        };
        int y = random.nextInt(5), z = random.nextInt(4), x0 = random.nextInt(7), x1 = random.nextInt(x0, 8);
        double a = volume.value(random.nextInt(7), random.nextInt(5), random.nextInt(4)), b = volume.value(random.nextInt(7), random.nextInt(5), random.nextInt(4));
        if (Double.isNaN(a) || Double.isNaN(b)) return;
        Range range = new Range(Math.min(a, b), Math.max(a, b)); // bounds that are voxel values: where rounding would bite
        Mask mask = Mask.of(SIZE.box(), out -> volume.within(range, y, z, x0, x1, out));
        for (int x = 0; x < 7; x++)
            assertThat(mask.contains(x, y, z)).as("value %s in %s", volume.value(x, y, z), range).isEqualTo(x >= x0 && x < x1 && range.contains(volume.value(x, y, z)));
        assertThat(mask.count()).isLessThanOrEqualTo(x1 - x0);
    }

    @Test
    void anEndlessRangeTakesEveryNumber() {
        Geometry g = new Geometry(SIZE, Affine.IDENTITY);
        Range all = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        for (double slope : new double[] {1, -0.25}) {
            Volume volume = shorts(g, slope, 3, 5);
            assertThat(Mask.of(SIZE.box(), out -> volume.within(all, 1, 1, 0, 7, out)).count()).isEqualTo(7);
        }
    }

    @Test
    void aRangeBetweenTwoStoredValuesIsEmpty() {
        Volume volume = Phantoms.shorts(new Geometry(SIZE, Affine.IDENTITY), 10, 0, Point::x);
        assertThat(Mask.of(SIZE.box(), out -> volume.within(new Range(11, 19), 0, 0, 0, 7, out)).isEmpty()).isTrue();
        assertThat(Mask.of(SIZE.box(), out -> volume.within(new Range(1e9, 2e9), 0, 0, 0, 7, out)).isEmpty()).isTrue();
    }

    @Test
    void aNegativeSlopeTurnsTheRange() {
        Volume volume = Phantoms.shorts(new Geometry(SIZE, Affine.IDENTITY), -2, 5, Point::x); // 5, 3, 1 … −7
        assertThat(volume.range()).isEqualTo(new Range(-7, 5));
        assertThat(volume.value(3, 0, 0)).isEqualTo(-1);
    }

    @Test
    void theRangeOfFloatsLeavesOutWhatIsNoNumber() {
        float[][] slices = new float[4][35];
        slices[0][3] = Float.NaN;
        slices[1][4] = Float.POSITIVE_INFINITY;
        slices[2][5] = -8;
        Geometry g = new Geometry(SIZE, Affine.IDENTITY);
        assertThat(FloatVolume.adopting(g, slices, ScanInfo.UNKNOWN).range()).isEqualTo(new Range(-8, 0));
        float[][] none = new float[4][35];
        for (float[] slice : none) java.util.Arrays.fill(slice, Float.NaN);
        assertThat(FloatVolume.adopting(g, none, ScanInfo.UNKNOWN).range()).isEqualTo(new Range(0, 0));
    }

    @Test
    void slicesHoldRealWorldValues() {
        Geometry g = new Geometry(SIZE, Affine.IDENTITY);
        for (Volume volume : List.of(shorts(g, -0.5, 7, 3), floats(g, 3), colours(g, 3))) {
            float[] slice = new float[SIZE.sliceVoxels()];
            volume.copySlice(2, slice);
            for (int i = 0; i < slice.length; i++) assertThat(Float.valueOf(slice[i])).isEqualTo(Float.valueOf((float) volume.value(i % 7, i / 7, 2)));
        }
    }

    @Test
    void nearestKnowsWhatIsOutside() {
        Volume volume = Phantoms.gradient(new Geometry(SIZE, Affine.IDENTITY));
        assertThat(volume.nearest(2.4, 1.6, 2.5, -1)).isEqualTo(2 + 200 + 20_000);
        assertThat(volume.nearest(-0.6, 0, 0, -1)).isEqualTo(-1);
        assertThat(volume.nearest(6.6, 0, 0, -1)).isEqualTo(-1);
    }

    @Test
    void slicesOfTheWrongNumberOrSizeAreRefused() {
        Geometry g = new Geometry(SIZE, Affine.IDENTITY);
        assertThatThrownBy(() -> ShortVolume.adopting(g, new short[3][35], 1, 0, ScanInfo.CT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShortVolume.adopting(g, new short[4][34], 1, 0, ScanInfo.CT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShortVolume.adopting(g, new short[4][35], 0, 0, ScanInfo.CT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FloatVolume.adopting(g, new float[5][35], ScanInfo.CT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void windowsAndRangesRefuseWhatMeansNothing() {
        assertThatThrownBy(() -> new Window(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Window.between(40, 40).width()).isPositive();
        assertThat(Window.between(-160, 240)).isEqualTo(new Window(40, 400));
        assertThat(new Range(0, 1).contains(Double.NaN)).isFalse();
    }

    @Test
    void aBallHasTheVolumeOfABall() {
        double n = Phantoms.sphereLabels(12).counts().get(1);
        assertThat(n).isCloseTo(4.0 / 3 * Math.PI * 12 * 12 * 12, org.assertj.core.data.Percentage.withPercentage(2));
        assertThat(Phantoms.cubeLabels(6).counts().get(1)).isEqualTo(216);
    }
}
