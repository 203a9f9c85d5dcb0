package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.format.picture.LabelStack;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Writes the labels of a case, with their names and colours, as one of the files that other programs open.
///
/// It checks itself: what was written is read back from the disk and compared voxel for voxel, in place, names and colours,
/// before it gets its name. A file that stands there is a file that was found right.
public final class ExportLabels {
    /// How far a voxel may lie from where it was, once its place has gone through a file.
    public static final double TOLERANCE_MM = 1e-4;

    /// What a label map can become.
    public enum Kind {
        NIFTI("nifti", "NIfTI", ".nii.gz", ".nii"),
        NRRD("nrrd", "NRRD", ".nrrd"),
        SEG_NRRD("seg-nrrd", "3D Slicer segmentation", ".seg.nrrd"),
        METAIMAGE("metaimage", "MetaImage", ".mha", ".mhd"),
        /// A folder of PNG files, one a slice, with `stack.json`.
        PNG_STACK("png-stack", "PNG stack");

        private final String id, title;
        private final List<String> endings;

        Kind(String id, String title, String... endings) {
            this.id = id;
            this.title = title;
            this.endings = List.of(endings);
        }

        /// The word for it on a command line.
        public String id() {
            return id;
        }

        /// What people call it.
        public String title() {
            return title;
        }

        /// How its files' names may end, the usual ending first; none for a folder.
        public List<String> endings() {
            return endings;
        }

        /// The name of a file or a folder of this kind, for labels called `stem`.
        public String fileName(String stem) {
            return endings.isEmpty() ? stem : stem + endings.getFirst();
        }

        /// The kind with this id.
        public static Optional<Kind> of(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
        }

        boolean fits(Path out) {
            String name = FormatException.name(out).toLowerCase(Locale.ROOT);
            return endings.isEmpty() || endings.stream().anyMatch(name::endsWith);
        }
    }

    /// Labels on their way out.
    ///
    /// @param name what messages call them
    public record Outgoing(String name, Labels labels, LabelTable table) {
        /// Every label that has voxels gets an entry; blanks of a name that no header of text can tell apart become one.
        public Outgoing {
            table = new LabelTable(table.covering(labels.counts().keySet()).entries().stream()
                    .map(e -> new LabelTable.Entry(e.value(), e.name().replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), e.rgb(), e.terms())).toList());
        }
    }

    /// What was written, and found right.
    ///
    /// @param out the file or the folder, absolute
    /// @param labels how many labels have voxels
    /// @param remarks whole sentences on what the format cannot say
    public record Exported(Kind kind, Path out, int labels, List<String> remarks) {
        public Exported {
            remarks = List.copyOf(remarks);
        }
    }

    private final JobRunner jobs;

    ExportLabels(JobRunner jobs) {
        this.jobs = jobs;
    }

    /// Writes the labels of `session` as they are now, strokes and all. A file that exists is replaced; a folder must be new or empty.
    ///
    /// The job fails with a sentence if `out` ends otherwise than files of this kind, the disk refuses, or what was written
    /// does not read back the same; then nothing has changed on the disk.
    public Job<Exported> export(CaseSession session, Kind kind, Path out) {
        Outgoing outgoing = new Outgoing(session.title(), session.labels().snapshot(), session.table());
        return jobs.submit(JobRunner.Lane.COMPUTE, "Exporting to " + FormatException.name(out), progress -> write(outgoing, kind, out, progress));
    }

    /// Writes `outgoing` to `out`.
    ///
    /// @throws FormatException if `out` ends otherwise than files of this kind
    /// @throws IllegalStateException if what was written does not read back the same
    public static Exported write(Outgoing outgoing, Kind kind, Path out, Progress progress) throws IOException, FormatException {
        String name = FormatException.name(out);
        if (!kind.fits(out)) throw FormatException.unexpected(name, "", "a name that ends in " + String.join(" or ", kind.endings()), "another", "Call it " + kind.fileName("labels") + ".");
        StoredImage image = StoredImage.of(outgoing.labels(), outgoing.table());
        Progress writing = progress.part(0, 0.6), reading = progress.part(0.6, 1);
        switch (kind) {
            case NIFTI -> WriteImage.file(out, image, file -> requireSame(outgoing, file, TOLERANCE_MM + rounding(outgoing.labels().geometry()), reading), writing);
            case NRRD, SEG_NRRD, METAIMAGE -> WriteImage.file(out, image, file -> requireSame(outgoing, file, TOLERANCE_MM, reading), writing);
            case PNG_STACK -> WriteImage.folder(out, folder -> {
                LabelStack.write(image, WriteImage.into(folder), writing);
                requireSame(outgoing, folder, TOLERANCE_MM, reading);
            });
        }
        return new Exported(kind, out.toAbsolutePath().normalize(), outgoing.labels().counts().size(), List.of());
    }

    /// @throws IllegalStateException if `file` holds anything else than `was`
    static void requireSame(Outgoing was, Path file, double toleranceMm, Progress progress) throws IOException, FormatException {
        Item item = Formats.open(file, progress.part(0, 0.1));
        Geometry wanted = was.labels().geometry(), found = item.header().geometry();
        if (!found.sameGrid(wanted, toleranceMm)) throw different(file, "its grid lies elsewhere");
        if (!item.labels(progress.part(0.1, 1)).sameVoxels(was.labels())) throw different(file, "a voxel has another label");
        LabelTable table = item.header().table();
        for (LabelTable.Entry entry : was.table().entries())
            if (table.find(entry.value()).filter(e -> e.name().equals(entry.name()) && e.rgb() == entry.rgb()).isEmpty()) throw different(file, "label " + entry.value() + " has another name or colour");
    }

    /// NIfTI-1 holds 32-bit floats: metres away from the origin these are coarser than the tolerance.
    private static double rounding(Geometry grid) {
        double farMm = 0;
        for (int corner = 0; corner < 8; corner++) {
            var p = grid.toPatient((corner & 1) * (grid.size().x() - 1), (corner >> 1 & 1) * (grid.size().y() - 1), (corner >> 2) * (grid.size().z() - 1));
            farMm = Math.max(farMm, Math.max(Math.abs(p.x()), Math.max(Math.abs(p.y()), Math.abs(p.z()))));
        }
        return farMm < 500 ? 0 : 3 * Math.ulp((float) farMm);
    }

    private static IllegalStateException different(Path file, String how) {
        return new IllegalStateException(FormatException.name(file) + " was read back and is not what was written: " + how);
    }
}
