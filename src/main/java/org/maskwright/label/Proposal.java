package org.maskwright.label;

import java.time.Instant;
import java.util.Optional;

/// What a model proposed for a case; kept beside the correction, untouched, for ever.
///
/// @param labels on the case's own grid
/// @param table names and colours of the labels the model knows
/// @param modelId such as `hippocampus-mr`
/// @param modelSha256 of the weights, lower-case hexadecimal
/// @param made when
/// @param uncertainty how sure the model was; empty if that was not kept
public record Proposal(Labels labels, LabelTable table, String modelId, String modelSha256, Instant made, Optional<UncertaintyMap> uncertainty) {
    /// Of which nobody knows how sure the model was.
    public Proposal(Labels labels, LabelTable table, String modelId, String modelSha256, Instant made) {
        this(labels, table, modelId, modelSha256, made, Optional.empty());
    }
}
