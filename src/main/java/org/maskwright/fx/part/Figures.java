package org.maskwright.fx.part;

import java.util.Locale;

/// Numbers as people read them: always as many decimals as fit their meaning, a true minus, a dash for what is not defined.
public final class Figures {
    public static final String NONE = "–";

    private Figures() {}

    /// A volume with three significant figures at most two decimals: `1284`, `12.3`, `0.42`.
    public static String ml(double ml) {
        String digits = ml >= 100 ? "%.0f" : ml >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, ml);
    }

    /// A ratio in [0, 1] with three decimals; a dash for NaN.
    public static String ratio(double ratio) {
        return Double.isNaN(ratio) ? NONE : String.format(Locale.ROOT, "%.3f", ratio);
    }

    /// A number with `decimals`, and a minus sign that is as wide as a plus.
    public static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) return NONE;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }

    /// Whole numbers with spaces between thousands: `12 480`.
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }
}
