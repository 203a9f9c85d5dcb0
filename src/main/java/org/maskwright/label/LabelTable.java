package org.maskwright.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The names and colours of label values; immutable. Values are never renumbered; background (0) is not in the table.
public final class LabelTable {
    /// One label.
    ///
    /// @param value 1 to 65535
    /// @param name what people read
    /// @param rgb colour, `0xRRGGBB`
    /// @param terms what it is in a vocabulary, if somebody said so
    public record Entry(int value, String name, int rgb, Optional<Terms> terms) {
        /// A label that no vocabulary was asked about.
        public Entry(int value, String name, int rgb) {
            this(value, name, rgb, Optional.empty());
        }

        /// The same label in another colour.
        public Entry withRgb(int other) {
            return new Entry(value, name, other, terms);
        }

        /// The same label under another value.
        public Entry withValue(int other) {
            return new Entry(other, name, rgb, terms);
        }

        public Entry {
            if (value < 1 || value > Labels.MAX) throw new IllegalArgumentException("a label is 1 to 65535, got " + value);
            if (name.isBlank()) throw new IllegalArgumentException("label " + value + " needs a name");
            rgb &= 0xFFFFFF;
        }
    }

    public static final LabelTable EMPTY = new LabelTable(List.of());

    /// Distinct on grey and dark, apart for most colour-blind eyes; used in turn for labels without a colour of their own.
    private static final int[] PALETTE = {0xF2A541, 0x4CC2E8, 0x7BD672, 0xE8697D, 0xB18CF2, 0xF2E05C, 0x4FD1B5, 0xEE8FD0, 0x8CA9F2, 0xC9A27A, 0xA8DB4B, 0xE07B4F};

    private final TreeMap<Integer, Entry> entries = new TreeMap<>();

    /// @throws IllegalArgumentException if a value stands twice
    public LabelTable(List<Entry> entries) {
        for (Entry e : entries)
            if (this.entries.put(e.value(), e) != null) throw new IllegalArgumentException("label " + e.value() + " stands twice in the table");
    }

    /// The colour given to `value` where nobody chose one.
    public static int defaultRgb(int value) {
        return PALETTE[Math.floorMod(value - 1, PALETTE.length)];
    }

    /// The labels by rising value.
    public List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    public Optional<Entry> find(int value) {
        return Optional.ofNullable(entries.get(value));
    }

    /// The label's name, or `Label 7` where the table has none.
    public String name(int value) {
        Entry e = entries.get(value);
        return e != null ? e.name() : value == 0 ? "Background" : "Label " + value;
    }

    /// The label's colour, `0xRRGGBB`; the default one where the table has none.
    public int rgb(int value) {
        Entry e = entries.get(value);
        return e != null ? e.rgb() : defaultRgb(value);
    }

    /// This table with `entry` put in, in place of one of the same value.
    public LabelTable with(Entry entry) {
        List<Entry> all = entries();
        all.removeIf(e -> e.value() == entry.value());
        all.add(entry);
        return new LabelTable(all);
    }

    public LabelTable without(int value) {
        List<Entry> all = entries();
        all.removeIf(e -> e.value() == value);
        return new LabelTable(all);
    }

    /// This table with an entry for each of `values` that it lacks, named `Label n`.
    public LabelTable covering(Iterable<Integer> values) {
        TreeMap<Integer, Entry> all = new TreeMap<>(entries);
        for (int value : values) if (value != 0) all.computeIfAbsent(value, _ -> new Entry(value, "Label " + value, defaultRgb(value)));
        return all.size() == entries.size() ? this : new LabelTable(List.copyOf(all.values()));
    }

    /// The smallest value that is free.
    ///
    /// @throws IllegalStateException if all 65,535 are taken
    public int nextValue() {
        for (int value = 1; value <= Labels.MAX; value++) if (!entries.containsKey(value)) return value;
        throw new IllegalStateException("all 65,535 labels are taken");
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof LabelTable other && entries.equals(other.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return "LabelTable" + entries.values();
    }
}
