package org.maskwright.learn;

import java.util.List;
import org.maskwright.label.LabelTable;

/// Labelled cases that belong together, and where they come from.
///
/// @param name what people call the data
/// @param reference where it is from, such as a paper's address; empty if unknown
/// @param licence under which it was given; empty if unknown
/// @param modality `CT`, `MR` or another DICOM modality; empty to take what the scans say
/// @param labels every label that may occur; one that occurs in no case is not learnt
/// @param cases in a fixed order; the last fifth validates where nothing else is said
public record TrainingSet(String name, String reference, String licence, String modality, LabelTable labels, List<TrainingCase> cases) {
    public TrainingSet {
        cases = List.copyOf(cases);
    }

    /// This set with only the labels of these values in its table.
    TrainingSet withLabels(List<Integer> values) {
        LabelTable kept = new LabelTable(labels.entries().stream().filter(entry -> values.contains(entry.value())).toList());
        return new TrainingSet(name, reference, licence, modality, kept, cases);
    }
}
