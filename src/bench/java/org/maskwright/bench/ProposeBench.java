package org.maskwright.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maskwright.algorithm.phantom.TorsoPhantom;
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
/// The torso model sees the built-in case at two sizes. Voxels per second are the case's own voxels over the time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class ProposeBench {
    @Param({"160", "256"}) private int width;
    private Volume scan;
    private Proposer proposer;

    @Setup public void open() throws ModelException {
        scan = TorsoPhantom.of(TorsoPhantom.Spec.whole(1, new Size(width, width, width * 5 / 8)), Progress.NONE).volume();
        proposer = Proposer.open(new Models(List.of(Path.of("models"))).get("torso-phantom"));
    }

    @TearDown public void close() {
        proposer.close();
    }

    @Benchmark public Proposal propose() throws ModelException {
        return proposer.propose(scan, ProposeOptions.DEFAULT, Progress.NONE);
    }
}
