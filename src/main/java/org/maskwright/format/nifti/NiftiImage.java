package org.maskwright.format.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// The samples of one NIfTI file, behind its header or in a file of their own.
///
/// @param data the file with the samples
/// @param compressed whether it is gzip
/// @param offset byte of the first sample, after decompression
/// @param order of the bytes of one sample
record NiftiImage(Path data, boolean compressed, long offset, ByteOrder order, ImageHeader header) implements StoredImage {
    private static final int BUFFER_BYTES = 1 << 17;
    /// Deflate cannot pack better than 1032 : 1 (RFC 1951: 258 bytes in two bits).
    private static final long DEFLATE_LIMIT = 1032;
    /// Nothing that a scanner or a hand drew packs so well at such a size.
    private static final long BOMB_RATIO = 400, BOMB_BYTES = 4L << 30;

    @Override
    public String name() {
        return FormatException.name(data);
    }

    /// Refuses, before anything is allocated, a file that cannot hold what its header claims.
    ///
    /// @return this
    NiftiImage checked() throws IOException, FormatException {
        long held = Files.size(data), claimed = header.bytes();
        if (!compressed) {
            if (held < offset + claimed) throw FormatException.truncated(name(), "byte " + offset + ", samples of " + header.size() + " voxels", offset + claimed, held);
            return this;
        }
        if (claimed / DEFLATE_LIMIT > held)
            throw FormatException.unexpected(name(), "", "at least " + claimed / DEFLATE_LIMIT + " bytes, to unpack to the " + Memory.text(claimed) + " its header claims",
                    "only " + held + " bytes", "The file is cut short or its header is wrong: copy or export it again.");
        if (claimed > BOMB_BYTES && claimed / BOMB_RATIO > held)
            throw FormatException.of(name(), "", Memory.text(held) + " would unpack to " + Memory.text(claimed) + ", which no scan does.",
                    "Do not open it, or unpack it by hand if you trust it.");
        return this;
    }

    @Override
    public boolean readsAnySliceAtOnce() {
        return !compressed;
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        int bytes = Math.toIntExact(header.sliceBytes()), width = header.type().bytes();
        long count = header.sliceCount();
        Memory.require(name(), bytes);
        byte[] slice = new byte[bytes];
        int at = from;
        try (InputStream in = open(offset + (long) from * bytes)) {
            for (; at < to; at++) {
                progress.at((double) (at - from) / (to - from), "slice " + (at + 1 - from) + " of " + (to - from));
                int got = in.readNBytes(slice, 0, bytes);
                if (got < bytes) throw cutShort(at, got);
                if (order == ByteOrder.BIG_ENDIAN && width > 1) reverse(slice, width);
                sink.slice(at, slice);
            }
            if (to == count) finish(in);
        } catch (EOFException e) {
            throw cutShort(at, 0);
        } catch (ZipException e) {
            throw damaged(at);
        }
    }

    /// Reads on to the end of a compressed file that should end here, so that its checksum is compared.
    private void finish(InputStream in) throws IOException {
        if (compressed) in.readNBytes(BUFFER_BYTES);
    }

    private InputStream open(long position) throws IOException {
        if (!compressed) {
            SeekableByteChannel channel = Files.newByteChannel(data);
            return Channels.newInputStream(channel.position(position));
        }
        InputStream file = Files.newInputStream(data);
        boolean open = false;
        try {
            InputStream in = new GZIPInputStream(file, BUFFER_BYTES);
            in.skipNBytes(position);
            open = true;
            return in;
        } finally {
            if (!open) file.close();
        }
    }

    private FormatException cutShort(int slice, int got) {
        return FormatException.truncated(name(), "slice " + (slice + 1) + " of " + header.sliceCount(), header.bytes(), slice * header.sliceBytes() + got);
    }

    private FormatException damaged(int slice) {
        return FormatException.of(name(), "slice " + (slice + 1) + " of " + header.sliceCount(), "the compressed data is damaged.", "Copy or export the file again.");
    }

    private static void reverse(byte[] samples, int width) {
        for (int i = 0; i < samples.length; i += width) {
            for (int a = i, b = i + width - 1; a < b; a++, b--) {
                byte kept = samples[a];
                samples[a] = samples[b];
                samples[b] = kept;
            }
        }
    }
}
