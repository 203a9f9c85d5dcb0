package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.Proposal;
import org.maskwright.store.DataHome;
import org.maskwright.store.FragileDisk;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;

/// A workbench without a window, in a folder of its own, on a disk that can be made to fail.
final class Bench implements AutoCloseable {
    static final Geometry GRID = Geometry.upright(12, 10, 6, 1, 1, 2);

    final FragileDisk disk = new FragileDisk();
    final Path folder;
    final Workbench workbench;

    Bench(Path folder) {
        this(folder, Clock.systemUTC());
    }

    Bench(Path folder, Clock clock) {
        this.folder = folder;
        this.workbench = new Workbench(new JobRunner(Runnable::run), new DataHome(folder.resolve("home")), new ModelShelf(List.of(folder.resolve("models"))), disk, clock);
    }

    /// A scan on the disk, whose voxels tell `seed`.
    Path scan(String name, Geometry grid, int seed) throws IOException, FormatException {
        int[] n = {grid.size().x() * grid.size().y(), grid.size().z()};
        short[][] slices = new short[n[1]][n[0]];
        for (int z = 0; z < n[1]; z++) for (int i = 0; i < n[0]; i++) slices[z][i] = (short) (seed * 100 + z * 7 + i % 11);
        return write(name, StoredImage.of(ShortVolume.adopting(grid, slices, 1, 0, ScanInfo.CT)));
    }

    Path write(String name, StoredImage image) throws IOException, FormatException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf(name).write(image, name, out, Progress.NONE);
        }
        return file;
    }

    CaseSession open(Path path) {
        return wait(workbench.openCase().open(new CaseSource.Scan(path)));
    }

    CaseSession open(CaseSource source) {
        return wait(workbench.openCase().open(source));
    }

    static LabelEdit paint(CaseSession session, Box box, int label) {
        OpenEdit edit = session.labels().open(session.rule());
        edit.fill(box(box), label);
        return edit.commit("Brush").orElseThrow();
    }

    static Mask box(Box box) {
        return Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        });
    }

    /// A model's proposal, as if it had come.
    static void propose(CaseSession session, Box box, int label, String name) throws Exception {
        LabelTable table = new LabelTable(List.of(new LabelTable.Entry(label, name, 0xABCDEF)));
        Proposal made = new Proposal(Labels.of(session.volume().geometry(), box(box), label), table, "toy", "cd".repeat(32), Instant.EPOCH);
        session.arrive(session.keepProposal(LabelMatch.onto(session.table(), session.labels().snapshot().counts().keySet(), made)));
    }

    /// Waits for what is on its way to the disk.
    void settle() {
        wait(workbench.jobs().submit(JobRunner.Lane.DISK, "Waiting", _ -> ""));
    }

    static <T> T wait(Job<T> job) {
        try {
            return job.await();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(job.name() + ": " + e.getCause(), e);
        }
    }

    /// What the user is told when `job` fails.
    static String failure(Job<?> job) {
        try {
            throw new AssertionError(job.name() + " came to " + job.await());
        } catch (ExecutionException | InterruptedException e) {
            return Trouble.sentence(e);
        }
    }

    @Override
    public void close() {
        workbench.close();
    }
}
