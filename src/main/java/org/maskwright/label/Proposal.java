package org.maskwright.label;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.geometry.Geometry;

/// What a model proposed for a case; kept beside the correction, untouched, for ever.
///
/// @param labels on the case's own grid
/// @param table names and colours of the labels the model knows
/// @param modelId such as `hippocampus-mr`
/// @param modelSha256 of the weights, lower-case hexadecimal
/// @param made when
/// @param uncertainty how sure the model was; empty if that was not kept
/// @param notes what memory and device made necessary, what the scan lacks, or the model could not be asked, a sentence each; empty if all went as usual
public record Proposal(Labels labels, LabelTable table, String modelId, String modelSha256, Instant made, Optional<UncertaintyMap> uncertainty, List<String> notes) {
    public Proposal {
        notes = List.copyOf(notes);
    }

    /// The same on another description of the grid, see [Labels#on].
    public Proposal on(Geometry grid) {
        return labels.geometry().equals(grid) ? this : new Proposal(labels.on(grid), table, modelId, modelSha256, made, uncertainty, notes);
    }

    /// The same with another word on how sure the model was.
    public Proposal withUncertainty(UncertaintyMap other) {
        return new Proposal(labels, table, modelId, modelSha256, made, Optional.of(other), notes);
    }

    /// The same with a sentence more.
    public Proposal withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Proposal(labels, table, modelId, modelSha256, made, uncertainty, more);
    }

    public Proposal(Labels labels, LabelTable table, String modelId, String modelSha256, Instant made, Optional<UncertaintyMap> uncertainty) {
        this(labels, table, modelId, modelSha256, made, uncertainty, List.of());
    }

    /// Of which nobody knows how sure the model was.
    public Proposal(Labels labels, LabelTable table, String modelId, String modelSha256, Instant made) {
        this(labels, table, modelId, modelSha256, made, Optional.empty());
    }
}
