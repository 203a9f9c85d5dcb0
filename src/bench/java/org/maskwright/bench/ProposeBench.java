package org.maskwright.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Proposal;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.volume.Volume;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A whole proposal by a shipped model: resampling to the model's grid, tiles through the network, probabilities brought back.
///
/// Both models see the torso phantom, for what a voxel holds takes no time: the hippocampus model at the size of its cases, the
/// torso model at two sizes. Voxels per second are the case's own voxels over the time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class ProposeBench {
    /// Which model, on how many voxels.
    public enum Case {
        HIPPOCAMPUS_35_BY_51_BY_35("hippocampus-mr", new Size(35, 51, 35), 1),
        TORSO_160_BY_160_BY_100("torso-phantom", new Size(160, 160, 100), 2.4),
        TORSO_256_BY_256_BY_160("torso-phantom", new Size(256, 256, 160), 1.5);

        private final String model;
        private final Size size;
        private final double spacingMm;

        Case(String model, Size size, double spacingMm) {
            this.model = model;
            this.size = size;
            this.spacingMm = spacingMm;
        }
    }

    @Param private Case scanned;
    private Volume scan;
    private Proposer proposer;

    @Setup public void open() throws ModelException {
        Point spacing = new Point(scanned.spacingMm, scanned.spacingMm, scanned.spacingMm);
        scan = TorsoPhantom.of(new TorsoPhantom.Spec(1, scanned.size, spacing), Progress.NONE).volume();
        proposer = Proposer.open(new Models(List.of(Path.of("models"))).get(scanned.model));
    }

    @TearDown public void close() {
        proposer.close();
    }

    @Benchmark public Proposal propose() throws ModelException {
        return proposer.propose(scan, ProposeOptions.DEFAULT.withAnyScan(true), Progress.NONE);
    }
}
