package org.maskwright.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lies in the lines of a header of text: numbers at the edge of their range, words and whole lines of other headers, lines left
/// out, doubled and exchanged, and files named that are none of its business.
final class TextMutator implements Mutator {
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;
    private static final int HEAD = 4096;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?"), WORD = Pattern.compile("[^\\s:=(),]+");
    private static final List<String> NUMBERS = List.of("0", "-1", "1", "2", "3", "16", "255", "65536", "100000", "2147483639", "2147483647", "2147483648", "-2147483648",
            "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "99999999999999999999999", "1e400", "-1e400", "1e-320", "nan", "-inf", "0x10", "1.5", "",
            "00000000000000000000000000000001", "1e9", "٣");
    private static final List<String> PLACES = List.of("../secret.raw", "..\\secret.raw", "/etc/passwd", "/dev/zero", "/dev/random", "/dev/stdin", "C:\\secret.raw", "file:///etc/passwd", "a/../../secret.raw",
            ".", "..", "", "LIST", "LIST 2", "LOCAL", "nul\u0000.raw", "~/secret.raw", "slice_%02d.raw 1 18 1", "slice_%999999999d.raw 1 2 1", "%s%n.raw 1 9 1", "s%d.raw 0 2000000000 1", "secret.raw");

    private final List<String> lines;
    private final List<String> words;

    /// @param samples sound files, whose lines and words are put into others
    TextMutator(Collection<Seed> samples) {
        TreeSet<String> known = new TreeSet<>(), parts = new TreeSet<>();
        for (Seed seed : samples) {
            for (String line : head(seed.bytes()).split("\n", -1)) {
                if (!line.chars().allMatch(c -> c >= ' ' && c < 127 || c == '\r') || line.length() > 200) continue;
                known.add(line);
                Matcher word = WORD.matcher(line);
                while (word.find()) parts.add(word.group());
            }
        }
        lines = List.copyOf(known);
        words = List.copyOf(parts);
    }

    private static String head(byte[] bytes) {
        return new String(bytes, 0, Math.min(HEAD, bytes.length), BYTES);
    }

    @Override
    public byte[] mutate(byte[] bytes, Random random) {
        List<String> header = new ArrayList<>(List.of(head(bytes).split("\n", -1)));
        int text = 0;
        while (text < header.size() && header.get(text).length() < 400 && header.get(text).chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\r')) text++;
        int i = random.nextInt(Math.max(1, text));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> header.set(i, replaced(header.get(i), NUMBER, NUMBERS, random));
            case 3, 4 -> header.set(i, replaced(header.get(i), WORD, words, random));
            case 5 -> header.set(i, replaced(header.get(i), WORD, PLACES, random));
            case 6 -> header.remove(i);
            case 7 -> header.add(i, header.get(random.nextInt(Math.max(1, text))));
            case 8 -> java.util.Collections.swap(header, i, random.nextInt(Math.max(1, text)));
            default -> header.add(i, any(lines, random));
        }
        byte[] head = String.join("\n", header).getBytes(BYTES);
        byte[] out = Arrays.copyOf(head, head.length + Math.max(0, bytes.length - HEAD));
        System.arraycopy(bytes, Math.min(HEAD, bytes.length), out, head.length, out.length - head.length);
        return out;
    }

    private static String replaced(String line, Pattern what, List<String> by, Random random) {
        Matcher matcher = what.matcher(line);
        int count = 0;
        while (matcher.find()) count++;
        if (count == 0) return line + " " + any(by, random);
        int chosen = random.nextInt(count);
        matcher.reset();
        for (int n = 0; n <= chosen; n++) matcher.find();
        return line.substring(0, matcher.start()) + any(by, random) + line.substring(matcher.end());
    }

    private static String any(List<String> of, Random random) {
        return of.isEmpty() ? "" : of.get(random.nextInt(of.size()));
    }
}
