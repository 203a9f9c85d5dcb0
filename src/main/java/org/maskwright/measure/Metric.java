package org.maskwright.measure;

/// One measure of agreement for one label in one case. Each kind stands in its own file and in [Metrics].
public interface Metric {
    /// Stable, such as `dice`.
    String id();

    /// What a column says, such as "Dice".
    String title();

    /// Such as `ml`; empty for a ratio.
    String unit();

    /// The convention in a few words, to stand under the title: whose it is where programs differ, such as "MONAI, Metrics Reloaded", else the formula.
    String conventionName();

    /// The exact definition, written into every export, such as `2TP/(2TP+FP+FN)`: metrics of one name differ between programs.
    String convention();

    Score of(Comparison comparison);
}
