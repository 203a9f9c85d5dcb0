package org.maskwright.workflow.pseudo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.label.LabelTable;

/// The model that made pseudo-labels.
///
/// It stands in the manifest of their folder, and in every label map: as the name of the value that means ignored, which goes along
/// wherever the file is copied or converted to.
///
/// @param model its id; of an ensemble all of them
/// @param sha256 of its weights
public record PseudoAuthor(String model, String sha256) {
    /// What nnU-Net calls voxels that nobody has labelled.
    public static final String IGNORE = "ignore";
    private static final Pattern MARK = Pattern.compile("ignore: pseudo-labels of (\\S+) ([0-9a-f]{64})");

    /// The name of the value `ignore` in a label map by this model.
    public String mark() {
        return "ignore: pseudo-labels of " + model + " " + sha256;
    }

    /// Whose labels a map with these names is; nothing if it is not said to be a model's.
    public static Optional<PseudoAuthor> of(LabelTable table) {
        return marked(table).map(LabelTable.Entry::name).map(MARK::matcher).filter(Matcher::matches).map(mark -> new PseudoAuthor(mark.group(1), mark.group(2)));
    }

    /// The names without the mark: its value is called `ignore`, as in any data set.
    public static LabelTable plain(LabelTable table) {
        return marked(table).map(entry -> table.with(new LabelTable.Entry(entry.value(), IGNORE, entry.rgb()))).orElse(table);
    }

    private static Optional<LabelTable.Entry> marked(LabelTable table) {
        return table.entries().stream().filter(entry -> MARK.matcher(entry.name()).matches()).findFirst();
    }
}
