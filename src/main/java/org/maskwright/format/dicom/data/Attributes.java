package org.maskwright.format.dicom.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;

/// One data set: elements by tag, private ones among them.
///
/// One that was read is no longer changed: who wants to change it makes a copy. One that was made here is filled by its
/// setters; its text is UTF-8, its numbers are little-endian, and its values are padded to even lengths.
///
/// An element that is absent or empty gives the default that the caller names. One that is there but cannot be read as
/// asked gives a [FormatException]: a garbled rescale slope must not quietly become 1.
public final class Attributes {
    sealed interface Element permits Value, Items, Bulk, Streamed {}

    record Value(VR vr, byte[] bytes, boolean bigEndian) implements Element {}

    record Items(List<Attributes> items) implements Element {}

    record Bulk(BulkData data) implements Element {}

    record Streamed(StreamedValue value) implements Element {}

    private final String source;
    private final @Nullable Attributes parent;
    private final boolean read;
    private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

    /// An empty data set, or an item of a sequence, to be filled.
    public Attributes() {
        this.source = "a new data set";
        this.parent = null;
        this.read = false;
    }

    /// A copy of `other` to be changed: whatever its characters and byte order, in UTF-8 and little-endian. Values that were
    /// left in their file are not in it; [DicomFile#copy] has them too.
    public Attributes(Attributes other) {
        this(other, _ -> Optional.empty());
    }

    /// @param streams how values that were left in the file are had again; those that it has no answer for are left out
    Attributes(Attributes other, Function<BulkData, Optional<StreamedValue>> streams) {
        this();
        other.elements.forEach((tag, element) -> {
            if (tag == Tag.SpecificCharacterSet) return;
            switch (element) {
                case Value value -> elements.put(tag, new Value(value.vr, other.translated(value), false));
                case Items items -> elements.put(tag, new Items(items.items.stream().map(item -> new Attributes(item, streams)).toList()));
                case Bulk bulk -> streams.apply(bulk.data).ifPresent(value -> elements.put(tag, new Streamed(value)));
                case Streamed streamed -> elements.put(tag, streamed);
            }
        });
    }

    /// A data set that a reader fills.
    Attributes(String source, @Nullable Attributes parent) {
        this.source = source;
        this.parent = parent;
        this.read = true;
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

    /// What is written of a root data set: its elements as they are spelt in a file, and that its text is UTF-8.
    Attributes forOutput() {
        Attributes root = new Attributes();
        root.elements.putAll(read ? new Attributes(this).elements : elements);
        root.put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192".getBytes(StandardCharsets.US_ASCII), false);
        return root;
    }

    SortedMap<Integer, Element> elements() {
        return Collections.unmodifiableSortedMap(elements);
    }

    /// The value's bytes as a data set made here spells them.
    private byte[] translated(Value value) {
        if (value.vr.isLocalText()) return padded(value.vr, characterSet().decode(value.bytes).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = value.bytes.clone();
        if (value.bigEndian) ByteOrders.swap(bytes, value.vr.numberBytes());
        return padded(value.vr, bytes);
    }

    private static byte[] padded(VR vr, byte[] bytes) {
        if (bytes.length % 2 == 0) return bytes;
        byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = (byte) (vr.kind() == VR.Kind.TEXT && vr != VR.UI ? ' ' : 0);
        return even;
    }

    private Attributes set(int tag, Element element) {
        if (read) throw new IllegalStateException("a data set that was read is not changed, but copied");
        elements.put(tag, element);
        return this;
    }

    /// Sets text values; none make an empty element. [VR#fitting] makes any text fit.
    ///
    /// @throws IllegalArgumentException if one of several values, or one of a representation that parts them there, holds a `\`
    public Attributes setString(int tag, VR vr, String... values) {
        if (vr.kind() != VR.Kind.TEXT) throw new IllegalArgumentException(vr + " is no text");
        if (tag == Tag.SpecificCharacterSet) throw new IllegalArgumentException("data sets made here are in UTF-8, which the output says");
        for (String value : values) if (vr.isParted() && value.indexOf('\\') >= 0) throw new IllegalArgumentException("a value of " + Tag.toString(tag) + " holds a backslash");
        return set(tag, new Value(vr, padded(vr, String.join("\\", values).getBytes(StandardCharsets.UTF_8)), false));
    }

    /// Sets whole numbers, in binary or as text; of AT, tags.
    ///
    /// @throws IllegalArgumentException if one does not fit into the representation
    public Attributes setInt(int tag, VR vr, int... values) {
        if (vr.kind() == VR.Kind.TEXT) return setString(tag, vr, Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
        int bytes = vr.numberBytes();
        ByteBuffer out = ByteBuffer.allocate(values.length * Math.max(bytes, vr == VR.AT ? 4 : 1)).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            switch (vr.kind()) {
                case TAG -> out.putShort((short) (value >>> 16)).putShort((short) value);
                case INT16 -> out.putShort((short) within(tag, value, Short.MIN_VALUE, Short.MAX_VALUE));
                case UINT16 -> out.putShort((short) within(tag, value, 0, 0xFFFF));
                case INT32 -> out.putInt(value);
                case UINT32 -> out.putInt(within(tag, value, 0, Integer.MAX_VALUE));
                case TEXT, BYTES, ITEMS, INT64, FLOAT32, FLOAT64 -> throw new IllegalArgumentException(vr + " is no whole number");
            }
        }
        return set(tag, new Value(vr, out.array(), false));
    }

    private static int within(int tag, int value, int lowest, int highest) {
        if (value < lowest || value > highest) throw new IllegalArgumentException(Tag.toString(tag) + " takes " + lowest + " to " + highest + ", got " + value);
        return value;
    }

    /// Sets numbers, in binary (FL, FD, OF, OD) or as text (DS) as exactly as its sixteen characters allow.
    ///
    /// @throws IllegalArgumentException if one is not finite
    public Attributes setDouble(int tag, VR vr, double... values) {
        for (double value : values) if (!Double.isFinite(value)) throw new IllegalArgumentException(Tag.toString(tag) + " takes finite numbers, got " + value);
        if (vr == VR.DS) return setString(tag, vr, Arrays.stream(values).mapToObj(DecimalString::of).toArray(String[]::new));
        ByteBuffer out = ByteBuffer.allocate(values.length * vr.numberBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (vr.kind() == VR.Kind.FLOAT32) out.putFloat((float) value);
            else if (vr.kind() == VR.Kind.FLOAT64) out.putDouble(value);
            else throw new IllegalArgumentException(vr + " is no floating-point number");
        }
        return set(tag, new Value(vr, out.array(), false));
    }

    /// Sets a value as its bytes stand in a little-endian file, in UTF-8 if it is text; a missing last byte is padded.
    public Attributes setBytes(int tag, VR vr, byte[] bytes) {
        if (vr == VR.SQ) throw new IllegalArgumentException("a sequence is set by its items");
        return set(tag, new Value(vr, padded(vr, bytes.clone()), false));
    }

    /// Sets an element without a value.
    public Attributes setNull(int tag, VR vr) {
        return vr == VR.SQ ? setSequence(tag, List.of()) : set(tag, new Value(vr, new byte[0], false));
    }

    /// Sets the items of a sequence, which were made here too.
    public Attributes setSequence(int tag, List<Attributes> items) {
        for (Attributes item : items) if (item.read) throw new IllegalArgumentException("an item that was read belongs to its file: copy it");
        return set(tag, new Items(List.copyOf(items)));
    }

    public Attributes setSequence(int tag, Attributes... items) {
        return setSequence(tag, List.of(items));
    }

    /// Sets a value that is fetched when the data set is written.
    public Attributes setStreamed(int tag, StreamedValue value) {
        return set(tag, new Streamed(value));
    }

    /// Takes the element out, if it is there.
    public Attributes remove(int tag) {
        if (read) throw new IllegalStateException("a data set that was read is not changed, but copied");
        elements.remove(tag);
        return this;
    }

    /// Sets each of `tags` that `other` has, an empty one too, to what it is there, with the representation `vr`: a file whose
    /// syntax names none may not say it. Of sequences and values left in their file nothing is taken.
    public Attributes copy(Attributes other, VR vr, int... tags) {
        for (int tag : tags) if (other.elements.get(tag) instanceof Value value) set(tag, new Value(vr, other.translated(new Value(vr, value.bytes, value.bigEndian)), false));
        return this;
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
            case Streamed streamed -> streamed.value.length() != 0;
        };
    }

    public SortedSet<Integer> tags() {
        return Collections.unmodifiableSortedSet(elements.navigableKeySet());
    }

    public Optional<VR> getVR(int tag) {
        return switch (elements.get(tag)) {
            case null -> Optional.empty();
            case Value value -> Optional.of(value.vr);
            case Items _ -> Optional.of(VR.SQ);
            case Bulk bulk -> Optional.of(bulk.data.vr());
            case Streamed streamed -> Optional.of(streamed.value.vr());
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
        String text = value.vr.isLocalText() ? characterSet().decode(value.bytes) : new String(value.bytes, StandardCharsets.ISO_8859_1);
        List<String> values = new ArrayList<>();
        for (String part : value.vr.isParted() ? text.split("\\\\", -1) : new String[] {text}) values.add(trim(part));
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
        return read ? SpecificCharacterSet.DEFAULT : SpecificCharacterSet.UTF_8;
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
