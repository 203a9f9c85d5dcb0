package org.maskwright.fx.desk;

import org.maskwright.label.Proposal;

/// Where the open case stands with the model.
public sealed interface ProposalState {
    /// No model was asked yet.
    record None() implements ProposalState {}

    /// The model is at work.
    ///
    /// @param fraction in [0, 1]; NaN if unknown
    record Computing(double fraction, String what) implements ProposalState {}

    /// A proposal lies over the picture and waits for the annotator.
    record Waiting(Proposal proposal) implements ProposalState {}

    /// The annotator has taken the proposal over, or put it aside; it is kept to compare with.
    record Kept(Proposal proposal) implements ProposalState {}
}
