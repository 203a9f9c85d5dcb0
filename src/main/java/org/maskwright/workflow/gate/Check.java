package org.maskwright.workflow.gate;

import java.util.List;

/// One question that an export must answer. Without state; each in a file of its own, and in [Checks].
public sealed interface Check {
    /// Names it in files, such as `islands`.
    String id();

    /// What it looks for, above the findings that people read.
    String title();

    /// Asked of every scan by itself.
    non-sealed interface OfScan extends Check {
        List<Finding> look(CheckedCase one);
    }

    /// Asked of every case's labels by themselves, layer by layer.
    non-sealed interface OfLabels extends Check {
        List<Finding> look(CheckedCase one);
    }

    /// Asked once, of all cases together.
    non-sealed interface OfProject extends Check {
        List<Finding> look(CheckedProject all);
    }
}
