package org.maskwright.format.nifti;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.maskwright.format.Contents;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.format.raw.BlockGzip;
import org.maskwright.format.raw.Packing;
import org.maskwright.format.raw.RawImage;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// NIfTI, the format of research: one header, one block of samples, positions in RAS+ millimetres.
public final class NiftiFormat implements Format {
    @Override
    public String id() {
        return "nifti";
    }

    @Override
    public String title() {
        return "NIfTI";
    }

    @Override
    public List<String> extensions() {
        return List.of(".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz");
    }

    @Override
    public int score(Path path, byte[] first) throws IOException {
        if (first.length == 0) return 0;
        if (NiftiHeader.version(isGzip(first) ? unpacked(first) : first) > 0) return 90;
        return endsAs(path) ? 30 : 0;
    }

    private static boolean isGzip(byte[] first) {
        return first.length > 1 && first[0] == 0x1F && first[1] == (byte) 0x8B;
    }

    /// What can be unpacked of the first bytes of a gzip file; nothing if they are damaged.
    private static byte[] unpacked(byte[] first) throws IOException {
        byte[] head = new byte[NiftiHeader.BYTES_2];
        int n = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(first))) {
            for (int got; n < head.length && (got = in.read(head, n, 1)) > 0; ) n += got;
        } catch (EOFException | ZipException e) {
            return Arrays.copyOf(head, n);
        }
        return Arrays.copyOf(head, n);
    }

    @Override
    public Contents describe(Path path, Progress progress) throws IOException, FormatException {
        Path headerFile = isPart(path, ".img") ? partner(path, ".img", ".hdr") : path;
        String name = FormatException.name(headerFile);
        byte[] first = first(headerFile);
        boolean compressed = isGzip(first);
        NiftiHeader header = NiftiHeader.parse(compressed ? inflatedHead(headerFile) : first, name);
        Path data = headerFile;
        if (!header.dataInSameFile()) {
            data = isPart(headerFile, ".hdr") ? partner(headerFile, ".hdr", ".img") : headerFile;
            if (data.equals(headerFile))
                throw FormatException.of(name, "byte 344", "its header says that the samples stand in a file of their own.", "Name it .hdr and put the .img beside it.");
            compressed = isGzip(first(data));
        }
        List<String> remarks = new ArrayList<>(header.remarks());
        if (!compressed && lower(data).endsWith(".gz")) remarks.add("It is not compressed, in spite of its name.");
        ImageHeader described = header.image();
        Optional<LabelTable> table = LabelExtension.find(extensions(headerFile, isGzip(first), header), header.order());
        if (table.isPresent()) described = described.withTable(table.get());
        RawImage.Part samples = new RawImage.Part(data, compressed ? 0 : header.dataOffset(), compressed ? header.dataOffset() : 0);
        RawImage image = new RawImage(FormatException.name(data), List.of(samples), compressed ? Packing.GZIP : Packing.NONE, header.order(), described).checked();
        Item item = new Item("image", title(path), image, remarks);
        return new Contents(path, "NIfTI-" + header.version(), List.of(item), List.of());
    }

    private static byte[] first(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(NiftiHeader.BYTES_2);
        }
    }

    private static byte[] inflatedHead(Path file) throws IOException, FormatException {
        try (InputStream raw = Files.newInputStream(file); InputStream in = new GZIPInputStream(raw)) {
            return in.readNBytes(NiftiHeader.BYTES_2);
        } catch (EOFException e) {
            throw FormatException.truncated(FormatException.name(file), "header", NiftiHeader.BYTES_1, -1);
        } catch (ZipException e) {
            throw FormatException.of(FormatException.name(file), "header", "the compressed data is damaged.", "Copy or export the file again.");
        }
    }

    /// The bytes between the header and the first sample; fewer if the file is damaged there, which reading samples will tell.
    private static byte[] extensions(Path file, boolean compressed, NiftiHeader header) throws IOException {
        int start = header.version() == 1 ? NiftiHeader.BYTES_1 : NiftiHeader.BYTES_2;
        long end = header.dataInSameFile() ? header.dataOffset() : Files.size(file);
        try (InputStream raw = Files.newInputStream(file); InputStream in = compressed ? new GZIPInputStream(raw) : raw) {
            in.skipNBytes(start);
            return in.readNBytes((int) Math.clamp(end - start, 0, LabelExtension.MOST_BYTES));
        } catch (EOFException | ZipException e) {
            return new byte[0];
        }
    }

    private static String lower(Path path) {
        return FormatException.name(path).toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(Path path, String ending) {
        return lower(path).endsWith(ending) || lower(path).endsWith(ending + ".gz");
    }

    /// The other half of a pair, compressed or not.
    private static Path partner(Path path, String from, String to) throws FormatException {
        String name = FormatException.name(path);
        String stem = name.substring(0, lower(path).lastIndexOf(from));
        boolean upper = name.substring(stem.length()).startsWith(from.toUpperCase(Locale.ROOT));
        for (String ending : List.of(to, to + ".gz")) {
            Path other = path.resolveSibling(stem + (upper ? ending.toUpperCase(Locale.ROOT) : ending));
            if (Files.isRegularFile(other)) return other;
        }
        throw FormatException.of(name, "", "its other half, " + stem + to + " or " + stem + to + ".gz, is not beside it.", "Put both files into one folder.");
    }

    private static String title(Path path) {
        return FormatException.name(path).replaceFirst("(?i)\\.(nii|hdr|img)(\\.gz)?$", "");
    }

    @Override
    public boolean writes(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }

    @Override
    public void write(StoredImage image, String fileName, OutputStream out, Progress progress) throws IOException, FormatException {
        byte[] header = NiftiWriter.header(image.header(), fileName);
        int slices = Math.toIntExact(image.header().sliceCount());
        if (!fileName.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            out.write(header);
            image.read(0, slices, (index, samples) -> out.write(samples), progress);
            return;
        }
        try (BlockGzip packed = new BlockGzip(out)) {
            packed.write(header);
            image.read(0, slices, (index, samples) -> packed.write(samples), progress);
            packed.finish();
        }
    }
}
