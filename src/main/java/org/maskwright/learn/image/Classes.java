package org.maskwright.learn.image;

import java.util.List;

/// A network's classes by index, and the label value that each stands for; class 0 is background, label 0.
///
/// @param labels the label values of classes 1, 2, …, rising
public record Classes(List<Integer> labels) {
    public Classes {
        labels = List.copyOf(labels);
        int last = 0;
        for (int label : labels) {
            if (label <= last || label > 65_535) throw new IllegalArgumentException("label values must rise from 1 to at most 65535, got " + labels);
            last = label;
        }
        if (labels.isEmpty()) throw new IllegalArgumentException("a network needs at least one label beside background");
    }

    /// How many classes there are, background among them.
    public int count() {
        return labels.size() + 1;
    }

    public int labelOf(int classIndex) {
        return classIndex == 0 ? 0 : labels.get(classIndex - 1);
    }
}
