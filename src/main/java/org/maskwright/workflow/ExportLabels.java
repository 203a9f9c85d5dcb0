package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.Section;
import org.maskwright.format.StoredImage;
import org.maskwright.format.nrrd.NrrdFormat;
import org.maskwright.format.picture.LabelStack;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.store.Source;

/// Writes the labels of a case, with their names and colours, as one of the files that other programs open.
///
/// It checks itself: what was written is read back from the disk and compared voxel for voxel, in place, names and colours,
/// before it gets its name. A file that stands there is a file that was found right.
public final class ExportLabels {
    /// How far a voxel may lie from where it was, once its place has gone through a file.
    public static final double TOLERANCE_MM = 1e-4;

    /// The word for it in the ledger.
    public static final String VERB = "labels";

    /// What a label map can become.
    public enum Kind {
        NIFTI("nifti", "NIfTI", ".nii.gz", ".nii"),
        NRRD("nrrd", "NRRD", ".nrrd"),
        SEG_NRRD("seg-nrrd", "3D Slicer segmentation", ".seg.nrrd"),
        METAIMAGE("metaimage", "MetaImage", ".mha", ".mhd"),
        /// A folder of PNG files, one a slice, with `stack.json`.
        PNG_STACK("png-stack", "PNG stack"),
        /// A bit a voxel and segment, which every archive knows.
        DICOM_SEG("seg", "DICOM segmentation", ".dcm"),
        /// One number a voxel, in the standard since 2024.
        DICOM_LABEL_MAP("labelmap", "DICOM label map", ".dcm"),
        /// Outlines, slice by slice.
        RTSTRUCT("rtstruct", "RT structure set", ".dcm");

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

        /// Whether such a file speaks of the images of a DICOM series, and so cannot be written without one.
        public boolean isAboutSeries() {
            return switch (this) {
                case NIFTI, NRRD, SEG_NRRD, METAIMAGE, PNG_STACK -> false;
                case DICOM_SEG, DICOM_LABEL_MAP, RTSTRUCT -> true;
            };
        }

        boolean fits(Path out) {
            String name = FormatException.name(out).toLowerCase(Locale.ROOT);
            return endings.isEmpty() || endings.stream().anyMatch(name::endsWith);
        }
    }

    /// A DICOM series on the disk.
    ///
    /// @param path its folder, or its one file
    /// @param item which of several, as [org.maskwright.format.Item#id] says; empty if there is but one
    public record Series(Path path, String item) {}

    /// Labels on their way out.
    ///
    /// @param name what messages call them
    /// @param layers on one grid, at least one; more where labels overlap, the lowest first
    /// @param table names and colours for all layers
    /// @param series the DICOM series that they were drawn on, if they were
    /// @param drawn who drew which label, as far as it is known
    public record Outgoing(String name, List<Labels> layers, LabelTable table, Optional<Series> series, Map<Integer, Authorship> drawn) {
        /// Every label that has voxels gets an entry; blanks of a name that no header of text can tell apart become one.
        public Outgoing {
            layers = List.copyOf(layers);
            drawn = Map.copyOf(drawn);
            table = new LabelTable(table.covering(painted(layers)).entries().stream()
                    .map(e -> new LabelTable.Entry(e.value(), e.name().replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), e.rgb(), e.terms())).toList());
        }

        /// One layer that nothing more is known of.
        public Outgoing(String name, Labels labels, LabelTable table) {
            this(name, List.of(labels), table, Optional.empty(), Map.of());
        }

        /// The same labels, drawn on `other`.
        public Outgoing on(Series other) {
            return new Outgoing(name, layers, table, Optional.of(other), drawn);
        }

        /// The labels that have voxels.
        Set<Integer> painted() {
            return painted(layers);
        }

        private static Set<Integer> painted(List<Labels> layers) {
            Set<Integer> values = new TreeSet<>();
            for (Labels layer : layers) values.addAll(layer.counts().keySet());
            return values;
        }

        Geometry grid() {
            return layers.getFirst().geometry();
        }

        /// One label a voxel: of several the upper one.
        FlatLabels flat() {
            return FlatLabels.of(layers);
        }

        /// Each layer with the names of its own labels; names without voxels go with the first.
        private List<StoredImage> images() {
            Set<Integer> all = painted();
            boolean wide = !all.isEmpty() && Collections.max(all) > 255;
            List<StoredImage> images = new ArrayList<>();
            for (Labels layer : layers) {
                Set<Integer> here = layer.counts().keySet();
                boolean first = images.isEmpty();
                LabelTable names = new LabelTable(table.entries().stream().filter(e -> here.contains(e.value()) || first && !all.contains(e.value())).toList());
                images.add(StoredImage.of(layer, names, wide));
            }
            return images;
        }
    }

    /// What was written, and found right.
    ///
    /// @param out the file or the folder, absolute
    /// @param labels how many labels have voxels
    /// @param dice of each label to itself after the way there and back, where the format cannot keep every voxel; else empty
    /// @param remarks whole sentences on what the format cannot say
    public record Exported(Kind kind, Path out, int labels, SortedMap<Integer, Double> dice, List<String> remarks) {
        public Exported {
            dice = Collections.unmodifiableSortedMap(new TreeMap<>(dice));
            remarks = List.copyOf(remarks);
        }
    }

    private final JobRunner jobs;
    private final Ledger ledger;

    ExportLabels(JobRunner jobs, Ledger ledger) {
        this.jobs = jobs;
        this.ledger = ledger;
    }

    /// Writes the labels of `session` as they are now, strokes and all. A file that exists is replaced; a folder must be new or empty.
    ///
    /// The job fails with a sentence if `out` ends otherwise than files of this kind, the disk refuses, what was written does not
    /// read back the same, or the kind is about a DICOM series and the scan is none; then nothing has changed on the disk.
    public Job<Exported> export(CaseSession session, Kind kind, Path out) {
        List<Labels> layers = session.layers().stream().map(layer -> layer.labels().snapshot()).toList();
        Optional<Series> series = session.files().source() instanceof Source.OnDisk(Path path, String item) ? Optional.of(new Series(path, item)) : Optional.empty();
        Outgoing outgoing = new Outgoing(session.title(), layers, session.table(), series, Authors.of(session, SoftwareVersion.text()));
        return jobs.submit(JobRunner.Lane.COMPUTE, "Exporting to " + FormatException.name(out), progress -> {
            Exported done = write(outgoing, kind, out, progress);
            ledger.record(VERB, done.out(), done.out(), List.of(), List.of(kind.id()));
            return done;
        });
    }

    /// Why the labels of `session` cannot become `kind`, as far as it is known without looking at the disk: a whole sentence, and
    /// what to do instead.
    public static Optional<String> obstacle(CaseSession session, Kind kind) {
        if (!kind.isAboutSeries()) return Optional.empty();
        String instead = " Choose a format that is about no series, such as NIfTI.";
        if (!(session.files().source() instanceof Source.OnDisk(Path _, String item))) return Optional.of("A " + kind.title() + " is about the images of a DICOM series, and this case has none." + instead);
        if (Section.ofId(item).step() > 1) return Optional.of("A " + kind.title() + " is about the images of a series, and these labels lie on " + Section.ofId(item).words(1) + " of it." + instead);
        return item.matches(".*#(resampled|straight)(\\?.*)?") ? Optional.of("A " + kind.title() + " is about the images of a series, and these slices were made up between them." + instead) : Optional.empty();
    }

    /// Writes `outgoing` to `out`.
    ///
    /// @throws FormatException if `out` ends otherwise than files of this kind, or the kind is about a DICOM series and there is
    ///     none, or none on this grid
    /// @throws IllegalStateException if what was written does not read back the same
    public static Exported write(Outgoing outgoing, Kind kind, Path out, Progress progress) throws IOException, FormatException {
        String name = FormatException.name(out);
        if (!kind.fits(out)) throw FormatException.unexpected(name, "", "a name that ends in " + String.join(" or ", kind.endings()), "another", "Call it " + kind.fileName("labels") + ".");
        if (kind.isAboutSeries()) return new DicomLabels(outgoing, kind, out, progress).write();
        List<String> remarks = new ArrayList<>();
        switch (kind) {
            case DICOM_SEG, DICOM_LABEL_MAP, RTSTRUCT -> throw new IllegalStateException(kind + " is about a series");
            case SEG_NRRD -> layered(outgoing, out, progress);
            case NIFTI, NRRD, METAIMAGE, PNG_STACK -> flat(outgoing, kind, out, remarks, progress);
        }
        return new Exported(kind, out.toAbsolutePath().normalize(), outgoing.painted().size(), new TreeMap<>(), remarks);
    }

    private static void layered(Outgoing outgoing, Path out, Progress progress) throws IOException, FormatException {
        if (outgoing.layers().size() == 1) {
            WriteImage.file(out, StoredImage.of(outgoing.layers().getFirst(), outgoing.table()), file -> requireSame(outgoing, file, TOLERANCE_MM, progress.part(0.6, 1)), progress.part(0, 0.6));
            return;
        }
        List<StoredImage> images = outgoing.images();
        WriteImage.file(out, stream -> NrrdFormat.writeLayers(images, stream, progress.part(0, 0.6)), file -> requireSame(outgoing, file, TOLERANCE_MM, progress.part(0.6, 1)));
    }

    private static void flat(Outgoing outgoing, Kind kind, Path out, List<String> remarks, Progress progress) throws IOException, FormatException {
        FlatLabels flat = flat(outgoing, kind, remarks);
        Outgoing one = new Outgoing(outgoing.name(), flat.labels(), outgoing.table());
        StoredImage image = StoredImage.of(flat.labels(), outgoing.table());
        double toleranceMm = kind == Kind.NIFTI ? TOLERANCE_MM + rounding(outgoing.grid()) : TOLERANCE_MM;
        Progress writing = progress.part(0, 0.6), reading = progress.part(0.6, 1);
        if (kind == Kind.PNG_STACK) {
            WriteImage.folder(out, folder -> {
                LabelStack.write(image, WriteImage.into(folder), writing);
                requireSame(one, folder, toleranceMm, reading);
            });
        } else {
            WriteImage.file(out, image, file -> requireSame(one, file, toleranceMm, reading), writing);
        }
    }

    static FlatLabels flat(Outgoing outgoing, Kind kind, List<String> remarks) {
        FlatLabels flat = outgoing.flat();
        if (flat.covered() > 0)
            remarks.add(flat.covered() + (flat.covered() == 1 ? " voxel has labels in several layers and keeps" : " voxels have labels in several layers and keep") + " the upper one: a " + kind.title() + " file holds one label a voxel.");
        return flat;
    }

    /// @throws IllegalStateException if `file` holds anything else than `was`
    static void requireSame(Outgoing was, Path file, double toleranceMm, Progress progress) throws IOException, FormatException {
        List<Item> items = Formats.describe(file, progress.part(0, 0.1)).items();
        if (items.size() != was.layers().size()) throw different(file, items.size() + " label maps instead of " + was.layers().size());
        Map<Integer, LabelTable.Entry> found = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!item.header().geometry().sameGrid(was.grid(), toleranceMm)) throw different(file, "its grid lies elsewhere");
            if (!item.labels(progress.part(0.1 + 0.9 * i / items.size(), 0.1 + 0.9 * (i + 1) / items.size())).sameVoxels(was.layers().get(i))) throw different(file, "a voxel has another label");
            for (LabelTable.Entry entry : item.header().table().entries()) found.putIfAbsent(entry.value(), entry);
        }
        for (LabelTable.Entry entry : was.table().entries()) {
            LabelTable.Entry there = found.get(entry.value());
            if (there == null || !there.name().equals(entry.name()) || there.rgb() != entry.rgb()) throw different(file, "label " + entry.value() + " has another name or colour");
        }
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

    static IllegalStateException different(Path file, String how) {
        return new IllegalStateException(FormatException.name(file) + " was read back and is not what was written: " + how);
    }
}
