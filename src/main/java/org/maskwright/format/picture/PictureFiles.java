package org.maskwright.format.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;

/// Which files are pictures, and which of a folder's belong together: those whose names differ in their last number alone.
final class PictureFiles {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern ENDING = Pattern.compile("(?i)\\.(png|jpe?g|tiff?)$");
    /// `2` before `10`: zeros are put before every number.
    private static final int DIGITS = 20;

    private PictureFiles() {}

    /// By the first bytes alone.
    static Optional<Picture.Kind> kind(byte[] first) {
        if (begins(first, PngHeader.SIGNATURE)) return Optional.of(Picture.Kind.PNG);
        if (begins(first, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})) return Optional.of(Picture.Kind.JPEG);
        boolean little = begins(first, new byte[] {'I', 'I'}), big = begins(first, new byte[] {'M', 'M'});
        if (first.length < 4 || !(little || big)) return Optional.empty();
        int magic = little ? first[2] & 255 | (first[3] & 255) << 8 : (first[2] & 255) << 8 | first[3] & 255;
        return magic == 42 || magic == 43 ? Optional.of(Picture.Kind.TIFF) : Optional.empty();
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        if (bytes.length < with.length) return false;
        for (int i = 0; i < with.length; i++) if (bytes[i] != with[i]) return false;
        return true;
    }

    /// The pictures in `file`, by what it holds and not by its name.
    static List<Picture> read(Path file) throws IOException, FormatException {
        try (Bytes.OfFile bytes = new Bytes.OfFile(file)) {
            byte[] first = new byte[(int) Math.min(PngHeader.SIGNATURE.length, bytes.length())];
            bytes.at(0, first.length, java.nio.ByteOrder.BIG_ENDIAN).get(first);
            Optional<Picture.Kind> kind = kind(first);
            if (kind.isEmpty()) throw FormatException.unexpected(FormatException.name(file), "", "a PNG, JPEG or TIFF picture", "something else", "Export it again.");
            return switch (kind.get()) {
                case PNG -> List.of(PngHeader.read(file, bytes));
                case JPEG -> List.of(JpegHeader.read(file, bytes));
                case TIFF -> TiffHeader.read(file, bytes);
            };
        }
    }

    static boolean isNamedLikeOne(Path file) {
        String name = FormatException.name(file);
        return !name.startsWith(".") && ENDING.matcher(name).find();
    }

    /// Files of pictures in `folder` itself, those that belong together in one list, by rising numbers.
    static List<List<Path>> groups(Path folder) throws IOException {
        TreeMap<String, List<Path>> groups = new TreeMap<>(Comparator.comparing(PictureFiles::padded).thenComparing(Comparator.naturalOrder()));
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(PictureFiles::isNamedLikeOne).filter(Files::isRegularFile)::iterator)
                groups.computeIfAbsent(pattern(file), _ -> new ArrayList<>()).add(file);
        }
        for (List<Path> group : groups.values()) group.sort(Comparator.comparing((Path file) -> padded(FormatException.name(file))).thenComparing(FormatException::name));
        return List.copyOf(groups.values());
    }

    /// The files beside `file` that belong to it, itself among them.
    static List<Path> beside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !isNamedLikeOne(file)) return List.of(file);
        String wanted = pattern(file);
        for (List<Path> group : groups(folder)) if (pattern(group.getFirst()).equals(wanted)) return group;
        return List.of(file);
    }

    /// The name with its last number as `*`.
    static String pattern(Path file) {
        String name = FormatException.name(file);
        Matcher ending = ENDING.matcher(name);
        String stem = ending.find() ? name.substring(0, ending.start()) : name, tail = name.substring(stem.length()).toLowerCase(Locale.ROOT);
        Matcher numbers = NUMBER.matcher(stem);
        int start = -1, end = -1;
        while (numbers.find()) {
            start = numbers.start();
            end = numbers.end();
        }
        return start < 0 ? stem + tail : stem.substring(0, start) + "*" + stem.substring(end) + tail;
    }

    private static String padded(String name) {
        return NUMBER.matcher(name).replaceAll(number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
    }
}
