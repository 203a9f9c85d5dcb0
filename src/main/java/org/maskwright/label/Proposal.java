package org.maskwright.label;

import java.time.Instant;

/// What a model proposed for a case; kept beside the correction, untouched, for ever.
///
/// @param labels on the case's own grid
/// @param table names and colours of the labels the model knows
/// @param modelId such as `hippocampus-mr`
/// @param modelSha256 of the weights, lower-case hexadecimal
/// @param made when
public record Proposal(Labels labels, LabelTable table, String modelId, String modelSha256, Instant made) {}
