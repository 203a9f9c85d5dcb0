package org.maskwright.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.maskwright.algorithm.RegionGrowth;
import org.maskwright.algorithm.Thresholding;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Region growing through 20 million voxels of 512×512×400: a noisy ball of 174 voxels' radius, in which every tenth voxel
/// is out of range, so that the region is full of holes to find a way round.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrowBench {
    private static final Range TISSUE = new Range(0, 89);
    private static final int RADIUS = 174;

    private ShortVolume scan;

    @Setup public void prepare() {
        SplittableRandom random = new SplittableRandom(3);
        short[][] slices = new short[400][512 * 512];
        for (int z = 0; z < 400; z++) {
            for (int i = 0; i < 512 * 512; i++) {
                int dx = i % 512 - 256, dy = i / 512 - 256, dz = z - 200;
                boolean inside = dx * dx + dy * dy + dz * dz < RADIUS * RADIUS;
                slices[z][i] = (short) (inside ? random.nextInt(100) : -1000);
            }
        }
        slices[200][256 * 512 + 256] = 40;
        scan = ShortVolume.adopting(Geometry.upright(512, 512, 400, 0.8, 0.8, 1), slices, 1, 0, ScanInfo.CT);
        long grown = grow().count();
        if (grown < 19_000_000 || grown > 21_000_000) throw new IllegalStateException("the region should be of 20 million voxels, is of " + grown);
    }

    @Benchmark public Mask grow() {
        return RegionGrowth.inSpace(scan, 256, 256, 200, TISSUE, Double.POSITIVE_INFINITY, Progress.NONE);
    }

    /// The floor: each of the 105 million samples compared once.
    @Benchmark public Mask threshold() {
        return Thresholding.of(scan, TISSUE, scan.geometry().size().box(), Progress.NONE);
    }
}
