package org.maskwright.label;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What was done to each label of a map, for the sake of those who ask who drew it. Not how often, nor where: only kinds.
///
/// @param labels what touched each label
public record LabelDeeds(Map<Integer, Entry> labels) {
    /// A model whose proposal was accepted.
    ///
    /// @param sha256 of its weights
    /// @param proposal its number in the case; [#FROM_FILE] if it came in a file of pseudo-labels
    public record Model(String id, String sha256, int proposal) {
        public static final int FROM_FILE = 0;
    }

    /// What touched one label.
    ///
    /// @param kinds of edits, such as `Brush`; see [LabelDeeds#kind]
    /// @param accepted the model that was accepted last
    public record Entry(SortedSet<String> kinds, Optional<Model> accepted) {
        static final Entry NOTHING = new Entry(new TreeSet<>(), Optional.empty());

        public Entry {
            kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        }

        /// The model whose labels these are as they came in a file: nobody changed them, nor saw them proposed.
        public Optional<Model> pseudo() {
            return kinds.equals(Set.of(ACCEPT)) ? accepted.filter(model -> model.proposal() == Model.FROM_FILE) : Optional.empty();
        }
    }

    /// The kinds of edits that are no tool of that name.
    public static final String ACCEPT = "Accept", IMPORT = "Import", REMOVE = "Remove";
    /// The kind of everything that was done before anybody took notes.
    public static final String UNKNOWN = "Unknown";

    public static final LabelDeeds NONE = new LabelDeeds(Map.of());

    public LabelDeeds {
        labels = Map.copyOf(labels);
    }

    /// Notes on labels to all of which the same was done.
    public static LabelDeeds same(String kind, Set<Integer> labels) {
        Map<Integer, Entry> all = new TreeMap<>();
        for (int label : labels) all.put(label, new Entry(new TreeSet<>(Set.of(kind)), Optional.empty()));
        return new LabelDeeds(all);
    }

    /// The kind of an edit with this name: the tool's title, or what was done without one. Names of labels and files, which may
    /// be a patient's, are not in it.
    public static String kind(String editName) {
        for (String plain : new String[] {ACCEPT, IMPORT, REMOVE}) if (editName.startsWith(plain + " ")) return plain;
        return editName.replaceFirst(",.*", "").strip();
    }

    public Entry of(int label) {
        return labels.getOrDefault(label, Entry.NOTHING);
    }

    /// These notes for `present` alone: a label that is gone takes what is known of it with it.
    public LabelDeeds only(Set<Integer> present) {
        Map<Integer, Entry> kept = new TreeMap<>(labels);
        kept.keySet().retainAll(present);
        return new LabelDeeds(kept);
    }
}
