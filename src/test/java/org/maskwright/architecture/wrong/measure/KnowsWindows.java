package org.maskwright.architecture.wrong.measure;

/// Wrong: a score that knows two window systems.
record KnowsWindows(javafx.geometry.Point2D here, java.awt.Point there) {}
