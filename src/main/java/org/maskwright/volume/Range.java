package org.maskwright.volume;

/// A closed range of values, `low` up to and with `high`, in the volume's own units.
public record Range(double low, double high) {
    public Range {
        if (!(low <= high)) throw new IllegalArgumentException("a range needs low ≤ high, got " + low + " … " + high);
    }

    /// NaN is in no range.
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /// The smallest range that holds both.
    public Range union(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    public double width() {
        return high - low;
    }

    public double clamp(double value) {
        return Math.clamp(value, low, high);
    }
}
