package org.maskwright.format.raw;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.ParallelSlices;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// Plain samples, behind a header or in files of their own.
///
/// @param name what messages call it
/// @param parts where the samples are: equal shares, one after another
/// @param order of the bytes of one sample; of no meaning in text
public record RawImage(String name, List<Part> parts, Packing packing, ByteOrder order, ImageHeader header) implements StoredImage {
    /// One file with samples.
    ///
    /// @param offset byte at which the samples, or what unpacks to them, begin
    /// @param skip bytes to leave out after unpacking; [#FROM_THE_END] if the samples are the last bytes there
    public record Part(Path file, long offset, long skip) {
        public static final long FROM_THE_END = -1;
    }

    /// The most that is asked for at once: what the system copies through a buffer of its own.
    private static final int PIECE_BYTES = 1 << 20;
    /// Nothing that a scanner or a hand drew packs so well at such a size.
    private static final long BOMB_RATIO = 400, BOMB_BYTES = 4L << 30;

    public RawImage {
        parts = List.copyOf(parts);
    }

    @Override
    public boolean readsAnySliceAtOnce() {
        return packing == Packing.NONE;
    }

    /// Bytes of samples in one part.
    private long partBytes() {
        return header.bytes() / parts.size();
    }

    /// Refuses, before anything is allocated, files that cannot hold what the header claims.
    ///
    /// @return this
    /// @throws FormatException if a file is absent or too short, or the samples cannot be shared out among the parts
    public RawImage checked() throws IOException, FormatException {
        long claimed = partBytes();
        int width = header.type().bytes();
        if (claimed * parts.size() != header.bytes() || claimed % width != 0)
            throw FormatException.unexpected(name, "data file", "as many files as share the samples equally", parts.size() + " files for " + header.bytes() + " bytes", "Export it again.");
        for (Part part : parts) {
            long held = Files.size(part.file()) - part.offset(), least = packing.leastBytes(claimed / width, width);
            String file = FormatException.name(part.file());
            if (packing == Packing.NONE) {
                long start = part.offset() + Math.max(0, part.skip());
                if (Files.size(part.file()) < start + least)
                    throw FormatException.truncated(file, "byte " + start + ", samples of " + header.size() + " voxels", start + least, Files.size(part.file()));
            } else if (held < least) {
                throw FormatException.unexpected(file, "", "at least " + least + " bytes, to hold the " + Memory.text(claimed) + " its header claims",
                        "only " + Math.max(0, held) + " bytes", "The file is cut short or its header is wrong: copy or export it again.");
            }
            if (packing.isPacked() && claimed > BOMB_BYTES && claimed / BOMB_RATIO > held)
                throw FormatException.of(file, "", Memory.text(held) + " would unpack to " + Memory.text(claimed) + ", which no scan does.",
                        "Do not open it, or unpack it by hand if you trust it.");
        }
        return this;
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        read(from, to, false, sink, progress);
    }

    @Override
    public void readUnordered(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        read(from, to, true, sink, progress);
    }

    private void read(int from, int to, boolean unordered, SliceSink sink, Progress progress) throws IOException, FormatException {
        long bytes = header.sliceBytes();
        if (packing == Packing.NONE) ParallelSlices.read(name, from, to, bytes, 0, Plain::new, unordered, sink, progress);
        else ParallelSlices.ahead(name, from, to, bytes, new Run(from * bytes), sink, progress);
    }

    /// Makes slices, the first byte lowest.
    private abstract class Slices implements ParallelSlices.Maker {
        private final boolean turn = order == ByteOrder.BIG_ENDIAN && header.type().bytes() > 1 && packing != Packing.TEXT;

        @Override
        public void make(int index, byte[] out) throws IOException, FormatException {
            String place = "slice " + (index + 1) + " of " + header.sliceCount();
            try {
                fill(index, out);
            } catch (EOFException e) {
                throw FormatException.unexpected(name, place, (header.bytes() < 1_000_000 ? header.bytes() + " bytes" : Memory.text(header.bytes())) + " of samples", "the end of the data", "The file is cut short: copy or export it again.");
            } catch (ZipException e) {
                throw FormatException.of(name, place, "the compressed data is damaged.", "Copy or export the file again.");
            } catch (SpeltSamples.Unreadable e) {
                throw FormatException.unexpected(name, place, e.expected(), e.found(), "Export the file again.");
            }
            if (turn) reverse(out, header.type().bytes());
        }

        abstract void fill(int index, byte[] out) throws IOException;
    }

    /// Samples that lie in their files as they are: any slice at once.
    private final class Plain extends Slices {
        private int part = -1;
        private @Nullable FileChannel channel;

        @Override
        void fill(int index, byte[] out) throws IOException {
            long position = (long) index * out.length;
            for (int at = 0; at < out.length; ) {
                int wanted = (int) (position / partBytes());
                long start = position % partBytes();
                int n = (int) Math.min(Math.min(partBytes() - start, out.length - at), PIECE_BYTES);
                FileChannel in = open(wanted);
                Part p = parts.get(wanted);
                long first = p.skip() == Part.FROM_THE_END ? in.size() - partBytes() : p.offset() + p.skip();
                int got = in.read(ByteBuffer.wrap(out, at, n), first + start);
                if (got < 0) throw new EOFException();
                at += got;
                position += got;
            }
        }

        private FileChannel open(int wanted) throws IOException {
            if (channel != null && part == wanted) return channel;
            close();
            part = wanted;
            return channel = FileChannel.open(parts.get(wanted).file());
        }

        @Override
        public void close() throws IOException {
            if (channel != null) channel.close();
        }
    }

    /// The samples of all parts as one stream, from a byte on.
    private final class Run extends Slices {
        private int part;
        private long left;
        private @Nullable InputStream in;

        Run(long position) {
            part = (int) (position / partBytes());
            left = partBytes() - position % partBytes();
        }

        @Override
        void fill(int index, byte[] out) throws IOException {
            for (int at = 0; at < out.length; ) {
                if (left == 0) next();
                if (in == null) in = PartStream.open(parts.get(part), packing, header.type(), order, partBytes(), partBytes() - left);
                int n = (int) Math.min(left, out.length - at), got = in.readNBytes(out, at, n);
                if (got < n) throw new EOFException();
                at += n;
                left -= n;
            }
            if (index + 1 == header.sliceCount()) finish();
        }

        private void next() throws IOException {
            finish();
            close();
            in = null;
            part++;
            left = partBytes();
        }

        /// Reads on to the end of a packed file that should end here, so that its checksum is compared.
        private void finish() throws IOException {
            if (in != null && packing.isPacked()) in.readNBytes(PIECE_BYTES);
        }

        @Override
        public void close() throws IOException {
            if (in != null) in.close();
        }
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
