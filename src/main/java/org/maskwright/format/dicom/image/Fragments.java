package org.maskwright.format.dicom.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.format.dicom.data.BulkData;
import org.maskwright.format.dicom.data.ByteSource;

/// Encapsulated pixel data (PS3.5, A.4): an offset table, which may be empty, and fragments that make up frames.
final class Fragments {
    private static final int ITEM = 0xFFFEE000, END = 0xFFFEE0DD;

    private record Fragment(long position, int length) {}

    private final ByteSource source;
    private final List<List<Fragment>> frames;

    private Fragments(ByteSource source, List<List<Fragment>> frames) {
        this.source = source;
        this.frames = frames;
    }

    /// Finds the fragments of each of `count` frames, without reading them.
    ///
    /// @param extendedOffsets the extended offset table; empty if there is none
    static Fragments find(ByteSource source, BulkData data, int count, long[] extendedOffsets) throws IOException, FormatException {
        List<Fragment> fragments = new ArrayList<>();
        long position = data.position();
        while (true) {
            byte[] header = new byte[8];
            int got = source.read(position, header, 0, 8);
            // the last delimiter is sometimes forgotten, and then the file ends where it should stand
            if (got == 0 && fragments.size() > count) break;
            if (got < 8) throw FormatException.truncated(source.name(), "byte " + position + ", a fragment's header", 8, got);
            int tag = word(header, 0) << 16 | word(header, 2);
            long length = word(header, 4) | (long) word(header, 6) << 16;
            if (tag == END) break;
            if (tag != ITEM) throw FormatException.unexpected(source.name(), "byte " + position, "a fragment of pixel data", String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF),
                    "The pixel data is damaged: copy or export the file again.");
            if (length > Integer.MAX_VALUE - 64 || !source.has(position + 8, length)) throw FormatException.of(source.name(), "byte " + position,
                    "a fragment of " + length + " bytes begins here, but the file ends before that.", "The file is cut short: copy or export it again.");
            fragments.add(new Fragment(position + 8, (int) length));
            position += 8 + length;
        }
        if (fragments.isEmpty()) throw FormatException.unexpected(source.name(), "pixel data", "fragments", "none", "The file is cut short: copy or export it again.");
        Fragment table = fragments.removeFirst();
        long base = table.position + table.length;
        List<List<Fragment>> frames = count == 1 ? List.of(fragments)
                : fragments.size() == count ? fragments.stream().map(List::of).toList()
                : extendedOffsets.length == count ? byOffsets(source.name(), fragments, base, extendedOffsets)
                : table.length == 4 * count ? byOffsets(source.name(), fragments, base, offsets(source, table))
                : byMarkers(source, fragments);
        if (frames.size() != count || frames.stream().anyMatch(List::isEmpty)) throw FormatException.unexpected(source.name(), "pixel data", count + " frames",
                fragments.size() + " fragments that cannot be shared among them", "The pixel data is damaged: copy or export the file again.");
        return new Fragments(source, frames);
    }

    private static int word(byte[] b, int at) {
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8;
    }

    private static long[] offsets(ByteSource source, Fragment table) throws IOException, FormatException {
        byte[] bytes = read(source, table);
        long[] offsets = new long[bytes.length / 4];
        for (int i = 0; i < offsets.length; i++) offsets[i] = word(bytes, 4 * i) | (long) word(bytes, 4 * i + 2) << 16;
        return offsets;
    }

    private static List<List<Fragment>> byOffsets(String name, List<Fragment> fragments, long base, long[] offsets) throws FormatException {
        List<List<Fragment>> frames = new ArrayList<>();
        int next = 0;
        for (int f = 0; f < offsets.length; f++) {
            long end = f + 1 < offsets.length ? offsets[f + 1] : Long.MAX_VALUE;
            if (next >= fragments.size() || fragments.get(next).position - 8 - base != offsets[f])
                throw FormatException.unexpected(name, "the offset table", "the start of a fragment for frame " + (f + 1), String.valueOf(offsets[f]),
                        "The pixel data is damaged: copy or export the file again.");
            List<Fragment> frame = new ArrayList<>();
            while (next < fragments.size() && fragments.get(next).position - 8 - base < end) frame.add(fragments.get(next++));
            frames.add(frame);
        }
        return frames;
    }

    /// Without a table, a frame begins where a fragment begins as JPEG or JPEG 2000 do.
    private static List<List<Fragment>> byMarkers(ByteSource source, List<Fragment> fragments) throws IOException, FormatException {
        List<List<Fragment>> frames = new ArrayList<>();
        byte[] start = new byte[4];
        for (Fragment fragment : fragments) {
            boolean begins = source.read(fragment.position, start, 0, 4) == 4 && (start[0] & 0xFF) == 0xFF
                    && ((start[1] & 0xFF) == 0xD8 && (start[2] & 0xFF) == 0xFF || (start[1] & 0xFF) == 0x4F && (start[2] & 0xFF) == 0xFF);
            if (begins) frames.add(new ArrayList<>());
            if (frames.isEmpty()) return List.of();
            frames.getLast().add(fragment);
        }
        return frames;
    }

    /// The packed bytes of a frame, joined.
    byte[] frame(int index) throws IOException, FormatException {
        List<Fragment> parts = frames.get(index);
        if (parts.size() == 1) return read(source, parts.getFirst());
        long total = 0;
        for (Fragment part : parts) total += part.length;
        if (total > Integer.MAX_VALUE - 64) throw FormatException.unsupported(source.name(), "", "a packed frame of " + total + " bytes", "Cut the image down.");
        Memory.require(source.name(), total);
        byte[] joined = new byte[(int) total];
        int at = 0;
        for (Fragment part : parts) {
            byte[] bytes = read(source, part);
            System.arraycopy(bytes, 0, joined, at, bytes.length);
            at += bytes.length;
        }
        return joined;
    }

    private static byte[] read(ByteSource source, Fragment fragment) throws IOException, FormatException {
        Memory.require(source.name(), fragment.length);
        byte[] bytes = new byte[fragment.length];
        int got = source.read(fragment.position, bytes, 0, bytes.length);
        if (got < bytes.length) throw FormatException.truncated(source.name(), "pixel data", bytes.length, got);
        return bytes;
    }
}
