package org.maskwright.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.Labels;

/// Who drew the labels of a case, as far as it was noted: told to whoever is given them.
///
/// A label is *automatic* if its voxels are those of a proposal that was accepted, or nothing but the acceptance ever touched
/// it; *semi-automatic* if a proposal was corrected, a tool other than brush and eraser helped, it was imported, or nobody
/// took notes; *manual* if brush and eraser alone made it.
public final class Authors {
    /// Tools that do only what the hand does.
    private static final Set<String> BY_HAND = Set.of("Brush", "Erase", LabelDeeds.REMOVE);

    private Authors() {}

    /// The author of each label that has voxels, in any layer. To be called on the labels' writing thread.
    ///
    /// @param programVersion of which the program's own tools are
    public static Map<Integer, Authorship> of(CaseSession session, String programVersion) {
        Map<Integer, List<Layer>> standing = new TreeMap<>();
        for (Layer layer : session.layers())
            for (int label : layer.labels().snapshot().counts().keySet()) standing.computeIfAbsent(label, _ -> new ArrayList<>()).add(layer);
        Map<Integer, Authorship> authors = new TreeMap<>();
        standing.forEach((label, layers) -> authors.put(label, of(session, label, layers, programVersion)));
        return authors;
    }

    private static Authorship of(CaseSession session, int label, List<Layer> layers, String programVersion) {
        SortedSet<String> kinds = new TreeSet<>();
        Optional<LabelDeeds.Model> model = Optional.empty();
        for (Layer layer : layers) {
            LabelDeeds.Entry entry = layer.deeds().of(label);
            kinds.addAll(entry.kinds());
            model = model.or(entry::accepted);
        }
        Optional<CaseSession.Numbered> newest = session.proposal();
        boolean same = newest.isPresent() && layers.size() == 1 && sameVoxels(layers.getFirst().labels().snapshot(), newest.get().proposal().labels(), label);
        boolean accepted = kinds.contains(LabelDeeds.ACCEPT), unknown = kinds.contains(LabelDeeds.UNKNOWN);
        // the newest is the one if nothing else can be, as after a crash, or of labels of before notes were taken
        if (same && (accepted || unknown && newest.get().answered()) || accepted && model.isEmpty())
            model = newest.map(n -> new LabelDeeds.Model(n.proposal().modelId(), n.proposal().modelSha256(), n.number()));
        if (model.isPresent()) {
            Authorship.Algorithm algorithm = new Authorship.Algorithm(known(model.get().id()), known(model.get().sha256()), true);
            return same || kinds.equals(Set.of(LabelDeeds.ACCEPT)) ? Authorship.automatic(algorithm) : Authorship.semiAutomatic(algorithm);
        }
        List<String> helpers = kinds.stream().filter(kind -> !BY_HAND.contains(kind)).map(Authors::words).toList();
        return helpers.isEmpty() ? Authorship.MANUAL : Authorship.semiAutomatic(new Authorship.Algorithm(String.join(", ", helpers), known(programVersion), false));
    }

    private static boolean sameVoxels(Labels labels, Labels proposed, int label) {
        return labels.geometry().size().equals(proposed.geometry().size()) && labels.mask(label).equals(proposed.mask(label));
    }

    private static String words(String kind) {
        return switch (kind) {
            case LabelDeeds.IMPORT -> "Imported labels";
            case LabelDeeds.UNKNOWN -> "Not recorded";
            case LabelDeeds.ACCEPT -> "A model not recorded";
            default -> kind;
        };
    }

    private static String known(String text) {
        return text.isBlank() ? "unknown" : text;
    }
}
