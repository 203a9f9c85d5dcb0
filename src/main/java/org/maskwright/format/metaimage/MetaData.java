package org.maskwright.format.metaimage;

import java.io.IOException;
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

/// Where the samples of a MetaImage are, and how they are spelt.
final class MetaData {
    private MetaData() {}

    static boolean isList(String dataFile) {
        return dataFile.equals("LIST") || dataFile.startsWith("LIST ");
    }

    /// `MET_LONG` has four bytes wherever it is written (MetaIO, metaTypes.h).
    static SampleType type(MetaHeader header) throws FormatException {
        String name = header.get("ElementType").toUpperCase(Locale.ROOT);
        return switch (name) {
            case "MET_CHAR" -> SampleType.INT8;
            case "MET_UCHAR" -> SampleType.UINT8;
            case "MET_SHORT" -> SampleType.INT16;
            case "MET_USHORT" -> SampleType.UINT16;
            case "MET_INT", "MET_LONG" -> SampleType.INT32;
            case "MET_UINT", "MET_ULONG" -> SampleType.UINT32;
            case "MET_LONG_LONG" -> SampleType.INT64;
            case "MET_ULONG_LONG" -> SampleType.UINT64;
            case "MET_FLOAT" -> SampleType.FLOAT32;
            case "MET_DOUBLE" -> SampleType.FLOAT64;
            default -> throw header.wrong("ElementType", "a type such as MET_SHORT", name);
        };
    }

    /// The samples in the order of the file.
    static RawImage image(Path path, MetaHeader header, ImageHeader image) throws IOException, FormatException {
        boolean binary = !header.has("BinaryData") || header.flag("BinaryData"), compressed = header.flag("CompressedData");
        Packing packing = compressed ? Packing.ZLIB : binary ? Packing.NONE : Packing.TEXT;
        long skip = header.has("HeaderSize") ? header.integer("HeaderSize", -1, Long.MAX_VALUE / 4) : 0;
        String text = header.get(MetaHeader.DATA_FILE);
        boolean local = text.equalsIgnoreCase("LOCAL");
        List<RawImage.Part> parts = new ArrayList<>();
        for (Path file : local ? List.of(path) : files(path, header, text)) {
            long start = local ? header.end() : 0;
            if (skip > 0) { // counted from the first byte of the file, the header's own included
                if (skip < start) throw header.wrong("HeaderSize", "at least the " + start + " bytes of the header", Long.toString(skip));
                start = skip;
            }
            parts.add(new RawImage.Part(file, start, skip < 0 && packing == Packing.NONE ? RawImage.Part.FROM_THE_END : 0));
        }
        if (compressed && header.has("CompressedDataSize") && parts.size() == 1) {
            RawImage.Part part = parts.getFirst();
            long claimed = header.integer("CompressedDataSize", 0, Long.MAX_VALUE / 4), held = Files.size(part.file()) - part.offset();
            if (held < claimed) throw FormatException.truncated(header.file(), "compressed data", claimed, Math.max(0, held));
        }
        ByteOrder order = header.flag(header.oneOf("BinaryDataByteOrderMSB", "ElementByteOrderMSB")) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new RawImage(header.file(), parts, packing, order, image).checked();
    }

    private static List<Path> files(Path path, MetaHeader header, String text) throws IOException, FormatException {
        List<String> names = isList(text) ? header.list() : FileNames.of(text).orElse(List.of(text));
        if (names.isEmpty() || names.size() > FileNames.MOST) throw header.wrong(MetaHeader.DATA_FILE, "1 to " + FileNames.MOST + " files", names.size() + " of them");
        List<Path> files = new ArrayList<>();
        for (String name : names) files.add(Neighbour.of(path, name));
        return files;
    }
}
