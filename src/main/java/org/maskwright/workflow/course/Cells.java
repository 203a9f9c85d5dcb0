package org.maskwright.workflow.course;

import java.util.Locale;

/// The cells of a page's tables that hold numbers.
final class Cells {
    private Cells() {}

    /// @param html as it shall stand there
    static String head(String html) {
        return "<th class=\"n\">" + html + "</th>";
    }

    /// @param html as it shall stand there
    static String cell(String html) {
        return "<td class=\"n\">" + html + "</td>";
    }

    /// With three decimals; a dash for what is no number.
    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
