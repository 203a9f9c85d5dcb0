package org.maskwright.workflow;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.Attention;
import org.maskwright.learn.TrainingCase;

/// A case that stands beside others to be learnt from, in their labels. It never judges.
///
/// Labels are told by their names. One that the others do not have is background. Where the others have one that this case's data
/// does not know, this case's background may be it, and counts for nothing.
///
/// @param values of this case's labels among the others; 0 for one that they do not have
/// @param sparse whether its background counts for nothing
record BesideCase(String id, TrainingCase of, Map<Integer, Integer> values, boolean sparse) implements TrainingCase {
    BesideCase {
        values = Map.copyOf(values);
    }

    /// @param own names of the case's labels
    /// @param wanted names of the others' labels
    /// @param whole whether the case has nothing but its own labels, as a digital torso
    static BesideCase of(String id, TrainingCase of, LabelTable own, LabelTable wanted, boolean whole) {
        Map<Integer, Integer> values = new HashMap<>();
        for (LabelTable.Entry entry : own.entries()) values.put(entry.value(), valueOf(entry.name(), wanted).orElse(0));
        boolean knowsAll = wanted.entries().stream().allMatch(entry -> valueOf(entry.name(), own).isPresent());
        return new BesideCase(id, of, values, !whole && !knowsAll);
    }

    static Optional<Integer> valueOf(String name, LabelTable table) {
        return table.entries().stream().filter(entry -> entry.name().equalsIgnoreCase(name)).map(LabelTable.Entry::value).findFirst();
    }

    @Override
    public String patient() {
        return id.equals(of.id()) ? of.patient() : "also " + of.patient();
    }

    @Override
    public boolean judges() {
        return false;
    }

    @Override
    public Content load() throws IOException {
        Content content = of.load();
        Labels labels = LabelMatch.renumbered(content.labels(), values);
        return new Content(content.volume(), labels, sparse ? Optional.of(labelledOnly(content)) : content.attention());
    }

    private static Labels labelledOnly(Content content) {
        Size size = content.labels().geometry().size();
        short[][] attention = new short[size.z()][size.sliceVoxels()];
        short[] labels = new short[size.sliceVoxels()];
        for (int z = 0; z < attention.length; z++) {
            content.labels().copySlice(z, labels);
            if (content.attention().isPresent()) content.attention().get().copySlice(z, attention[z]);
            for (int i = 0; i < labels.length; i++) if (labels[i] == 0) attention[z][i] = (short) Attention.NOTHING.value();
        }
        return Labels.adopting(content.labels().geometry(), attention);
    }
}
