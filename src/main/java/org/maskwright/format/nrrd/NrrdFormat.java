package org.maskwright.format.nrrd;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maskwright.format.Contents;
import org.maskwright.format.Format;
import org.maskwright.format.FileSink;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.raw.BlockGzip;
import org.maskwright.format.raw.Components;
import org.maskwright.format.raw.RawImage;
import org.maskwright.format.raw.Unscaled;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// NRRD, the format of 3D Slicer: a header in plain text, and samples behind it or in files of their own.
public final class NrrdFormat implements Format {
    private static final int MAGIC_BYTES = 8;

    @Override
    public String id() {
        return "nrrd";
    }

    @Override
    public String title() {
        return "NRRD";
    }

    @Override
    public List<String> extensions() {
        return List.of(".nrrd", ".nhdr");
    }

    @Override
    public int score(Path path, byte[] first) {
        if (first.length == 0) return 0;
        String magic = new String(first, 0, Math.min(MAGIC_BYTES, first.length), StandardCharsets.ISO_8859_1);
        return Fields.MAGIC.matcher(magic).matches() ? 90 : endsAs(path) ? 30 : 0;
    }

    @Override
    public Contents describe(Path path, Progress progress) throws IOException, FormatException {
        Fields fields = Fields.read(path);
        SampleType type = NrrdData.type(fields);
        Axes axes = Axes.of(fields);
        List<String> remarks = new ArrayList<>(axes.remarks());
        boolean segmentation = Segments.areIn(fields);
        boolean colour = type == SampleType.UINT8 && (axes.leadKind().equals("rgb-color") && axes.lead() == 3 || axes.leadKind().equals("rgba-color") && axes.lead() == 4);
        ImageHeader side = ImageHeader.of(axes.geometry(), type).withChannels(axes.lead(), true).withFrames(axes.frames());
        if (axes.components() > 1) {
            if (axes.lead() > 1) throw FormatException.unsupported(fields.file(), "sizes", "an image with components both before and behind its axes of space", "Split it into one file a component.");
            side = side.withChannels(axes.components(), false);
        }
        RawImage stored = NrrdData.image(path, fields, bounded(fields, side));
        if (segmentation && !colour) return layers(path, fields, axes, stored, remarks);
        StoredImage image = axes.lead() == 1 || colour ? stored : apart(fields, axes, stored);
        if (image.header().frames() > 1) remarks.add("It holds " + image.header().frames() + " volumes in time; the first is opened.");
        else if (!colour && image.header().channels() > 1) remarks.add("It holds " + image.header().channels() + " values a voxel; the first is opened.");
        return contents(path, fields, List.of(new Item("image", title(path), image, remarks)), List.of());
    }

    private static ImageHeader bounded(Fields fields, ImageHeader image) throws FormatException {
        double slices = (double) image.size().z() * image.frames() * image.channels(), slice = (double) image.size().x() * image.size().y() * image.channels() * image.type().bytes();
        if (slice > Integer.MAX_VALUE - 8 || slices > Integer.MAX_VALUE - 8 || slices * slice > Long.MAX_VALUE / 8.0)
            throw FormatException.unexpected(fields.file(), "field \"sizes\"", "slices of less than 2 GB", "a header that claims " + image.size() + " voxels", Fields.EXPORT_AGAIN);
        return image;
    }

    /// What stands side by side in the file, one after another: a moment or a component is then opened like any volume.
    private static StoredImage apart(Fields fields, Axes axes, RawImage stored) throws FormatException {
        ImageHeader plain = ImageHeader.of(axes.geometry(), stored.header().type());
        if (axes.leadKind().equals("time")) {
            if (axes.frames() > 1) throw FormatException.unsupported(fields.file(), "sizes", "an image with two axes of time", "Split it into one file a volume.");
            return new Components(stored, 0, plain.withFrames(axes.lead()));
        }
        return new Components(stored, 0, plain.withFrames(axes.frames()).withChannels(axes.lead(), false));
    }

    /// One item for each layer: within a layer the segments do not overlap, so each is a label map.
    private static Contents layers(Path path, Fields fields, Axes axes, RawImage stored, List<String> remarks) throws FormatException {
        int n = axes.lead();
        if (axes.frames() * axes.components() > 1) throw FormatException.unsupported(fields.file(), "sizes", "a segmentation of a series", "Export one volume of it.");
        Segments segments = Segments.of(fields, n);
        ImageHeader plain = ImageHeader.of(axes.geometry(), stored.header().type()).withKind(ImageHeader.Kind.LABELS);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            LabelTable table = segments.layers().get(i);
            List<String> said = new ArrayList<>(remarks);
            said.addAll(segments.remarks());
            if (n > 1) said.add("Segments overlap, so the file holds " + n + " layers; this is layer " + (i + 1) + ".");
            StoredImage image = n == 1 ? new RawImage(stored.name(), stored.parts(), stored.packing(), stored.order(), plain.withTable(table)) : new Components(stored, i, plain.withTable(table));
            items.add(new Item(n == 1 ? "image" : "layer-" + i, n == 1 ? title(path) : title(path) + ", layer " + (i + 1), image, said));
        }
        return contents(path, fields, items, n == 1 ? List.of() : List.of("Segments overlap, so it holds " + n + " label maps, one a layer."));
    }

    private static Contents contents(Path path, Fields fields, List<Item> items, List<String> remarks) {
        return new Contents(path, Segments.areIn(fields) ? "NRRD segmentation" : "NRRD", items, remarks);
    }

    private static String title(Path path) {
        return FormatException.name(path).replaceFirst("(?i)(\\.seg)?\\.(nrrd|nhdr)$", "");
    }

    @Override
    public boolean writes(String fileName) {
        return endsAs(Path.of(fileName));
    }

    /// Always packed, in LPS, names and colours of labels as 3D Slicer writes them. NRRD knows no scale: the values themselves
    /// are written where there is one.
    ///
    /// @throws FormatException also for an `.nhdr`, which needs a second file for its samples: [#writeFiles] makes both
    @Override
    public void write(StoredImage image, String fileName, OutputStream out, Progress progress) throws IOException, FormatException {
        if (isHeader(fileName)) throw FormatException.of(fileName, "", "its samples need a file of their own.", "Let the name end in .nrrd.");
        StoredImage plain = Unscaled.of(image, progress.part(0, 0.3));
        out.write(NrrdWriter.header(plain.header(), ""));
        pack(plain, out, progress.part(plain == image ? 0 : 0.3, 1));
    }

    /// An `.nhdr` gets its samples in a `.raw.gz` beside it.
    @Override
    public void writeFiles(StoredImage image, String fileName, FileSink files, Progress progress) throws IOException, FormatException {
        if (!isHeader(fileName)) {
            Format.super.writeFiles(image, fileName, files, progress);
            return;
        }
        StoredImage plain = Unscaled.of(image, progress.part(0, 0.3));
        String data = fileName.substring(0, fileName.length() - ".nhdr".length()) + ".raw.gz";
        files.file(data, out -> pack(plain, out, progress.part(0.3, 1)));
        files.file(fileName, out -> out.write(NrrdWriter.header(plain.header(), data)));
    }

    /// Writes label maps that may overlap as the layers of one segmentation, as 3D Slicer does.
    ///
    /// @param layers of one channel, on one grid, of one type; each with its own table
    /// @param out left open
    public static void writeLayers(List<StoredImage> layers, OutputStream out, Progress progress) throws IOException, FormatException {
        SideBySide all = new SideBySide(layers);
        out.write(NrrdWriter.layers(all.header(), layers.stream().map(layer -> layer.header().table()).toList(), ""));
        pack(all, out, progress);
    }

    private static void pack(StoredImage image, OutputStream out, Progress progress) throws IOException, FormatException {
        try (BlockGzip packed = new BlockGzip(out)) {
            image.read(0, Math.toIntExact(image.header().sliceCount()), (index, samples) -> packed.write(samples), progress);
            packed.finish();
        }
    }

    private static boolean isHeader(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".nhdr");
    }
}
