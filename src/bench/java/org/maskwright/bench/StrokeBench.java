package org.maskwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.maskwright.disk.AppendLog;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Plane;
import org.maskwright.label.EditHistory;
import org.maskwright.label.Labels;
import org.maskwright.testing.TestToolContext;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.tool.correct.Brush;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A stroke of 40 dabs with the brush of the toolbar, 25 voxels across, on 512×512×400 labels: painted, committed, undone,
/// journaled.
///
/// Each part is measured alone; `strokeAndUndo` is the whole of it, the journal apart. Every stroke begins from a fresh
/// snapshot, so its first dab pays for the copy of the slice, as in the program.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StrokeBench {
    private static final int DABS = 40;
    private static final int SLICE = 200;

    @Param({"Disc", "Ball"}) private String shape;
    private final Brush brush = new Brush();
    private TestToolContext context;
    private EditHistory history;

    @Setup public void prepare() throws Refused {
        Geometry geometry = Geometry.upright(512, 512, 400, 0.8, 0.8, 1);
        short[][] slices = new short[400][];
        Arrays.fill(slices, new short[512 * 512]); // the scan is not looked at, so its slices may be one and the same
        context = new TestToolContext(ShortVolume.adopting(geometry, slices, 1, 0, ScanInfo.CT)).with(brush);
        context.set("radiusMm", 10.0).set("shape", shape);
        history = new EditHistory(context.labels(), 256L << 20);
        brush.begin(context, Pointer.at(40, 40, SLICE, Plane.AXIAL)).accept(); // so that the slices are there
    }

    private static Pointer dab(int i) {
        return Pointer.at(130 + 6 * i, 256 + 60 * Math.sin(i / 6.0), SLICE, Plane.AXIAL);
    }

    private Gesture paint() throws Refused {
        Gesture gesture = brush.begin(context, dab(0));
        for (int i = 1; i < DABS; i++) gesture.drag(dab(i));
        return gesture;
    }

    /// Forty dabs, the commit, and undo, so that the next begins as this one did.
    @Benchmark public Object strokeAndUndo() throws Refused {
        paint().accept();
        return history.undo();
    }

    /// Forty dabs and Escape.
    @Benchmark public void paintAndCancel() throws Refused {
        paint().cancel();
    }

    /// The references of 400 slices.
    @Benchmark public Labels snapshot() {
        return context.labels().snapshot();
    }

    /// A stroke painted and not yet committed, made anew for each measurement.
    @State(Scope.Thread)
    public static class Painted {
        private Gesture gesture;

        @Setup(Level.Invocation) public void paint(StrokeBench bench) throws Refused {
            gesture = bench.paint();
        }

        @TearDown(Level.Invocation) public void undo(StrokeBench bench) {
            bench.history.undo();
        }
    }

    @Benchmark public Object commit(Painted painted) {
        return painted.gesture.accept();
    }

    /// A stroke committed and not yet undone.
    @State(Scope.Thread)
    public static class Committed {
        @Setup(Level.Invocation) public void commit(StrokeBench bench) throws Refused {
            bench.paint().accept();
        }
    }

    @Benchmark public Object undo(Committed committed) {
        return history.undo();
    }

    /// A journal on this machine's disk, and the bytes of one stroke.
    @State(Scope.Benchmark)
    public static class Journal {
        private Path folder;
        private AppendLog log;
        private byte[] bytes;

        @Setup public void open(StrokeBench bench) throws IOException, Refused {
            bytes = bench.paint().accept().orElseThrow().toBytes();
            bench.history.undo();
            folder = Files.createTempDirectory(Path.of("target"), "bench");
            log = AppendLog.open(folder.resolve("journal"));
        }

        @TearDown public void remove() throws IOException {
            log.close();
            Files.delete(log.file());
            Files.delete(folder);
        }
    }

    /// One record, forced to the disk.
    @Benchmark public void journalAppend(Journal journal) throws IOException {
        journal.log.append(journal.bytes);
    }
}
