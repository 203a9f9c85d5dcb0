package org.maskwright.algorithm.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.volume.Range;

class TorsoPhantomTest {
    private static final Size SMALL = new Size(64, 64, 50);
    /// Plausible millilitres of a grown person, wide enough for the small and the large.
    private static final Map<Organ, Range> VOLUMES_ML = new EnumMap<>(Map.ofEntries(Map.entry(Organ.LIVER, new Range(900, 2200)), Map.entry(Organ.SPLEEN, new Range(50, 350)), Map.entry(Organ.LEFT_KIDNEY, new Range(85, 260)),
            Map.entry(Organ.RIGHT_KIDNEY, new Range(85, 260)), Map.entry(Organ.HEART, new Range(380, 1000)), Map.entry(Organ.LEFT_LUNG, new Range(1000, 3200)), Map.entry(Organ.RIGHT_LUNG, new Range(1000, 3400)),
            Map.entry(Organ.SPINE, new Range(400, 800)), Map.entry(Organ.AORTA, new Range(120, 420)), Map.entry(Organ.LESION, new Range(1, 90)), Map.entry(Organ.STOMACH, new Range(120, 900)), Map.entry(Organ.GALLBLADDER, new Range(8, 70))));

    private static Phantom still(long seed) {
        TorsoPhantom.Spec whole = TorsoPhantom.Spec.whole(seed, SMALL);
        return TorsoPhantom.of(new TorsoPhantom.Spec(seed, SMALL, whole.spacingMm(), 0), Progress.NONE);
    }

    private static Point centreMm(Phantom phantom, Organ organ) {
        double[] sum = new double[4];
        phantom.labels().mask(organ.label()).forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) {
                Point p = phantom.volume().geometry().toPatient(x, y, z);
                sum[0] += p.x();
                sum[1] += p.y();
                sum[2] += p.z();
                sum[3]++;
            }
        });
        return new Point(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
    }

    private static double medianHu(Phantom phantom, Organ organ) {
        double[] values = new double[(int) phantom.labels().mask(organ.label()).count()];
        int[] n = {0};
        phantom.labels().mask(organ.label()).forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) values[n[0]++] = phantom.volume().value(x, y, z);
        });
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000, 123_456_789})
    void everyPatientHasOrgansOfPlausibleSizePlaceAndDensity(long seed) {
        Phantom p = still(seed);
        double voxelMl = p.volume().geometry().voxelMm3() / 1000;
        for (Organ organ : Organ.values()) {
            double ml = p.labels().counts().getOrDefault(organ.label(), 0L) * voxelMl;
            assertThat(VOLUMES_ML.get(organ).contains(ml)).as("seed %d: %s of %.0f ml", seed, organ.title(), ml).isTrue();
        }
        Map<Organ, Point> at = new EnumMap<>(Organ.class);
        for (Organ organ : Organ.values()) at.put(organ, centreMm(p, organ));
        assertThat(at.get(Organ.LIVER).x()).as("the liver is on the right, which is −x").isLessThan(-25);
        assertThat(at.get(Organ.SPLEEN).x()).isGreaterThan(60);
        assertThat(at.get(Organ.STOMACH).x()).isGreaterThan(20);
        assertThat(at.get(Organ.LEFT_KIDNEY).x()).isGreaterThan(40);
        assertThat(at.get(Organ.RIGHT_KIDNEY).x()).isLessThan(-40);
        assertThat(at.get(Organ.LEFT_LUNG).x()).isGreaterThan(30);
        assertThat(at.get(Organ.RIGHT_LUNG).x()).isLessThan(-30);
        assertThat(at.get(Organ.HEART).x()).as("the heart points to the left").isGreaterThan(2);
        assertThat(at.get(Organ.SPINE).y()).as("the spine is behind the aorta, the aorta behind the heart").isGreaterThan(at.get(Organ.AORTA).y());
        assertThat(at.get(Organ.AORTA).y()).isGreaterThan(at.get(Organ.HEART).y());
        assertThat(at.get(Organ.LEFT_LUNG).z()).as("z goes to the head").isGreaterThan(at.get(Organ.LIVER).z() + 60);
        assertThat(at.get(Organ.LIVER).z()).isGreaterThan(at.get(Organ.RIGHT_KIDNEY).z());
        assertThat(medianHu(p, Organ.LIVER)).isBetween(90.0, 135.0);
        assertThat(medianHu(p, Organ.SPLEEN)).isBetween(105.0, 145.0);
        assertThat(medianHu(p, Organ.AORTA)).isBetween(130.0, 200.0);
        assertThat(medianHu(p, Organ.LEFT_LUNG)).isBetween(-920.0, -780.0);
        assertThat(medianHu(p, Organ.LEFT_KIDNEY)).isBetween(120.0, 210.0);
        assertThat(medianHu(p, Organ.SPINE)).isBetween(80.0, 500.0);
        assertThat(p.volume().value(0, 0, 25)).as("air round the patient").isEqualTo(-1000);
    }

    @Test
    void theSameSeedGivesTheSameScan() {
        Size size = new Size(24, 24, 12);
        Phantom a = TorsoPhantom.of(TorsoPhantom.Spec.whole(5, size), Progress.NONE), b = TorsoPhantom.of(TorsoPhantom.Spec.whole(5, size), Progress.NONE), c = TorsoPhantom.of(TorsoPhantom.Spec.whole(6, size), Progress.NONE);
        assertThat(a.labels().sameVoxels(b.labels())).isTrue();
        assertThat(a.labels().sameVoxels(c.labels())).isFalse();
        assertThat(a.lesions()).isEqualTo(b.lesions());
        short[] mine = new short[24 * 24], other = new short[24 * 24];
        for (int z = 0; z < 12; z++) {
            a.volume().copyStored(z, mine);
            b.volume().copyStored(z, other);
            assertThat(mine).isEqualTo(other);
        }
    }

    @Test
    void everyGridShowsTheSamePatient() {
        Size size = new Size(48, 48, 20);
        Point s = new Point(8, 8, 20);
        Phantom coarse = TorsoPhantom.of(new TorsoPhantom.Spec(3, size, s, 0), Progress.NONE);
        // Three times as many voxels across, so that the middle one of three has the coarse one's centre.
        Phantom fine = TorsoPhantom.of(new TorsoPhantom.Spec(3, new Size(144, 144, 20), new Point(s.x() / 3, s.y() / 3, s.z()), 0), Progress.NONE);
        long same = 0;
        for (int z = 0; z < 20; z++) for (int y = 0; y < 48; y++) for (int x = 0; x < 48; x++) if (coarse.labels().at(x, y, z) == fine.labels().at(3 * x + 1, 3 * y + 1, z)) same++;
        assertThat((double) same / size.voxels()).isGreaterThan(0.995);
    }

    @Test
    void lesionsLieWhereTheyAreSaidToLie() {
        for (long seed = 0; seed < 2; seed++) {
            Phantom p = TorsoPhantom.of(new TorsoPhantom.Spec(seed, new Size(120, 120, 130), new Point(3, 3, 3.1), 0), Progress.NONE);
            double expected = 0;
            for (Phantom.Lesion lesion : p.lesions()) {
                Point v = p.volume().geometry().toVoxel(lesion.centreMm());
                assertThat(p.labels().at((int) Math.rint(v.x()), (int) Math.rint(v.y()), (int) Math.rint(v.z()))).as("seed %d: %s", seed, lesion).isEqualTo(Organ.LESION.label());
                expected += 4.0 / 3 * Math.PI * Math.pow(lesion.radiusMm(), 3);
            }
            double found = p.labels().counts().get(Organ.LESION.label()) * p.volume().geometry().voxelMm3();
            assertThat(found).isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(40));
        }
    }

    @Test
    void noiseIsAsStrongAsAskedAndMeansNothing() {
        Phantom quiet = still(2);
        Phantom noisy = TorsoPhantom.of(new TorsoPhantom.Spec(2, SMALL, quiet.volume().geometry().spacingMm(), 20), Progress.NONE);
        double[] sums = new double[3];
        quiet.labels().mask(Organ.LIVER.label()).forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) {
                double d = noisy.volume().value(x, y, z) - quiet.volume().value(x, y, z);
                sums[0]++;
                sums[1] += d;
                sums[2] += d * d;
            }
        });
        assertThat(sums[1] / sums[0]).isBetween(-1.0, 1.0);
        assertThat(Math.sqrt(sums[2] / sums[0])).isBetween(14.0, 25.0);
        assertThat(noisy.labels().sameVoxels(quiet.labels())).isTrue();
    }

    @Test
    void theGridIsUprightAndTheTableNamesEveryLabel() {
        Phantom p = TorsoPhantom.of(TorsoPhantom.Spec.whole(1, new Size(20, 18, 10)), Progress.NONE);
        assertThat(p.volume().geometry().orientation()).isEqualTo("LPS");
        assertThat(p.labels().geometry()).isEqualTo(p.volume().geometry());
        assertThat(p.volume().info().modality()).isEqualTo("CT");
        for (Organ organ : Organ.values()) assertThat(p.table().name(organ.label())).isEqualTo(organ.title());
        assertThat(p.table().entries()).extracting(LabelTable.Entry::rgb).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Organ.values()).map(Organ::label)).as("models are trained on these values").containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void itCanBeStopped() {
        assertThatThrownBy(() -> TorsoPhantom.of(TorsoPhantom.Spec.whole(1, new Size(20, 20, 10)), (fraction, what) -> {
            if (fraction > 0.4) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
    }

    @Test
    void negativeNoiseIsRefused() {
        assertThatThrownBy(() -> new TorsoPhantom.Spec(1, SMALL, new Point(1, 1, 1), -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
