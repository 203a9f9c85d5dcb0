package org.maskwright.volume;

/// A grey-level window: `centre` and `width` in the volume's own units (Hounsfield for CT).
public record Window(double centre, double width) {
    public Window {
        if (!(width > 0) || !Double.isFinite(centre + width))
            throw new IllegalArgumentException("window needs a finite centre and a width above 0, got " + centre + " / " + width);
    }

    /// The window from black at `low` to white at `high`.
    public static Window between(double low, double high) {
        return new Window((low + high) / 2, Math.max(high - low, Math.max(Math.ulp(low), Math.ulp(high)) * 4));
    }

    public double low() {
        return centre - width / 2;
    }

    public double high() {
        return centre + width / 2;
    }

    /// A window with a name, as a scanner or a reader's habit gives it.
    public record Preset(String name, Window window) {}
}
