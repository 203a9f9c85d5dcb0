package org.maskwright.learn.foreign;

/// Texts out of files from elsewhere, made safe to show.
final class PlainText {
    private PlainText() {}

    /// Without control characters, marks that turn the direction of writing, and line ends; cut to `limit` characters.
    static String of(String text, int limit) {
        String plain = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
        return plain.length() <= limit ? plain : plain.substring(0, limit - 1) + "…";
    }

    /// A number without a useless `.0`.
    static String of(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}
