package org.maskwright.workflow;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;

/// Brings a model's labels to the values that the project gives to the same names, so that "Liver" is compared with "Liver"
/// whatever number the model has for it.
final class LabelMatch {
    private LabelMatch() {}

    /// The proposal in the table's values: a name that the table has takes its value, one that it lacks keeps its own if that
    /// is free, else gets the next free one.
    ///
    /// @param painted the values that have voxels; a label that has neither those nor a name of its own counts as free
    static Proposal onto(LabelTable table, Set<Integer> painted, Proposal proposal) {
        return onto(table, painted, proposal.labels(), proposal.table()).of(proposal);
    }

    /// Labels in the values of the table, and the names that came with them.
    ///
    /// @param theirs the value that somebody else gave to each label
    record Matched(Labels labels, LabelTable table, Map<Integer, Integer> theirs) {
        /// What was proposed, with these labels.
        Proposal of(Proposal proposal) {
            return new Proposal(labels, table, proposal.modelId(), proposal.modelSha256(), proposal.made(), proposal.uncertainty(), proposal.notes());
        }
    }

    /// As above, for labels from anywhere.
    static Matched onto(LabelTable table, Set<Integer> painted, Labels labels, LabelTable theirs) {
        Map<Integer, Integer> values = new HashMap<>(), back = new HashMap<>();
        LabelTable all = table, proposed = LabelTable.EMPTY;
        for (LabelTable.Entry known : theirs.entries()) {
            Optional<LabelTable.Entry> same = table.entries().stream().filter(e -> e.name().equalsIgnoreCase(known.name())).findFirst();
            int value = same.isPresent() ? same.get().value() : isFree(all, painted, known.value()) ? known.value() : next(all, theirs);
            LabelTable.Entry here = same.orElse(known.withValue(value));
            all = all.with(here);
            proposed = proposed.with(here);
            back.put(value, known.value());
            if (value != known.value()) values.put(known.value(), value);
        }
        return new Matched(renumbered(labels, values), proposed, back);
    }

    private static boolean isFree(LabelTable all, Set<Integer> painted, int value) {
        Optional<LabelTable.Entry> there = all.find(value);
        return !painted.contains(value) && (there.isEmpty() || isUnnamed(there.get()));
    }

    /// Whether nobody chose the label's name.
    static boolean isUnnamed(LabelTable.Entry entry) {
        return entry.name().equals("Label " + entry.value());
    }

    private static int next(LabelTable all, LabelTable proposal) {
        int top = Stream.concat(all.entries().stream(), proposal.entries().stream())
                .map(LabelTable.Entry::value).max(Comparator.naturalOrder()).orElse(0);
        return top < Labels.MAX ? top + 1 : all.nextValue();
    }

    /// The labels with the values that `values` names changed.
    static Labels renumbered(Labels labels, Map<Integer, Integer> values) {
        if (values.isEmpty()) return labels;
        short[] table = new short[Labels.MAX + 1];
        for (int v = 0; v <= Labels.MAX; v++) table[v] = (short) (int) values.getOrDefault(v, v);
        short[][] slices = new short[labels.geometry().size().z()][labels.geometry().size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++) {
            labels.copySlice(z, slices[z]);
            for (int i = 0; i < slices[z].length; i++) slices[z][i] = table[slices[z][i] & 0xFFFF];
        }
        return Labels.adopting(labels.geometry(), slices);
    }
}
