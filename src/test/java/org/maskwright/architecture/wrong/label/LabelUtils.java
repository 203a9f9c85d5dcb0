package org.maskwright.architecture.wrong.label;

/// Wrong: a name that says nothing.
record LabelUtils() {}
