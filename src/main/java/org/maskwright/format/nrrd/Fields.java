package org.maskwright.format.nrrd;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;

/// The lines of a NRRD header: fields, key/value pairs, and the files of a `LIST`.
///
/// @param values field → text; names in lower case, without blanks
/// @param pairs key → text
/// @param list lines behind `data file: LIST`
/// @param end byte behind the header
/// @param closed whether a blank line ends the header, behind which samples may stand
record Fields(String file, Map<String, String> values, Map<String, String> pairs, List<String> list, long end, boolean closed) {
    static final String EXPORT_AGAIN = "Export the file again from the program that wrote it.";
    static final Pattern MAGIC = Pattern.compile("NRRD000[1-5]");

    private static final int MOST_BYTES = 4 << 20;
    /// http://teem.sourceforge.net/nrrd/format.html; the names without blanks are aliases there.
    private static final Set<String> KNOWN = Set.of("type", "dimension", "space", "spacedimension", "sizes", "spacedirections", "spaceorigin", "spaceunits",
            "kinds", "endian", "encoding", "spacings", "thicknesses", "axismins", "axismaxs", "centers", "centerings", "labels", "units", "min", "max",
            "oldmin", "oldmax", "lineskip", "byteskip", "datafile", "blocksize", "number", "content", "sampleunits", "measurementframe");

    static Fields read(Path path) throws IOException, FormatException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return new Reader(in, FormatException.name(path)).read();
        }
    }

    static boolean isList(String dataFile) {
        return dataFile.equals("LIST") || dataFile.startsWith("LIST ");
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    Optional<String> find(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /// @throws FormatException if it is missing
    String get(String field) throws FormatException {
        String text = values.get(field);
        if (text == null) throw FormatException.unexpected(file, "header", "the field \"" + field + "\"", "none", EXPORT_AGAIN);
        return text;
    }

    FormatException wrong(String field, String expected, String found) {
        return FormatException.unexpected(file, "field \"" + field + "\"", expected, found.length() <= 60 ? found : found.substring(0, 60) + "…", EXPORT_AGAIN);
    }

    /// Words between blanks; none if the field is missing.
    List<String> words(String field) {
        String text = values.getOrDefault(field, "").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    /// Texts between quotation marks, as units and labels are spelt.
    List<String> quoted(String field) {
        List<String> texts = new ArrayList<>();
        var matcher = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"").matcher(values.getOrDefault(field, ""));
        while (matcher.find()) texts.add(matcher.group(1));
        return texts;
    }

    double number(String field, String word) throws FormatException {
        try {
            return Double.parseDouble(word.equalsIgnoreCase("nan") ? "NaN" : word);
        } catch (NumberFormatException e) {
            throw wrong(field, "a number", word);
        }
    }

    int integer(String field, String word, int least, int most) throws FormatException {
        try {
            int n = Integer.parseInt(word);
            if (n >= least && n <= most) return n;
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(field, "a whole number from " + least + " to " + most, word);
    }

    private static final class Reader {
        private final InputStream in;
        private final String file;
        private final Map<String, String> values = new LinkedHashMap<>(), pairs = new LinkedHashMap<>();
        private final List<String> list = new ArrayList<>();
        private long at;
        private boolean ended;

        Reader(InputStream in, String file) {
            this.in = in;
            this.file = file;
        }

        Fields read() throws IOException, FormatException {
            if (!MAGIC.matcher(line()).matches()) throw FormatException.unexpected(file, "line 1", "NRRD0001 to NRRD0005", "something else", "Choose a NRRD file.");
            boolean closed = false;
            for (int number = 2; !ended; number++) {
                String line = line();
                if (line.isEmpty()) {
                    closed = !ended;
                    break;
                }
                if (isList(values.getOrDefault("datafile", ""))) list.add(line);
                else if (!line.startsWith("#")) take(line, number);
            }
            return new Fields(file, values, pairs, list, at, closed);
        }

        private void take(String line, int number) throws FormatException {
            int colon = line.indexOf(':');
            boolean pair = colon > 0 && line.startsWith(":=", colon);
            if (colon < 1 || !pair && !line.startsWith(": ", colon) && colon < line.length() - 1)
                throw FormatException.unexpected(file, "line " + number, "\"field: value\" or \"key:=value\"", "neither", EXPORT_AGAIN);
            String name = line.substring(0, colon);
            if (pair) {
                pairs.putIfAbsent(name, line.substring(colon + 2));
                return;
            }
            String field = name.toLowerCase(Locale.ROOT).replace(" ", "");
            if (!KNOWN.contains(field)) throw FormatException.unexpected(file, "line " + number, "a field of NRRD", "an unknown one", EXPORT_AGAIN);
            String value = line.substring(colon + 1).strip();
            if (values.put(field, value) != null) throw FormatException.unexpected(file, "line " + number, "each field once", "\"" + field + "\" again", EXPORT_AGAIN);
        }

        /// The next line without its end; empty at the end of the file, too.
        private String line() throws IOException, FormatException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next;
            while ((next = in.read()) >= 0 && next != '\n') {
                line.write(next);
                if (++at > MOST_BYTES) throw FormatException.unexpected(file, "header", "a blank line within " + MOST_BYTES + " bytes", "none", EXPORT_AGAIN);
            }
            if (next < 0) ended = true;
            else at++;
            String text = line.toString(StandardCharsets.UTF_8);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
