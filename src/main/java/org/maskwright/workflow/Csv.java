package org.maskwright.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.maskwright.measure.Score;

/// A table as RFC 4180 spells it: rows end in CRLF, and a text is quoted where it must be.
public final class Csv {
    private final StringBuilder out = new StringBuilder();

    /// Adds a row of texts, whole numbers, doubles (six decimals), and scores (empty where undefined).
    public Csv row(Object... fields) {
        out.append(Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(","))).append("\r\n");
        return this;
    }

    private static String field(Object field) {
        return switch (field) {
            case Score.Undefined _ -> "";
            case Score.Defined(double value) -> decimal(value);
            case Double value -> decimal(value);
            default -> quoted(field.toString());
        };
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
