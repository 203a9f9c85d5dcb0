package org.maskwright.format.metaimage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.maskwright.format.FormatException;

/// The lines `key = value` of a MetaImage header. The last key is `ElementDataFile`; the names of a `LIST` follow it.
///
/// @param values lower-case key → text
/// @param list lines behind `ElementDataFile = LIST`
/// @param end byte behind the header
record MetaHeader(String file, Map<String, String> values, List<String> list, long end) {
    static final String EXPORT_AGAIN = "Export the file again from the program that wrote it.";
    static final String DATA_FILE = "ElementDataFile";

    private static final int MOST_BYTES = 4 << 20;

    static MetaHeader read(Path path) throws IOException, FormatException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return new Reader(in, FormatException.name(path)).read();
        }
    }

    boolean has(String key) {
        return values.containsKey(key.toLowerCase(Locale.ROOT));
    }

    /// @throws FormatException if it is missing
    String get(String key) throws FormatException {
        String text = values.get(key.toLowerCase(Locale.ROOT));
        if (text == null) throw FormatException.unexpected(file, "header", "the key " + key, "none", EXPORT_AGAIN);
        return text;
    }

    FormatException wrong(String key, String expected, String found) {
        return FormatException.unexpected(file, "key " + key, expected, found.length() <= 60 ? found : found.substring(0, 60) + "…", EXPORT_AGAIN);
    }

    /// The first of `keys`, which mean the same, that the header has; else the last.
    String oneOf(String... keys) {
        for (String key : keys) if (has(key)) return key;
        return keys[keys.length - 1];
    }

    boolean flag(String key) throws FormatException {
        if (!has(key)) return false;
        return switch (get(key).toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes" -> true;
            case "false", "f", "0", "no" -> false;
            default -> throw wrong(key, "True or False", get(key));
        };
    }

    long integer(String key, long least, long most) throws FormatException {
        return integers(key, 1, least, most)[0];
    }

    long[] integers(String key, int n, long least, long most) throws FormatException {
        String[] words = words(key, n);
        long[] numbers = new long[n];
        for (int i = 0; i < n; i++) {
            try {
                numbers[i] = Long.parseLong(words[i]);
            } catch (NumberFormatException e) {
                throw wrong(key, "whole numbers", words[i]);
            }
            if (numbers[i] < least || numbers[i] > most) throw wrong(key, "whole numbers from " + least + " to " + most, words[i]);
        }
        return numbers;
    }

    double[] numbers(String key, int n) throws FormatException {
        String[] words = words(key, n);
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            try {
                numbers[i] = Double.parseDouble(words[i]) + 0.0;
            } catch (NumberFormatException e) {
                throw wrong(key, "numbers", words[i]);
            }
            if (!Double.isFinite(numbers[i])) throw wrong(key, "finite numbers", words[i]);
        }
        return numbers;
    }

    private String[] words(String key, int n) throws FormatException {
        String[] words = get(key).split("\\s+");
        if (words.length != n) throw wrong(key, n + (n == 1 ? " number" : " numbers"), words.length + " of them");
        return words;
    }

    private static final class Reader {
        private final InputStream in;
        private final String file;
        private final Map<String, String> values = new HashMap<>();
        private long at;
        private boolean ended;

        Reader(InputStream in, String file) {
            this.in = in;
            this.file = file;
        }

        MetaHeader read() throws IOException, FormatException {
            for (int number = 1; !ended; number++) {
                String line = line();
                if (line.isBlank()) continue;
                int equals = line.indexOf('=');
                if (equals < 1) throw FormatException.unexpected(file, "line " + number, "\"key = value\"", "something else", EXPORT_AGAIN);
                String key = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                if (values.put(key, line.substring(equals + 1).strip()) != null)
                    throw FormatException.unexpected(file, "line " + number, "each key once", "one again", EXPORT_AGAIN);
                if (key.equals(DATA_FILE.toLowerCase(Locale.ROOT))) return new MetaHeader(file, values, list(), at);
            }
            throw FormatException.unexpected(file, "header", "the key " + DATA_FILE, "the end of the file", "The file is cut short: copy or export it again.");
        }

        private List<String> list() throws IOException, FormatException {
            List<String> names = new ArrayList<>();
            if (!MetaData.isList(values.getOrDefault(DATA_FILE.toLowerCase(Locale.ROOT), ""))) return names;
            while (!ended) {
                String line = line().strip();
                if (!line.isEmpty()) names.add(line);
            }
            return names;
        }

        /// The next line without its end.
        private String line() throws IOException, FormatException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next;
            while ((next = in.read()) >= 0 && next != '\n') {
                line.write(next);
                if (++at > MOST_BYTES) throw FormatException.unexpected(file, "header", "the key " + DATA_FILE + " within " + MOST_BYTES + " bytes", "none", EXPORT_AGAIN);
            }
            if (next < 0) ended = true;
            else at++;
            String text = line.toString(StandardCharsets.UTF_8);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
