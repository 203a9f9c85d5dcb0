package org.maskwright.format.dicom;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What may set images at one place apart: when they were taken, or how. One number for each [Axis], 0 where nothing is said.
record Turn(List<Double> values) implements Comparable<Turn> {
    /// In the order in which they are believed.
    enum Axis {
        DIMENSION("dimension index"), TEMPORAL_POSITION("temporal position"), TRIGGER_TIME("trigger time"), ECHO("echo"), B_VALUE("b-value"),
        ACQUISITION("acquisition number"), INSTANCE("instance number");

        /// What people call it.
        final String title;

        Axis(String title) {
            this.title = title;
        }
    }

    Turn {
        values = List.copyOf(values);
        if (values.size() != Axis.values().length) throw new IllegalArgumentException("one number for each axis, got " + values.size());
    }

    double along(Axis axis) {
        return values.get(axis.ordinal());
    }

    Turn with(Axis axis, double value) {
        Double[] changed = values.toArray(Double[]::new);
        changed[axis.ordinal()] = value;
        return new Turn(Arrays.asList(changed));
    }

    @Override
    public int compareTo(Turn other) {
        return Arrays.compare(values.toArray(Double[]::new), other.values.toArray(Double[]::new), Comparator.naturalOrder());
    }
}
