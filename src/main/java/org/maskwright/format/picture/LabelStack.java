package org.maskwright.format.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.FileSink;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.json.JsonValue;
import org.maskwright.format.png.PngWriter;
import org.maskwright.format.raw.Neighbour;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// A label map as a folder of PNG files, one a slice, and what pictures cannot say beside them: where they lie in the patient,
/// and what the labels are called. Reading it gives back all that was written.
///
/// ```
/// stack.json       size, affineRasMm, files, labels
/// slice-0001.png   8-bit grey, 16-bit if a label is above 255: a pixel's value is its label
/// ```
public final class LabelStack {
    static final String NAME = "stack.json";
    private static final String MARK = "maskwrightStack";
    private static final int VERSION = 1, MOST_LABELS = 65_535;

    private LabelStack() {}

    static boolean begins(byte[] first) {
        return new String(first, StandardCharsets.UTF_8).contains("\"" + MARK + "\"");
    }

    /// @param file whose folder holds the pictures
    static PictureStack read(Path file) throws IOException, FormatException {
        JsonValue json = JsonValue.read(file);
        json.integer(MARK, 1, VERSION);
        Geometry geometry = geometry(json);
        List<Picture> pictures = new ArrayList<>();
        for (JsonValue name : json.list("files")) pictures.addAll(PictureFiles.read(Neighbour.of(file, name.text())));
        if (pictures.size() != geometry.size().z()) throw json.get("files").refuse(geometry.size().z() + " pictures");
        Picture first = pictures.getFirst();
        for (Picture p : pictures) {
            if (p.shownWidth() != geometry.size().x() || p.shownHeight() != geometry.size().y())
                throw FormatException.unexpected(p.name(), "", geometry.size().x() + " × " + geometry.size().y() + " pixels", p.shownWidth() + " × " + p.shownHeight(), "Put back the picture that was exported.");
            if (p.channels() != 1 || p.type() != first.type()) throw FormatException.unexpected(p.name(), "", "grey pixels of " + first.type().id(), "others", "Put back the picture that was exported.");
        }
        ImageHeader header = ImageHeader.of(geometry, first.type()).withKind(ImageHeader.Kind.LABELS).withTable(table(json));
        return new PictureStack(FormatException.name(file), pictures, header);
    }

    private static Geometry geometry(JsonValue json) throws FormatException {
        double[] n = json.numbers("size", 3), a = json.numbers("affineRasMm", 16);
        try {
            Affine ras = new Affine(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11]);
            return new Geometry(new Size((int) n[0], (int) n[1], (int) n[2]), ras.withTargetXyNegated());
        } catch (IllegalArgumentException e) {
            throw json.get("affineRasMm").refuse("a size, and axes that span space");
        }
    }

    private static LabelTable table(JsonValue json) throws FormatException {
        Map<Integer, LabelTable.Entry> labels = new TreeMap<>();
        for (JsonValue label : json.list("labels")) {
            int value = (int) label.integer("value", 1, MOST_LABELS);
            String colour = label.text("colour");
            if (!colour.matches("#[0-9A-Fa-f]{6}")) throw label.get("colour").refuse("a colour such as \"#F2A541\"");
            if (label.text("name").isBlank()) throw label.get("name").refuse("a name");
            labels.put(value, new LabelTable.Entry(value, label.text("name"), Integer.parseInt(colour.substring(1), 16)));
        }
        return new LabelTable(List.copyOf(labels.values()));
    }

    /// Writes a label map: the pictures first, so that the description never stands without them.
    ///
    /// @param image one channel of 8 or 16 bits, unsigned
    /// @param files into an empty folder
    public static void write(StoredImage image, FileSink files, Progress progress) throws IOException, FormatException {
        ImageHeader header = image.header();
        if (header.channels() > 1 || header.frames() > 1 || header.type() != SampleType.UINT8 && header.type() != SampleType.UINT16 || !header.isUnscaled())
            throw FormatException.of(image.name(), "", "a stack of pictures holds label maps, and this is none.", "Choose NIfTI or NRRD for it.");
        Size size = header.size();
        List<String> names = new ArrayList<>();
        int digits = Math.max(4, String.valueOf(size.z()).length());
        image.read(0, size.z(), (z, samples) -> {
            String name = String.format("slice-%0" + digits + "d.png", z + 1);
            names.add(name);
            files.file(name, out -> PngWriter.writeGrey(samples, header.type().bytes() * 8, size.x(), size.y(), out));
        }, progress);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(MARK, VERSION);
        json.put("size", List.of(size.x(), size.y(), size.z()));
        json.put("affineRasMm", Arrays.stream(header.geometry().toPatient().withTargetXyNegated().rows()).flatMapToDouble(Arrays::stream).boxed().toList());
        json.put("labels", header.table().entries().stream().map(LabelStack::label).toList());
        json.put("files", names);
        files.file(NAME, out -> JsonValue.write(json, out));
    }

    private static Map<String, ?> label(LabelTable.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", entry.value());
        json.put("name", entry.name());
        json.put("colour", String.format("#%06X", entry.rgb()));
        return json;
    }
}
