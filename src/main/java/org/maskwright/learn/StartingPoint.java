package org.maskwright.learn;

import java.util.List;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Widening;
import org.maskwright.learn.torch.Weights;

/// Training that goes on from a model instead of from chance: its network, grid and grey levels are kept, and steps are small.
final class StartingPoint {
    private StartingPoint() {}

    /// @throws ModelException if the model knows other labels than the data, or is of another architecture
    static void requireFit(ModelCard card, LabelTable labels, Architecture architecture) throws ModelException {
        if (!card.architecture().equals(architecture.id())) {
            throw new ModelException("model '" + card.id() + "' is of architecture '" + card.architecture() + "', the plan asks for '" + architecture.id()
                    + "'. Train with --architecture " + card.architecture() + ", or without a model to start from.");
        }
        List<Integer> known = card.classes().labels();
        List<Integer> wanted = labels.entries().stream().map(LabelTable.Entry::value).toList();
        if (!known.equals(wanted)) {
            throw new ModelException("model '" + card.id() + "' knows labels " + known + ", the data has " + wanted
                    + ". Start from a model of the same labels, or from none.");
        }
    }

    /// The model's weights, widened where `graph` has more channels.
    ///
    /// @throws ModelException if the model cannot be read, or its network does not fit into the graph
    static Weights weights(Model model, Graph graph, long seed) throws ModelException {
        Weights weights = model.weights();
        Graph own = ModelFolder.graph(model.card());
        if (own.equals(graph)) return weights;
        try {
            return Widening.of(own, weights, graph, seed);
        } catch (IllegalArgumentException e) {
            throw new ModelException("model '" + model.card().id() + "' cannot grow into the network asked for: " + e.getMessage()
                    + ". Ask for as many widths, none smaller than the model's " + model.card().recipe().widths() + ".", e);
        }
    }
}
