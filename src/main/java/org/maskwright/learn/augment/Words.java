package org.maskwright.learn.augment;

import java.util.Locale;

/// Strengths as people read them.
final class Words {
    private Words() {}

    /// Three digits that count, as a rule, and no zeros after the point.
    static String number(double value) {
        String text = String.format(Locale.ROOT, value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.1f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /// The factors that lie `1 + amount` either way of one.
    static String range(double amount) {
        return number(1 / (1 + amount)) + " to " + number(1 + amount);
    }
}
