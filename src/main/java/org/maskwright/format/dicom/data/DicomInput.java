package org.maskwright.format.dicom.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;

/// Reads data elements one after another out of a [ByteSource] (PS3.5, 7), and stops before the pixel data.
///
/// Forgiving where no pixel can come out wrong: implicit elements in an explicit data set, unknown representations,
/// sequences with a wrong length. Strict about the end: an element that reaches past it is an error.
final class DicomInput {
    /// Deeper nesting than this is an attack or an accident; real files stay under ten.
    private static final int DEEPEST = 32;

    /// Larger values stay in the file.
    private static final long LARGEST_IN_MEMORY = 1 << 20;

    private static final long UNDEFINED = 0xFFFFFFFFL;

    private final ByteSource source;
    private final byte[] window = new byte[1 << 13];
    private long windowStart;
    private int windowCount;
    private long position;

    DicomInput(ByteSource source, long position) {
        this.source = source;
        this.position = position;
    }

    long position() {
        return position;
    }

    /// Reads elements up to the end of the source, or up to the first pixel data, which is noted but not read.
    void readDataset(Attributes into, boolean explicitVr, boolean bigEndian) throws IOException, FormatException {
        read(into, Long.MAX_VALUE, new Spelling(explicitVr, bigEndian), 0, false);
    }

    /// Reads the elements of group 2 and stands at the first that is of another.
    void readMeta(Attributes into) throws IOException, FormatException {
        read(into, Long.MAX_VALUE, new Spelling(true, false), 0, true);
    }

    private record Spelling(boolean explicitVr, boolean bigEndian) {}

    /// Reads elements until `end`, a delimiter (if `end` is unknown), the end of the source (at depth 0), or pixel data.
    private void read(Attributes into, long end, Spelling spelling, int depth, boolean metaOnly) throws IOException, FormatException {
        while (position < end) {
            if (depth == 0 && !source.has(position, 1)) return;
            long start = position;
            if (depth == 0 && !source.has(position, 8)) {
                if (onlyZerosLeft()) return;
                throw cut(start, "an element's header", 8);
            }
            int tag = u16(spelling) << 16 | u16(spelling);
            if (metaOnly && Tag.group(tag) != 2) {
                position = start;
                return;
            }
            if (Tag.group(tag) == 0xFFFE) {
                long length = u32(spelling);
                if (tag == Tag.ItemDelimitationItem || tag == Tag.SequenceDelimitationItem) {
                    if (depth > 0) {
                        if (tag == Tag.SequenceDelimitationItem) position = start; // the item's own end is missing; the sequence's is not
                        return;
                    }
                    continue; // a stray delimiter between elements hurts nobody
                }
                if (length != UNDEFINED && source.has(position, length)) position += length; // a stray item, such as one whose sequence lost its name
                continue;
            }
            if (depth == 0 && tag == 0 && onlyZerosLeft()) return;
            VR vr;
            long length;
            Spelling valueSpelling = spelling;
            if (spelling.explicitVr) {
                int first = u8(), second = u8();
                @Nullable VR known = VR.of(first, second).orElse(null);
                if (known == null && !(VR.isLetter(first) && VR.isLetter(second)) && !(first == ' ' || first == '?' || first == '-')) {
                    position -= 2; // an implicit element in an explicit data set
                    vr = ElementDictionary.vrOf(tag, isSigned(into));
                    length = u32(spelling);
                } else {
                    vr = known == null ? VR.UN : known;
                    boolean isBlank = known == null && !VR.isLetter(first); // of old, when there were short lengths alone
                    if (vr.hasLongLength() && !isBlank) {
                        u16(spelling);
                        length = u32(spelling);
                    } else {
                        length = u16(spelling);
                    }
                    if (vr == VR.UN && (length == UNDEFINED || !spelling.bigEndian)) { // what a writer did not know is spelt in implicit little endian (PS3.5, 6.2.2)
                        if (length != UNDEFINED) vr = ElementDictionary.vrOf(tag, isSigned(into));
                        valueSpelling = new Spelling(false, false);
                    }
                }
            } else {
                vr = ElementDictionary.vrOf(tag, isSigned(into));
                length = u32(spelling);
            }
            if (depth == 0 && Tag.isPixelData(tag)) {
                into.put(tag, new BulkData(vr, position, length == UNDEFINED ? -1 : length, spelling.bigEndian));
                return;
            }
            readValue(into, tag, vr, length, start, end, valueSpelling, depth);
        }
    }

    private void readValue(Attributes into, int tag, VR vr, long length, long start, long end, Spelling spelling, int depth) throws IOException, FormatException {
        if (length == UNDEFINED) {
            if (vr != VR.SQ && vr != VR.UN && spelling.explicitVr) {
                if (vr == VR.OB || vr == VR.OW) { // encapsulated, but not the image: an icon's pixels
                    skipFragments(tag, spelling);
                    return;
                }
                throw damaged(start, "element " + Tag.toString(tag) + " of type " + vr + " has no length.");
            }
            if (Tag.isPixelData(tag)) skipFragments(tag, spelling);
            else into.put(tag, readItems(into, Long.MAX_VALUE, spelling, depth, tag));
            return;
        }
        long valueEnd = position + length;
        if (valueEnd > end || !source.has(position, length)) throw cut(start, "element " + Tag.toString(tag), length);
        if (vr == VR.SQ) {
            long valueStart = position;
            try {
                into.put(tag, readItems(into, valueEnd, spelling, depth, tag));
            } catch (FormatException e) { // its length says where the next element is, so only this sequence is lost
                if (depth > DEEPEST) throw e;
                into.put(tag, new BulkData(VR.UN, valueStart, length, spelling.bigEndian));
            }
            position = valueEnd;
        } else if (length > LARGEST_IN_MEMORY) {
            into.put(tag, new BulkData(vr, position, length, spelling.bigEndian));
            position = valueEnd;
        } else {
            into.put(tag, vr, bytes((int) length), spelling.bigEndian);
        }
    }

    private List<Attributes> readItems(Attributes parent, long end, Spelling spelling, int depth, int sequence) throws IOException, FormatException {
        if (depth >= DEEPEST) throw damaged(position, "sequences are nested more than " + DEEPEST + " deep.");
        List<Attributes> items = new ArrayList<>();
        while (position < end) {
            long start = position;
            int tag = u16(spelling) << 16 | u16(spelling);
            long length = u32(spelling);
            if (tag == Tag.SequenceDelimitationItem) return items;
            if (tag != Tag.Item) throw damaged(start, "expected an item of sequence " + Tag.toString(sequence) + ", found " + Tag.toString(tag) + ".");
            long itemEnd = length == UNDEFINED ? Long.MAX_VALUE : position + length;
            if (length != UNDEFINED && itemEnd > end) itemEnd = end; // the sequence's length is right as often as the item's
            if (itemEnd != Long.MAX_VALUE && !source.has(position, itemEnd - position))
                throw cut(start, "an item of sequence " + Tag.toString(sequence), length);
            Attributes item = new Attributes(source.name(), parent);
            read(item, itemEnd, spelling, depth + 1, false);
            if (itemEnd != Long.MAX_VALUE) position = itemEnd;
            items.add(item);
        }
        return items;
    }

    private void skipFragments(int tag, Spelling spelling) throws IOException, FormatException {
        while (true) {
            long start = position;
            int item = u16(spelling) << 16 | u16(spelling);
            long length = u32(spelling);
            if (item == Tag.SequenceDelimitationItem) return;
            if (item != Tag.Item || length == UNDEFINED || !source.has(position, length)) throw cut(start, "a fragment of " + Tag.toString(tag), length);
            position += length;
        }
    }

    private static boolean isSigned(Attributes attributes) throws FormatException {
        return attributes.getInt(Tag.PixelRepresentation, 0) == 1;
    }

    /// Whether only padding follows. A bomb of zeros is not read to its end: a page of them is enough.
    private boolean onlyZerosLeft() throws IOException, FormatException {
        byte[] rest = new byte[4096];
        int n = source.read(position, rest, 0, rest.length);
        for (int i = 0; i < n; i++) if (rest[i] != 0) return false;
        return true;
    }

    private FormatException cut(long start, String what, long wanted) {
        return FormatException.of(source.name(), "byte " + start, what + " needs " + wanted + (wanted == 1 ? " byte" : " bytes")
                + ", but the file or its sequence ends before that.", "The file is cut short or damaged: copy or export it again.");
    }

    private FormatException damaged(long start, String problem) {
        return FormatException.of(source.name(), "byte " + start, problem, "The header is damaged: copy or export the file again.");
    }

    private int u8() throws IOException, FormatException {
        if (position < windowStart || position >= windowStart + windowCount) {
            windowStart = position;
            windowCount = source.read(position, window, 0, window.length);
            if (windowCount == 0) throw cut(position, "an element's header", 1);
        }
        return window[(int) (position++ - windowStart)] & 0xFF;
    }

    private int u16(Spelling spelling) throws IOException, FormatException {
        int a = u8(), b = u8();
        return spelling.bigEndian ? a << 8 | b : b << 8 | a;
    }

    private long u32(Spelling spelling) throws IOException, FormatException {
        long a = u16(spelling), b = u16(spelling);
        return spelling.bigEndian ? a << 16 | b : b << 16 | a;
    }

    private byte[] bytes(int count) throws IOException, FormatException {
        byte[] out = new byte[count];
        int have = (int) Math.clamp(windowStart + windowCount - position, 0, count);
        if (position >= windowStart && have > 0) System.arraycopy(window, (int) (position - windowStart), out, 0, have);
        else have = 0;
        if (source.read(position + have, out, have, count - have) < count - have) throw cut(position, "a value", count);
        position += count;
        return out;
    }
}
