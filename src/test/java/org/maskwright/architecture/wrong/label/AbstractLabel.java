package org.maskwright.architecture.wrong.label;

/// Wrong: a name that speaks of Java, not of labels.
interface AbstractLabel {}
