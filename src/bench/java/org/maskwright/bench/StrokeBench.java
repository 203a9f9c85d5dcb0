package org.maskwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.maskwright.disk.AppendLog;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A stroke of 40 dabs, 25 voxels across, through one slice of 512×512×400 labels: painted, committed, undone, journaled.
///
/// Each part is measured alone; only `strokeCommitAndUndo` is the whole of it, the journal apart. Every stroke begins from a fresh
/// snapshot, so its first dab pays for the copy of the slice, as in the program.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StrokeBench {
    private static final int DABS = 40;
    private static final int RADIUS = 12;
    private static final int SLICE = 200;

    private LabelVolume labels;
    private EditHistory history;
    private Mask[] dabs;

    @Setup public void prepare() {
        labels = new LabelVolume(Geometry.upright(512, 512, 400, 0.8, 0.8, 1));
        history = new EditHistory(labels, 256L << 20);
        dabs = new Mask[DABS];
        for (int i = 0; i < DABS; i++) dabs[i] = disc(130 + 6 * i, 256 + (int) (60 * Math.sin(i / 6.0)));
        OpenEdit first = labels.open(PaintRule.EVERYWHERE);
        first.fill(disc(40, 40), 1); // so that the slice is there
        first.commit("First");
    }

    private static Mask disc(int cx, int cy) {
        Box box = new Box(cx - RADIUS, cy - RADIUS, SLICE, cx + RADIUS + 1, cy + RADIUS + 1, SLICE + 1);
        return Mask.of(box, mask -> {
            for (int y = -RADIUS; y <= RADIUS; y++) {
                int half = (int) Math.sqrt(RADIUS * RADIUS - y * y);
                mask.run(cy + y, SLICE, cx - half, cx + half + 1);
            }
        });
    }

    private OpenEdit paint() {
        OpenEdit edit = labels.open(PaintRule.EVERYWHERE);
        for (Mask dab : dabs) edit.fill(dab, 1);
        return edit;
    }

    /// Forty dabs, the commit, and undo, so that the next begins as this one did.
    @Benchmark public Object strokeCommitAndUndo() {
        paint().commit("Brush");
        return history.undo();
    }

    /// Forty dabs and Escape.
    @Benchmark public void paintAndCancel() {
        paint().cancel();
    }

    /// The references of 400 slices.
    @Benchmark public Labels snapshot() {
        return labels.snapshot();
    }

    /// An edit painted and not yet committed, made anew for each measurement.
    @State(Scope.Thread)
    public static class Painted {
        private OpenEdit edit;

        @Setup(Level.Invocation) public void paint(StrokeBench stroke) {
            edit = stroke.paint();
        }

        @TearDown(Level.Invocation) public void undo(StrokeBench stroke) {
            stroke.history.undo();
        }
    }

    @Benchmark public Object commit(Painted painted) {
        return painted.edit.commit("Brush");
    }

    /// An edit committed and not yet undone.
    @State(Scope.Thread)
    public static class Committed {
        @Setup(Level.Invocation) public void commit(StrokeBench stroke) {
            stroke.paint().commit("Brush");
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

        @Setup public void open(StrokeBench stroke) throws IOException {
            LabelEdit edit = stroke.paint().commit("Brush").orElseThrow();
            stroke.history.undo();
            bytes = edit.toBytes();
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
