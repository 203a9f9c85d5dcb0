package org.maskwright.format.raw;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.maskwright.format.SampleType;

/// One file's samples, packed or spelt out there, from a chosen byte on.
final class PartStream {
    private static final int BUFFER_BYTES = 1 << 17;

    private PartStream() {}

    /// @param bytes of samples in the part
    /// @param position the first of them to give
    static InputStream open(RawImage.Part part, Packing packing, SampleType type, ByteOrder order, long bytes, long position) throws IOException {
        long skip = part.skip() == RawImage.Part.FROM_THE_END ? length(part, packing, type, order) - bytes : part.skip();
        if (skip < 0) throw new EOFException();
        return skipped(part, packing, type, order, skip + position);
    }

    /// How many bytes there are after unpacking: read once to learn it.
    private static long length(RawImage.Part part, Packing packing, SampleType type, ByteOrder order) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long length = 0;
        try (InputStream in = skipped(part, packing, type, order, 0)) {
            for (int n; (n = in.read(buffer)) > 0; ) length += n;
        }
        return length;
    }

    private static InputStream skipped(RawImage.Part part, Packing packing, SampleType type, ByteOrder order, long skip) throws IOException {
        InputStream file = at(part.file(), part.offset());
        boolean open = false;
        try {
            InputStream in = switch (packing) {
                case NONE -> throw new IllegalStateException("plain samples are no stream");
                case GZIP -> new GZIPInputStream(file, BUFFER_BYTES);
                case BZIP2 -> new Bzip2Stream(file);
                case ZLIB -> new InflaterInputStream(file, new Inflater(), BUFFER_BYTES);
                case TEXT -> new SpeltSamples.Text(new BufferedInputStream(file, BUFFER_BYTES), type);
                case HEX -> new SpeltSamples.Hex(new BufferedInputStream(file, BUFFER_BYTES));
            };
            in.skipNBytes(skip);
            open = true;
            return in;
        } finally {
            if (!open) file.close();
        }
    }

    private static InputStream at(Path file, long position) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        return Channels.newInputStream(channel.position(position));
    }
}
