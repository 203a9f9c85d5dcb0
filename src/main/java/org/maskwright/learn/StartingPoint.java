package org.maskwright.learn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.Widening;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;

/// Training that goes on from a model instead of from chance.
///
/// Where the data has the model's labels, its network, grid and grey levels are kept, and steps are small. Where it has others, only
/// the network is kept, as what it has learnt of seeing: its last layer is drawn anew, and the rest follows from the data.
final class StartingPoint {
    private StartingPoint() {}

    /// @throws ModelException if the model is of another architecture
    static void requireFit(ModelCard card, Architecture architecture) throws ModelException {
        if (card.architecture().equals(architecture.id())) return;
        throw new ModelException("model '" + card.id() + "' is of architecture '" + card.architecture() + "', the plan asks for '" + architecture.id()
                + "'. Train with --architecture " + card.architecture() + ", or without a model to start from.");
    }

    /// Whether the data asks for the labels that the model knows: the same values, and not under names of which none is the same.
    static boolean knows(ModelCard card, LabelTable labels) {
        List<Integer> wanted = labels.entries().stream().map(LabelTable.Entry::value).toList();
        if (!card.classes().labels().equals(wanted)) return false;
        Set<String> own = names(card.labels());
        Set<String> theirs = names(labels);
        if (own.isEmpty() || theirs.isEmpty()) return true;
        theirs.retainAll(own);
        return !theirs.isEmpty();
    }

    /// In small letters; labels that nobody named are left out.
    private static Set<String> names(LabelTable table) {
        var names = new HashSet<String>();
        for (LabelTable.Entry entry : table.entries()) if (!entry.name().equals("Label " + entry.value())) names.add(entry.name().toLowerCase(Locale.ROOT));
        return names;
    }

    /// For the card: the model, and what of it was kept if not all.
    static String words(ModelCard card, boolean knowsLabels) {
        return card.id() + " " + card.sha256() + (knowsLabels ? "" : ", its last layer drawn anew for other labels");
    }

    /// The model's weights, widened where `graph` has more channels.
    ///
    /// @param recipe of `graph`
    /// @param knowsLabels whether the last layer is kept
    /// @throws ModelException if the model cannot be read, or its network does not fit into the graph
    static Weights weights(Model model, Architecture architecture, Recipe recipe, Graph graph, boolean knowsLabels, long seed) throws ModelException {
        Weights weights = model.weights();
        // What is dropped while training has no weights: with or without it, the network is the same.
        Recipe same = model.card().recipe().withDropout(recipe.dropout());
        Graph own = architecture.build(same);
        if (!knowsLabels) {
            Recipe headed = same.withClasses(recipe.classes());
            Weights kept = withoutHead(weights, architecture, model.card().recipe());
            own = architecture.build(headed);
            weights = Parameters.initial(own, seed).with(kept);
        }
        if (own.equals(graph)) return weights;
        try {
            return Widening.of(own, weights, graph, seed);
        } catch (IllegalArgumentException e) {
            throw new ModelException("model '" + model.card().id() + "' cannot grow into the network asked for: " + e.getMessage()
                    + ". Keep its norm, its activation and whether it is residual, and ask for as many widths, none smaller than the model's " + model.card().recipe().widths() + ".", e);
        }
    }

    /// Without what would have another shape if there were one class more.
    private static Weights withoutHead(Weights weights, Architecture architecture, Recipe recipe) {
        Weights more = Parameters.initial(architecture.build(recipe.withClasses(recipe.classes() + 1)), 0);
        var kept = new ArrayList<Tensor>();
        for (Tensor tensor : weights.tensors()) if (more.find(tensor.name()).map(Tensor::shape).equals(java.util.Optional.of(tensor.shape()))) kept.add(tensor);
        return Weights.of(kept);
    }
}
