package org.maskwright.format.dicom.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;

/// One data set: elements by tag, private ones among them. Filled while it is read, then no longer changed.
///
/// An element that is absent or empty gives the default that the caller names. One that is there but cannot be read as
/// asked gives a [FormatException]: a garbled rescale slope must not quietly become 1.
public final class Attributes {
    private sealed interface Element permits Value, Items, Bulk {}

    private record Value(VR vr, byte[] bytes, boolean bigEndian) implements Element {}

    private record Items(List<Attributes> items) implements Element {}

    private record Bulk(BulkData data) implements Element {}

    private final String source;
    private final @Nullable Attributes parent;
    private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

    Attributes(String source, @Nullable Attributes parent) {
        this.source = source;
        this.parent = parent;
    }

    void put(int tag, VR vr, byte[] bytes, boolean bigEndian) {
        elements.put(tag, new Value(vr, bytes, bigEndian));
    }

    void put(int tag, List<Attributes> items) {
        elements.put(tag, new Items(List.copyOf(items)));
    }

    void put(int tag, BulkData data) {
        elements.put(tag, new Bulk(data));
    }

    /// Whether the element is there, be it empty.
    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /// Whether the element is there and not empty.
    public boolean containsValue(int tag) {
        return switch (elements.get(tag)) {
            case null -> false;
            case Value value -> value.bytes.length > 0;
            case Items items -> !items.items.isEmpty();
            case Bulk bulk -> bulk.data.length() != 0;
        };
    }

    public SortedSet<Integer> tags() {
        return java.util.Collections.unmodifiableSortedSet(elements.navigableKeySet());
    }

    public Optional<VR> getVR(int tag) {
        return switch (elements.get(tag)) {
            case null -> Optional.empty();
            case Value value -> Optional.of(value.vr);
            case Items _ -> Optional.of(VR.SQ);
            case Bulk bulk -> Optional.of(bulk.data.vr());
        };
    }

    /// The items of a sequence; none if it is absent.
    public List<Attributes> getSequence(int tag) {
        return elements.get(tag) instanceof Items items ? items.items : List.of();
    }

    /// The first item of the sequence, if there is one: what most sequences hold at most.
    public Optional<Attributes> getNestedDataset(int tag) {
        List<Attributes> items = getSequence(tag);
        return items.isEmpty() ? Optional.empty() : Optional.of(items.getFirst());
    }

    /// A value that was left in the file.
    public Optional<BulkData> getBulkData(int tag) {
        return elements.get(tag) instanceof Bulk bulk ? Optional.of(bulk.data) : Optional.empty();
    }

    /// A copy of the value's bytes as they stand in the file; none if absent, or too large to have been loaded.
    public byte[] getBytes(int tag) {
        return elements.get(tag) instanceof Value value ? value.bytes.clone() : new byte[0];
    }

    /// Whether the value's numbers are spelt with the highest byte first.
    public boolean isBigEndian(int tag) {
        return elements.get(tag) instanceof Value value && value.bigEndian;
    }

    /// Whether the value is a row of 16-bit words, whatever they hold.
    public boolean isWords(int tag) {
        return elements.get(tag) instanceof Value value && (value.vr == VR.OW || value.vr == VR.US || value.vr == VR.SS);
    }

    /// The text values, without their padding; none if the element is absent or empty.
    public List<String> getStrings(int tag) {
        if (!(elements.get(tag) instanceof Value value) || value.bytes.length == 0) return List.of();
        String text = switch (value.vr) {
            case LO, SH, LT, ST, UC, UT, PN -> characterSet().decode(value.bytes);
            default -> new String(value.bytes, StandardCharsets.ISO_8859_1);
        };
        List<String> values = new ArrayList<>();
        for (String part : value.vr == VR.LT || value.vr == VR.ST || value.vr == VR.UT ? new String[] {text} : text.split("\\\\", -1)) values.add(trim(part));
        return values.size() == 1 && values.getFirst().isEmpty() ? List.of() : values;
    }

    /// The first text value.
    public String getString(int tag, String otherwise) {
        List<String> values = getStrings(tag);
        return values.isEmpty() ? otherwise : values.getFirst();
    }

    private static String trim(String text) {
        int from = 0, to = text.length();
        while (to > from && text.charAt(to - 1) <= ' ') to--;
        while (from < to && text.charAt(from) <= ' ') from++;
        return text.substring(from, to);
    }

    private SpecificCharacterSet characterSet() {
        for (Attributes at = this; at != null; at = at.parent) {
            if (at.elements.get(Tag.SpecificCharacterSet) instanceof Value value && value.bytes.length > 0) {
                List<String> terms = new ArrayList<>();
                for (String term : new String(value.bytes, StandardCharsets.ISO_8859_1).split("\\\\", -1)) terms.add(trim(term));
                return SpecificCharacterSet.of(terms);
            }
        }
        return SpecificCharacterSet.DEFAULT;
    }

    /// The first value as a whole number.
    ///
    /// @throws FormatException if there is a value that is none
    public int getInt(int tag, int otherwise) throws FormatException {
        double[] values = getDoubles(tag);
        if (values.length == 0) return otherwise;
        if (values[0] != Math.rint(values[0]) || Math.abs(values[0]) > Integer.MAX_VALUE) throw unreadable(tag, "a whole number", String.valueOf(values[0]));
        return (int) values[0];
    }

    /// The first value as a number.
    ///
    /// @throws FormatException if there is a value that is none
    public double getDouble(int tag, double otherwise) throws FormatException {
        double[] values = getDoubles(tag);
        return values.length == 0 ? otherwise : values[0];
    }

    /// All values as numbers, be they spelt as text or in binary; none if the element is absent or empty.
    ///
    /// @throws FormatException if one is no finite number
    public double[] getDoubles(int tag) throws FormatException {
        if (!(elements.get(tag) instanceof Value value) || value.bytes.length == 0) return new double[0];
        VR vr = value.vr == VR.UN && !Tag.isPrivate(tag) ? ElementDictionary.vrOf(tag, false) : value.vr;
        ByteBuffer in = ByteBuffer.wrap(value.bytes).order(value.bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return switch (vr.kind()) {
            case TEXT -> parse(tag);
            case INT16 -> numbers(tag, in, 2, () -> in.getShort());
            case UINT16 -> numbers(tag, in, 2, () -> in.getShort() & 0xFFFF);
            case INT32 -> numbers(tag, in, 4, () -> in.getInt());
            case UINT32 -> numbers(tag, in, 4, () -> in.getInt() & 0xFFFFFFFFL);
            case INT64 -> numbers(tag, in, 8, () -> in.getLong());
            case FLOAT32 -> numbers(tag, in, 4, () -> in.getFloat());
            case FLOAT64 -> numbers(tag, in, 8, () -> in.getDouble());
            case BYTES, ITEMS, TAG -> throw unreadable(tag, "a number", vr.toString());
        };
    }

    private interface Next {
        double get();
    }

    private double[] numbers(int tag, ByteBuffer in, int bytes, Next next) throws FormatException {
        if (in.remaining() % bytes != 0) throw unreadable(tag, "a multiple of " + bytes + " bytes", in.remaining() + " bytes");
        double[] values = new double[in.remaining() / bytes];
        for (int i = 0; i < values.length; i++) values[i] = next.get();
        return values;
    }

    private double[] parse(int tag) throws FormatException {
        List<String> texts = getStrings(tag);
        double[] values = new double[texts.size()];
        for (int i = 0; i < values.length; i++) {
            String text = texts.get(i);
            int end = text.indexOf('\0'); // some writers leave rubbish behind a terminator
            if (end >= 0) text = trim(text.substring(0, end));
            try {
                values[i] = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw unreadable(tag, "a number", "“" + clip(text) + "”");
            }
            if (!Double.isFinite(values[i]) || text.endsWith("d") || text.endsWith("f")) throw unreadable(tag, "a finite number", "“" + clip(text) + "”");
        }
        return values;
    }

    private static String clip(String text) {
        String legible = text.replaceAll("\\p{Cntrl}", "·");
        return legible.length() <= 20 ? legible : legible.substring(0, 20) + "…";
    }

    private FormatException unreadable(int tag, String expected, String found) {
        return FormatException.unexpected(source, "element " + Tag.toString(tag), expected, found, "The header is damaged: export the series again.");
    }
}
