package org.maskwright.format.metaimage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.maskwright.format.FileSink;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.raw.SegmentKeys;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;

/// Spells `.mha` and `.mhd`: LPS, little-endian, zlib. The header tells how long the packed samples are, so those of an `.mha`
/// wait in memory.
final class MetaWriter {
    private static final String LOCAL = "LOCAL";
    private static final int CHUNK_BYTES = 1 << 20;

    /// Takes packed bytes.
    private interface Out {
        void take(byte[] bytes, int length) throws IOException;
    }

    private final Deflater deflater;
    private final Out out;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long length;

    private MetaWriter(Deflater deflater, Out out) {
        this.deflater = deflater;
        this.out = out;
    }

    static void write(StoredImage image, OutputStream out, Progress progress) throws IOException, FormatException {
        List<byte[]> chunks = new ArrayList<>();
        long length = pack(image, (bytes, n) -> chunks.add(Arrays.copyOf(bytes, n)), progress);
        out.write(header(image.header(), length, LOCAL));
        for (byte[] packed : chunks) out.write(packed);
    }

    /// The samples first, so that a header never stands without them.
    static void writeApart(StoredImage image, String fileName, FileSink files, Progress progress) throws IOException, FormatException {
        String data = fileName.substring(0, fileName.length() - ".mhd".length()) + ".zraw";
        long[] length = new long[1];
        files.file(data, out -> length[0] = pack(image, (bytes, n) -> out.write(bytes, 0, n), progress));
        files.file(fileName, out -> out.write(header(image.header(), length[0], data)));
    }

    /// @return how many packed bytes there were
    private static long pack(StoredImage image, Out out, Progress progress) throws IOException, FormatException {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            MetaWriter writer = new MetaWriter(deflater, out);
            int slices = Math.toIntExact(image.header().sliceCount());
            if (image.header().interleaved()) image.read(0, slices, (index, samples) -> writer.pack(samples), progress);
            else writer.packTogether(image, slices, progress);
            deflater.finish();
            writer.drain();
            return writer.length;
        }
    }

    private void pack(byte[] samples) throws IOException {
        deflater.setInput(samples);
        drain();
    }

    private void drain() throws IOException {
        for (int n; (n = deflater.deflate(chunk)) > 0; length += n) out.take(chunk, n);
    }

    /// Puts components that follow one another side by side, as MetaImage wants them.
    private void packTogether(StoredImage image, int slices, Progress progress) throws IOException, FormatException {
        ImageHeader header = image.header();
        Memory.require(image.name(), header.bytes());
        byte[][] held = new byte[slices][];
        image.read(0, slices, (index, samples) -> held[index] = samples.clone(), progress);
        int run = slices / header.channels(), width = header.type().bytes(), bytes = Math.toIntExact(header.sliceBytes());
        byte[] together = new byte[Math.multiplyExact(bytes, header.channels())];
        for (int slice = 0; slice < run; slice++) {
            for (int c = 0; c < header.channels(); c++)
                for (int i = 0; i < bytes; i += width) System.arraycopy(held[c * run + slice], i, together, i * header.channels() + c * width, width);
            pack(together);
        }
    }

    private static byte[] header(ImageHeader image, long packedBytes, String dataFile) {
        Affine lps = image.geometry().toPatient();
        boolean series = image.frames() > 1;
        StringBuilder matrix = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            Point step = lps.column(axis);
            matrix.append(' ').append(text(step.times(1 / step.length()))).append(series ? " 0" : "");
        }
        StringBuilder labels = new StringBuilder();
        SegmentKeys.of(image).forEach((key, text) -> labels.append('\n').append(key).append(" = ").append(text));
        String text = "ObjectType = Image\nNDims = " + (series ? 4 : 3) + "\nBinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = True\nCompressedDataSize = " + packedBytes
                + "\nTransformMatrix =" + matrix + (series ? " 0 0 0 1" : "")
                + "\nOffset = " + text(lps.origin()) + (series ? " 0" : "")
                + "\nCenterOfRotation = 0 0 0" + (series ? " 0" : "")
                + "\nAnatomicalOrientation = RAI" // its letters name where an axis comes from: this is LPS+
                + "\nElementSpacing = " + text(image.geometry().spacingMm()) + (series ? " 1" : "")
                + "\nDimSize = " + image.size().x() + " " + image.size().y() + " " + image.size().z() + (series ? " " + image.frames() : "")
                + (image.channels() > 1 ? "\nElementNumberOfChannels = " + image.channels() : "")
                + labels
                + "\nElementType = " + type(image.type()) + "\nElementDataFile = " + dataFile + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Point p) {
        return p.x() + " " + p.y() + " " + p.z();
    }

    private static String type(SampleType type) {
        return switch (type) {
            case UINT8 -> "MET_UCHAR";
            case INT8 -> "MET_CHAR";
            case UINT16 -> "MET_USHORT";
            case INT16 -> "MET_SHORT";
            case UINT32 -> "MET_UINT";
            case INT32 -> "MET_INT";
            case UINT64 -> "MET_ULONG_LONG";
            case INT64 -> "MET_LONG_LONG";
            case FLOAT32 -> "MET_FLOAT";
            case FLOAT64 -> "MET_DOUBLE";
        };
    }
}
