package org.maskwright.volume;

/// A grey-level window: `centre` and `width` in the volume's own units (Hounsfield for CT).
///
/// @param function how values become greys; [VoiFunction.Formula#LINEAR] is taken exactly where it means nothing, in a width below 1
public record Window(double centre, double width, VoiFunction function) {
    public Window {
        if (!(width > 0) || !Double.isFinite(centre + width))
            throw new IllegalArgumentException("window needs a finite centre and a width above 0, got " + centre + " / " + width);
        if (function == VoiFunction.Formula.LINEAR && width < 1) function = VoiFunction.Formula.LINEAR_EXACT;
    }

    /// A straight line from black at [#low] to white at [#high].
    public Window(double centre, double width) {
        this(centre, width, VoiFunction.Formula.LINEAR_EXACT);
    }

    /// The window from black at `low` to white at `high`.
    public static Window between(double low, double high) {
        return new Window((low + high) / 2, Math.max(high - low, Math.max(Math.ulp(low), Math.ulp(high)) * 4));
    }

    /// The same function over another window.
    public Window moved(double newCentre, double newWidth) {
        return new Window(newCentre, newWidth, function);
    }

    public double low() {
        return centre - width / 2;
    }

    public double high() {
        return centre + width / 2;
    }

    /// The grey of `value`, 0 for black to 1 for white; NaN of NaN.
    public double grey(double value) {
        return function.grey(value, centre, width);
    }

    /// A window with a name, as a scanner or a reader's habit gives it.
    public record Preset(String name, Window window) {}
}
