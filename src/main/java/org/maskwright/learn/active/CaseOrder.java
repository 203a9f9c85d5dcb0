package org.maskwright.learn.active;

import java.util.List;
import java.util.Optional;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;

/// An order in which cases are labelled. Stands in [CaseOrders].
public interface CaseOrder {
    /// A case that might be labelled, or is.
    ///
    /// @param uncertainty of the model by the order's measure, in [0, 1]; 0 where the order goes by none
    /// @param features a point in a space in which alike cases lie near each other, of the same length for all cases
    record Candidate(String id, double uncertainty, List<Double> features) {
        public Candidate {
            features = List.copyOf(features);
        }
    }

    /// For files and command lines, such as `random`.
    String id();

    /// For people.
    String title();

    /// Whether a model must look at the candidates before they can be ordered.
    boolean needsLooks();

    /// The measure of the uncertainty that it goes by; empty if it goes by none.
    default Optional<UncertaintyMeasure> measure() {
        return Optional.empty();
    }

    /// All candidates, the one to label first in front.
    ///
    /// @param labelled cases that have labels already
    /// @param seed of what is random
    List<Candidate> order(List<Candidate> candidates, List<Candidate> labelled, long seed);
}
