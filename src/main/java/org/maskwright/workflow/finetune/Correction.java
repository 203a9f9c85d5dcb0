package org.maskwright.workflow.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.Attention;

/// What a corrected case teaches a model: its labels in the model's own values, and how much each voxel counts.
///
/// Where the human changed what the model had proposed, a voxel counts [Attention#CHANGED]. It counts [Attention#NOTHING] where the
/// human's label is none of the model's, or called *ignore* or *unseen*, and where the model proposed a label that nobody took
/// into the project: whether that was right, nobody said.
///
/// @param changed voxels in which labels and proposal differ; all labelled ones where there was no proposal
/// @param drawn whether there was no proposal
/// @param strange names of labels that the model does not know
public record Correction(Labels labels, Labels attention, long changed, boolean drawn, List<String> strange) {
    private static final Set<String> UNSEEN = Set.of("ignore", "unseen");

    public Correction {
        strange = List.copyOf(strange);
    }

    /// @param human labels as they are now
    /// @param names of the human's labels
    /// @param proposal that was corrected, in the human's values
    /// @param model names of the model's labels
    public static Correction of(Labels human, LabelTable names, Optional<Proposal> proposal, LabelTable model) {
        int[] values = new int[Labels.MAX + 1];
        boolean[] unheard = new boolean[Labels.MAX + 1];
        var strange = new TreeSet<String>();
        for (int value : human.counts().keySet()) {
            String name = names.name(value);
            String proposed = proposal.map(one -> one.table().name(value)).orElse(name);
            values[value] = valueOf(name, model).or(() -> valueOf(proposed, model)).orElse(-1);
            if (values[value] < 0 && !UNSEEN.contains(name.toLowerCase(Locale.ROOT))) strange.add(name);
        }
        for (int value : proposal.map(one -> one.labels().counts().keySet()).orElse(Set.of())) unheard[value] = names.find(value).isEmpty();
        Size size = human.geometry().size();
        short[][] labels = new short[size.z()][size.sliceVoxels()];
        short[][] attention = new short[size.z()][size.sliceVoxels()];
        short[] before = new short[size.sliceVoxels()];
        long changed = 0;
        for (int z = 0; z < size.z(); z++) {
            human.copySlice(z, labels[z]);
            if (proposal.isPresent()) proposal.get().labels().copySlice(z, before);
            for (int i = 0; i < before.length; i++) {
                int own = labels[z][i] & 0xFFFF;
                int proposed = before[i] & 0xFFFF;
                labels[z][i] = (short) Math.max(0, values[own]);
                Attention here = values[own] < 0 || own == 0 && unheard[proposed] ? Attention.NOTHING
                        : proposal.isPresent() && own != proposed ? Attention.CHANGED : Attention.ORDINARY;
                attention[z][i] = (short) here.value();
                if (own != proposed) changed++;
            }
        }
        return new Correction(Labels.adopting(human.geometry(), labels), Labels.adopting(human.geometry(), attention), changed, proposal.isEmpty(), new ArrayList<>(strange));
    }

    private static Optional<Integer> valueOf(String name, LabelTable model) {
        return model.entries().stream().filter(entry -> entry.name().equalsIgnoreCase(name)).map(LabelTable.Entry::value).findFirst();
    }
}
