package org.maskwright.workflow;

import java.util.Map;
import org.maskwright.label.CoarseMap;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.Probabilities;
import org.maskwright.volume.FloatVolume;

/// How likely a model, or several together, found each label of a proposal at every voxel, before anything was mended. It lives in memory
/// alone, while its case is open. Immutable.
public final class Likelihood {
    private final Probabilities probabilities;
    private final LabelTable labels;
    private final Map<Integer, Integer> theirs;

    /// @param labels those of the proposal, in the case's values
    /// @param theirs the models' value of each
    Likelihood(Probabilities probabilities, LabelTable labels, Map<Integer, Integer> theirs) {
        this.probabilities = probabilities;
        this.labels = labels;
        this.theirs = Map.copyOf(theirs);
    }

    /// Those that the proposal could have given.
    public LabelTable labels() {
        return labels;
    }

    /// A label's map for the eye: 0 for never, 255 for certain, on a grid as coarse as the network's. It takes a moment: not on the window's thread.
    public CoarseMap map(int label) {
        return probabilities.coarse(theirs(label));
    }

    /// A label's map on the case's own grid, in [0, 1]; it takes four bytes a voxel.
    FloatVolume volume(int label) {
        return probabilities.of(theirs(label));
    }

    private int theirs(int label) {
        Integer value = theirs.get(label);
        if (value == null) throw new IllegalArgumentException("the proposal does not know label " + label);
        return value;
    }
}
