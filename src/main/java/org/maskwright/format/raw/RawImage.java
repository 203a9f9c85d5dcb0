package org.maskwright.format.raw;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
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
                long skip = Math.max(0, part.skip());
                if (held - skip < least) throw FormatException.truncated(file, "samples of " + header.size() + " voxels", least, Math.max(0, held - skip));
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
        int bytes = Math.toIntExact(header.sliceBytes()), width = header.type().bytes();
        Memory.require(name, bytes);
        byte[] slice = new byte[bytes];
        boolean turn = order == ByteOrder.BIG_ENDIAN && width > 1 && packing != Packing.TEXT;
        int at = from;
        try (Run run = new Run((long) from * bytes)) {
            for (; at < to; at++) {
                progress.at((double) (at - from) / (to - from), "slice " + (at + 1 - from) + " of " + (to - from));
                run.fill(slice);
                if (turn) reverse(slice, width);
                sink.slice(at, slice);
            }
            if (to == header.sliceCount()) run.finish();
        } catch (EOFException e) {
            throw FormatException.unexpected(name, place(at), Memory.text(header.bytes()) + " of samples", "the end of the data", "The file is cut short: copy or export it again.");
        } catch (ZipException e) {
            throw FormatException.of(name, place(at), "the compressed data is damaged.", "Copy or export the file again.");
        } catch (SpeltSamples.Unreadable e) {
            throw FormatException.unexpected(name, place(at), e.expected(), e.found(), "Export the file again.");
        }
    }

    private String place(int slice) {
        return "slice " + (slice + 1) + " of " + header.sliceCount();
    }

    /// The samples of all parts as one stream.
    private final class Run implements AutoCloseable {
        private int part;
        private long left;
        private InputStream in = InputStream.nullInputStream();

        Run(long position) throws IOException {
            part = (int) (position / partBytes());
            if (part == parts.size()) return;
            open(position % partBytes());
        }

        private void open(long position) throws IOException {
            in = PartStream.open(parts.get(part), packing, header.type(), order, partBytes(), position);
            left = partBytes() - position;
        }

        void fill(byte[] out) throws IOException {
            for (int at = 0; at < out.length; ) {
                if (left == 0) next();
                int n = (int) Math.min(left, out.length - at), got = in.readNBytes(out, at, n);
                if (got < n) throw new EOFException();
                at += n;
                left -= n;
            }
        }

        private void next() throws IOException {
            finish();
            in.close();
            part++;
            open(0);
        }

        /// Reads on to the end of a packed file that should end here, so that its checksum is compared.
        void finish() throws IOException {
            if (packing.isPacked()) in.read();
        }

        @Override
        public void close() throws IOException {
            in.close();
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
