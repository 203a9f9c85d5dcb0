package org.maskwright.format.metaimage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;

/// Spells `.mha`: LPS, little-endian, zlib. The header tells how long the packed samples are, so these wait in memory.
final class MetaWriter {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Deflater deflater;
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] chunk = new byte[CHUNK_BYTES];
    private int used;
    private long length;

    private MetaWriter(Deflater deflater) {
        this.deflater = deflater;
    }

    static void write(StoredImage image, OutputStream out, Progress progress) throws IOException, FormatException {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            MetaWriter writer = new MetaWriter(deflater);
            int slices = Math.toIntExact(image.header().sliceCount());
            if (image.header().interleaved()) image.read(0, slices, (index, samples) -> writer.pack(samples), progress);
            else writer.packTogether(image, slices, progress);
            deflater.finish();
            writer.drain();
            out.write(header(image.header(), writer.length).getBytes(StandardCharsets.UTF_8));
            for (byte[] full : writer.chunks) out.write(full);
            out.write(writer.chunk, 0, writer.used);
        }
    }

    private void pack(byte[] samples) {
        deflater.setInput(samples);
        drain();
    }

    private void drain() {
        for (int n; (n = deflater.deflate(chunk, used, CHUNK_BYTES - used)) > 0; ) {
            used += n;
            length += n;
            if (used < CHUNK_BYTES) continue;
            chunks.add(chunk);
            chunk = new byte[CHUNK_BYTES];
            used = 0;
        }
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

    private static String header(ImageHeader image, long packedBytes) {
        Affine lps = image.geometry().toPatient();
        boolean series = image.frames() > 1;
        StringBuilder matrix = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            Point step = lps.column(axis);
            matrix.append(' ').append(text(step.times(1 / step.length()))).append(series ? " 0" : "");
        }
        return "ObjectType = Image\nNDims = " + (series ? 4 : 3) + "\nBinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = True\nCompressedDataSize = " + packedBytes
                + "\nTransformMatrix =" + matrix + (series ? " 0 0 0 1" : "")
                + "\nOffset = " + text(lps.origin()) + (series ? " 0" : "")
                + "\nCenterOfRotation = 0 0 0" + (series ? " 0" : "")
                + "\nAnatomicalOrientation = RAI" // its letters name where an axis comes from: this is LPS+
                + "\nElementSpacing = " + text(image.geometry().spacingMm()) + (series ? " 1" : "")
                + "\nDimSize = " + image.size().x() + " " + image.size().y() + " " + image.size().z() + (series ? " " + image.frames() : "")
                + (image.channels() > 1 ? "\nElementNumberOfChannels = " + image.channels() : "")
                + "\nElementType = " + type(image.type()) + "\nElementDataFile = LOCAL\n";
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
