package org.maskwright.format.nrrd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.raw.FileNames;
import org.maskwright.format.raw.Neighbour;
import org.maskwright.format.raw.Packing;
import org.maskwright.format.raw.RawImage;

/// Where the samples of a NRRD file are, and how they are spelt.
final class NrrdData {
    private NrrdData() {}

    static SampleType type(Fields fields) throws FormatException {
        String name = fields.get("type").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "signed char", "int8", "int8_t" -> SampleType.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> SampleType.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> SampleType.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> SampleType.UINT16;
            case "int", "signed int", "int32", "int32_t" -> SampleType.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> SampleType.UINT32;
            case "longlong", "long long", "long long int", "signed long long", "signed long long int", "int64", "int64_t" -> SampleType.INT64;
            case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" -> SampleType.UINT64;
            case "float" -> SampleType.FLOAT32;
            case "double" -> SampleType.FLOAT64;
            case "block" -> throw FormatException.unsupported(fields.file(), "field \"type\"", "an image of opaque blocks", "");
            default -> throw fields.wrong("type", "a type of NRRD, such as short", name);
        };
    }

    /// The samples in the order of the file.
    static RawImage image(Path path, Fields fields, ImageHeader header) throws IOException, FormatException {
        Packing packing = packing(fields);
        int lines = skip(fields, "lineskip", 0, Integer.MAX_VALUE), bytes = skip(fields, "byteskip", -1, Integer.MAX_VALUE);
        List<RawImage.Part> parts = new ArrayList<>();
        for (Path file : files(path, fields)) {
            long start = lineStart(file, file.equals(path) ? fields.end() : 0, lines);
            parts.add(new RawImage.Part(file, start, bytes < 0 ? RawImage.Part.FROM_THE_END : bytes));
        }
        return new RawImage(fields.file(), parts, packing, order(fields, header.type(), packing), header).checked();
    }

    private static int skip(Fields fields, String field, int least, int most) throws FormatException {
        return fields.has(field) ? fields.integer(field, fields.get(field), least, most) : 0;
    }

    private static Packing packing(Fields fields) throws FormatException {
        String name = fields.get("encoding").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "raw" -> Packing.NONE;
            case "gzip", "gz" -> Packing.GZIP;
            case "ascii", "text", "txt" -> Packing.TEXT;
            case "hex" -> Packing.HEX;
            case "bzip2", "bz2" -> Packing.BZIP2;
            case "zrl" -> throw FormatException.unsupported(fields.file(), "field \"encoding\"", "an image packed as " + name, "Export it with the encoding gzip or raw.");
            default -> throw fields.wrong("encoding", "raw, gzip, bzip2, ascii or hex", name);
        };
    }

    private static ByteOrder order(Fields fields, SampleType type, Packing packing) throws FormatException {
        if (!fields.has("endian") && (type.bytes() == 1 || packing == Packing.TEXT)) return ByteOrder.LITTLE_ENDIAN;
        return switch (fields.get("endian").toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw fields.wrong("endian", "little or big", fields.get("endian"));
        };
    }

    private static List<Path> files(Path path, Fields fields) throws IOException, FormatException {
        if (!fields.has("datafile")) {
            if (!fields.closed()) throw FormatException.unexpected(fields.file(), "header", "a blank line and samples behind it", "the end of the file", "The file is cut short: copy or export it again.");
            return List.of(path);
        }
        String text = fields.get("datafile");
        List<String> names = Fields.isList(text) ? fields.list() : FileNames.of(text).orElse(List.of(text));
        if (names.isEmpty() || names.size() > FileNames.MOST) throw fields.wrong("datafile", "1 to " + FileNames.MOST + " files", names.size() + " of them");
        List<Path> files = new ArrayList<>();
        for (String name : names) files.add(Neighbour.of(path, name));
        return files;
    }

    /// The byte behind so many lines; the file's length if it has fewer.
    private static long lineStart(Path file, long from, int lines) throws IOException, FormatException {
        if (lines == 0) return from;
        long at = 0;
        int left = lines;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(from);
            for (at = from; left > 0; at++) {
                int next = in.read();
                if (next < 0) throw FormatException.unexpected(FormatException.name(file), "", lines + " lines to skip", lines - left + " lines", Fields.EXPORT_AGAIN);
                if (next == '\n') left--;
            }
        }
        return at;
    }
}
