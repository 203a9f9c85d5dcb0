package org.maskwright.format.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbered data files as headers spell them: `slice_%03d.raw 1 200 1`, then perhaps how many dimensions one file has.
public final class FileNames {
    /// No image is believed to be spread over more files.
    public static final int MOST = 65_536;

    private static final Pattern NUMBERED = Pattern.compile("(\\S.*?)%(0?\\d{0,2})d(.*?) +(-?\\d{1,9}) +(-?\\d{1,9}) +(-?\\d{1,9})( +\\d{1,2})?");

    private FileNames() {}

    /// The names that `text` stands for, none if these are too many; empty if it spells no such series.
    public static Optional<List<String>> of(String text) {
        Matcher m = NUMBERED.matcher(text);
        if (!m.matches()) return Optional.empty();
        int from = Integer.parseInt(m.group(4)), to = Integer.parseInt(m.group(5)), step = Integer.parseInt(m.group(6));
        if (step == 0 || (to - from) / step < 0 || (to - from) / step >= MOST) return Optional.of(List.of());
        String format = "%" + flags(m.group(2)) + "d";
        List<String> names = new ArrayList<>();
        for (int i = from; step > 0 ? i <= to : i >= to; i += step) names.add(m.group(1) + String.format(Locale.ROOT, format, i) + m.group(3));
        return Optional.of(names);
    }

    /// The width, with a zero in front if zeros fill it: C allows several, and none to fill, Java does not.
    private static String flags(String text) {
        int width = text.isEmpty() ? 0 : Integer.parseInt(text);
        return width == 0 ? "" : (text.startsWith("0") ? "0" : "") + width;
    }
}
