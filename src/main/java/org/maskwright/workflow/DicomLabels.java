package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.algorithm.LabelResampling;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.DicomFormat;
import org.maskwright.format.dicom.SourceSeriesReader;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.rt.RegionLayers;
import org.maskwright.format.dicom.rt.StructureSet;
import org.maskwright.format.dicom.rt.StructureSetOutput;
import org.maskwright.format.dicom.seg.SegmentDescription;
import org.maskwright.format.dicom.seg.SegmentationOptions;
import org.maskwright.format.dicom.seg.SegmentationWriter;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.store.Source;

/// Writes labels as an object of a DICOM study, about the series that they were drawn on, and compares what it reads back with
/// them on the grid of that series.
///
/// Labels whose voxels are the series' in another order, as converters to NIfTI leave them, are turned; others are refused.
final class DicomLabels {
    /// Of labels that come from a file nobody knows who drew them; the standard wants an answer.
    private static final Authorship UNKNOWN = Authorship.semiAutomatic(new Authorship.Algorithm("not recorded", "unknown", false));

    /// What the format says of files that it knows by their bytes, not by their name.
    private static final int SURELY = 40;
    private static final Pattern UID_AT_FRONT = Pattern.compile("^[0-9]+(\\.[0-9]+){2,}(?=$|[/#])");

    private final ExportLabels.Outgoing outgoing;
    private final ExportLabels.Kind kind;
    private final Path out;
    private final Progress progress;
    private final List<String> remarks = new ArrayList<>();

    DicomLabels(ExportLabels.Outgoing outgoing, ExportLabels.Kind kind, Path out, Progress progress) {
        this.outgoing = outgoing;
        this.kind = kind;
        this.out = out;
        this.progress = progress;
    }

    ExportLabels.Exported write() throws IOException, FormatException {
        if (outgoing.series().isEmpty())
            throw FormatException.of(FormatException.name(out), "", "a " + kind.title() + " is about the images of a DICOM series, and these labels come without one.", "Open the DICOM series and draw on it, or choose NIfTI or NRRD.");
        SourceSeries series = series(outgoing.series().get());
        List<Labels> layers = new ArrayList<>();
        for (Labels layer : outgoing.layers()) layers.add(placed(layer, series.geometry()));
        Set<Integer> painted = outgoing.painted();
        SortedMap<Integer, Double> dice = switch (kind) {
            case DICOM_SEG -> segmentation(SegmentationOptions.Type.BINARY, layers, series);
            case DICOM_LABEL_MAP -> segmentation(SegmentationOptions.Type.LABELMAP, List.of(flat(layers)), series);
            case RTSTRUCT -> structureSet(layers, series);
            case NIFTI, NRRD, SEG_NRRD, METAIMAGE, PNG_STACK -> throw new IllegalStateException(kind + " is about no series");
        };
        List<Integer> unknown = painted.stream().filter(label -> !outgoing.drawn().containsKey(label)).toList();
        if (!unknown.isEmpty()) remarks.add("Who drew the labels is not known: the file says \"not recorded\".");
        return new ExportLabels.Exported(kind, out.toAbsolutePath().normalize(), painted.size(), dice, remarks);
    }

    /// Which series a scan came from; nothing if its files are no DICOM.
    static Optional<Deidentify.Source> source(Source source) throws IOException {
        if (!(source instanceof Source.OnDisk(Path path, String item)) || !Files.exists(path)) return Optional.empty();
        byte[] first = new byte[0];
        if (Files.isRegularFile(path)) try (var in = Files.newInputStream(path)) {
            first = in.readNBytes(512);
        }
        DicomFormat dicom = new DicomFormat();
        if (dicom.score(path, first) < SURELY) return Optional.empty();
        Matcher uid = UID_AT_FRONT.matcher(item); // of the series; images of none are called by their file
        return Optional.of(new Deidentify.Source(FormatException.name(path).equalsIgnoreCase("DICOMDIR") ? path.toAbsolutePath().resolveSibling("") : path, uid.find() ? uid.group() : ""));
    }

    private SourceSeries series(ExportLabels.Series wanted) throws IOException, FormatException {
        String id = wanted.item();
        if (id.isEmpty()) {
            List<Item> scans = Formats.describe(wanted.path(), progress.part(0, 0.05)).items().stream().filter(item -> item.header().kind() != ImageHeader.Kind.LABELS).toList();
            if (scans.size() != 1)
                throw FormatException.unexpected(FormatException.name(wanted.path()), "", "one DICOM series", scans.isEmpty() ? "none" : scans.size() + ": "
                        + String.join("; ", scans.stream().map(item -> item.id() + " (" + item.title() + ")").toList()), scans.isEmpty() ? "Choose the folder of the series." : "Choose one by its id.");
            id = scans.getFirst().id();
        }
        return SourceSeriesReader.read(wanted.path(), id, progress.part(0.05, 0.1));
    }

    private Labels placed(Labels labels, Geometry grid) throws FormatException {
        GridMatch match = GridMatch.of(grid, labels.geometry());
        return switch (match) {
            case GridMatch.Same _, GridMatch.Nearly _ -> labels.on(grid);
            case GridMatch.Turned _ -> LabelResampling.nearest(labels, grid, Progress.NONE);
            case GridMatch.Placed _, GridMatch.Mirrored _, GridMatch.Other _, GridMatch.Apart _ -> throw FormatException.unexpected(outgoing.name(), "grid", "that of the series, " + GridMatch.text(grid),
                    GridMatch.text(labels.geometry()), match instanceof GridMatch.Other ? "Resample the labels onto the series first: import them into its case." : match.sentence());
        };
    }

    private Labels flat(List<Labels> layers) {
        return ExportLabels.flat(new ExportLabels.Outgoing(outgoing.name(), layers, outgoing.table(), outgoing.series(), outgoing.drawn()), kind, remarks).labels();
    }

    private Authorship author(int label) {
        return outgoing.drawn().getOrDefault(label, UNKNOWN);
    }

    private SortedMap<Integer, Double> segmentation(SegmentationOptions.Type type, List<Labels> layers, SourceSeries series) throws IOException, FormatException {
        Set<Integer> painted = outgoing.painted();
        List<LabelTable.Entry> entries = outgoing.table().entries().stream().filter(entry -> painted.contains(entry.value())).toList();
        List<SegmentDescription> segments = entries.stream().map(entry -> SegmentDescription.of(entry, author(entry.value()))).toList();
        SegmentationOptions options = SegmentationOptions.DEFAULT.withType(type).withSoftwareVersion(SoftwareVersion.text());
        WriteImage.file(out, stream -> SegmentationWriter.write(layers, segments, series, options, stream, progress.part(0.1, 0.6)),
                file -> requireSame(file, layers, entries, series.geometry()));
        return new TreeMap<>();
    }

    private void requireSame(Path file, List<Labels> layers, List<LabelTable.Entry> entries, Geometry grid) throws IOException, FormatException {
        List<Item> items = Formats.describe(file, progress.part(0.6, 0.7)).items();
        List<Labels> found = new ArrayList<>();
        for (Item item : items) found.add(item.labelsOn(grid, progress.part(0.7, 1)));
        for (LabelTable.Entry entry : entries) {
            if (!all(found, entry.value()).equals(all(layers, entry.value()))) throw ExportLabels.different(file, "a voxel of " + entry.name() + " is another");
            if (items.stream().noneMatch(item -> item.header().table().find(entry.value()).filter(there -> there.name().equals(VR.LO.fitting(entry.name()))).isPresent()))
                throw ExportLabels.different(file, entry.name() + " has another name");
        }
    }

    /// The voxels of a label in any layer.
    private static Mask all(List<Labels> layers, int label) {
        Mask all = layers.getFirst().mask(label);
        for (Labels layer : layers.subList(1, layers.size())) all = all.or(layer.mask(label));
        return all;
    }

    private SortedMap<Integer, Double> structureSet(List<Labels> layers, SourceSeries series) throws IOException, FormatException {
        StructureSetOutput.Options plain = StructureSetOutput.Options.named("Segmentation");
        StructureSetOutput.Options options = new StructureSetOutput.Options(plain.name(), plain.tracing(), plain.holes(), outgoing.drawn(), plain.uids(), plain.clock());
        SortedMap<Integer, Double> dice = new TreeMap<>();
        WriteImage.file(out, stream -> {
            for (StructureSetOutput.RoundTrip kept : StructureSetOutput.write(series, layers, outgoing.table(), options, stream, progress.part(0.1, 0.7))) dice.put(kept.value(), kept.dice());
        }, file -> requireAsGood(file, layers, dice, series.geometry()));
        return dice;
    }

    /// Outlines may lose voxels, and the Dice of each label says so; what is on the disk must not be worse than that.
    private void requireAsGood(Path file, List<Labels> layers, SortedMap<Integer, Double> dice, Geometry grid) throws IOException, FormatException {
        Set<Integer> kept = new TreeSet<>();
        try (DicomFile open = DicomFile.open(file)) {
            for (StoredImage layer : RegionLayers.of(StructureSet.read(open), grid, open.name(), progress.part(0.7, 0.8)).images()) {
                Labels found = layer.labelsOn(grid, progress.part(0.8, 1));
                for (int label : found.counts().keySet()) if (found.mask(label).equals(all(layers, label))) kept.add(label);
            }
        }
        for (int label : dice.keySet()) if (dice.getOrDefault(label, 0.0) == 1 && !kept.contains(label)) throw ExportLabels.different(file, "label " + label + " has other outlines");
    }
}
