package org.maskwright.format.nrrd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.raw.SegmentKeys;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelTable;

/// Spells headers: LPS, little-endian, gzip; samples behind the header unless a data file is named.
final class NrrdWriter {
    private NrrdWriter() {}

    static byte[] header(ImageHeader image, String dataFile) {
        boolean side = image.interleaved() && image.channels() > 1;
        return header(image, side ? image.channels() == 3 ? "RGB-color" : image.channels() == 4 ? "RGBA-color" : "vector" : "", List.of(image.table()), dataFile);
    }

    /// Layers of segments as 3D Slicer spells them: a list that runs fastest.
    ///
    /// @param image as many channels, side by side, as there are layers
    static byte[] layers(ImageHeader image, List<LabelTable> layers, String dataFile) {
        return header(image, "list", layers, dataFile);
    }

    private static byte[] header(ImageHeader image, String sideBySide, List<LabelTable> layers, String dataFile) {
        List<String> sizes = new ArrayList<>(), directions = new ArrayList<>(), kinds = new ArrayList<>();
        Affine lps = image.geometry().toPatient();
        boolean side = image.interleaved() && image.channels() > 1;
        if (side) axis(sizes, directions, kinds, image.channels(), "none", sideBySide);
        for (int i = 0; i < 3; i++) axis(sizes, directions, kinds, image.size().along(i), vector(lps.column(i)), "domain");
        if (image.frames() > 1) axis(sizes, directions, kinds, image.frames(), "none", "list");
        if (!side && image.channels() > 1) axis(sizes, directions, kinds, image.channels(), "none", "vector");
        StringBuilder text = new StringBuilder("NRRD0005\n# Written by Maskwright. The format: http://teem.sourceforge.net/nrrd/format.html\n");
        field(text, "type", type(image));
        field(text, "dimension", Integer.toString(sizes.size()));
        field(text, "space", "left-posterior-superior");
        field(text, "sizes", String.join(" ", sizes));
        field(text, "space directions", String.join(" ", directions));
        field(text, "kinds", String.join(" ", kinds));
        field(text, "space units", "\"mm\" \"mm\" \"mm\"");
        if (image.type().bytes() > 1) field(text, "endian", "little");
        field(text, "encoding", "gzip");
        field(text, "space origin", vector(lps.origin()));
        if (!dataFile.isEmpty()) field(text, "data file", dataFile);
        if (layers.stream().anyMatch(table -> !table.entries().isEmpty()))
            text.append("Segmentation_ContainedRepresentationNames:=Binary labelmap|\nSegmentation_MasterRepresentation:=Binary labelmap\nSegmentation_ReferenceImageExtentOffset:=0 0 0\n");
        SegmentKeys.of(image.size(), layers).forEach((key, value) -> text.append(key).append(":=").append(value).append('\n'));
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void axis(List<String> sizes, List<String> directions, List<String> kinds, int size, String direction, String kind) {
        sizes.add(Integer.toString(size));
        directions.add(direction);
        kinds.add(kind);
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String vector(Point v) {
        return "(" + v.x() + "," + v.y() + "," + v.z() + ")";
    }

    private static String type(ImageHeader image) {
        return switch (image.type()) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 -> image.type().id();
        };
    }
}
