package org.maskwright.format.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;
import org.maskwright.format.SampleType;

/// What a TIFF file says of its pages.
final class TiffHeader {
    private static final int MOST_PAGES = 65_536, MOST_STRIPS = 1 << 20;
    private static final int MAGIC = 42, BIG_MAGIC = 43;
    private static final double MM_PER_INCH = 25.4;
    private static final String EXPORT_AGAIN = "Copy or export it again.";
    private static final Pattern IMAGEJ = Pattern.compile("(?m)^(images|channels|frames|spacing|unit)=(.*)$");
    private static final Pattern OME_COUNT = Pattern.compile("Size[CT]=\"(\\d{1,6})\"");
    private static final Pattern OME_SIZE = Pattern.compile("PhysicalSize([XYZ])(Unit)?=\"([^\"]{1,40})\"");

    private final Path file;
    private final String name;
    private final Bytes bytes;
    private String text = "";
    private int strips;

    private TiffHeader(Path file, Bytes bytes) {
        this.file = file;
        this.name = FormatException.name(file);
        this.bytes = bytes;
    }

    /// The pages in order, without the small copies that pyramids hold.
    static List<Picture> read(Path file, Bytes bytes) throws IOException, FormatException {
        TiffHeader header = new TiffHeader(file, bytes);
        try {
            return header.pages();
        } catch (EOFException e) {
            throw FormatException.unexpected(header.name, "", "the tags of a page", "the end of the file", "The file is cut short: copy or export it again.");
        }
    }

    private List<Picture> pages() throws IOException, FormatException {
        ByteOrder order = TiffTags.order(bytes);
        int magic = bytes.at(2, 2, order).getShort();
        if (magic == BIG_MAGIC) throw FormatException.unsupported(name, "byte 2", "BigTIFF", "Export it as TIFF, or as a stack of PNG files.");
        if (magic != MAGIC) throw FormatException.unexpected(name, "byte 2", "42", Integer.toString(magic), EXPORT_AGAIN);
        List<Picture> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long at = bytes.at(4, 4, order).getInt() & 0xFFFFFFFFL;
        for (int page = 0; at != 0; page++) {
            if (!seen.add(at)) throw FormatException.unexpected(name, "page " + (page + 1), "another page", "one that was read already", EXPORT_AGAIN);
            if (page == MOST_PAGES) throw FormatException.unsupported(name, "", "a file of more than " + MOST_PAGES + " pages", "Cut it into parts.");
            TiffTags tags = TiffTags.at(bytes, order, at);
            if ((tags.number(TiffTags.SUBFILE, 0) & 1) == 0) pages.add(picture(tags, page));
            at = tags.next();
        }
        if (pages.isEmpty()) throw FormatException.unexpected(name, "", "a page", "none", EXPORT_AGAIN);
        double claimed = text.startsWith("ImageJ=") ? number(find(text, "images").orElse("")) : 0;
        if (claimed > pages.size()) // above 4 GB ImageJ writes all pages behind a single directory
            throw FormatException.unsupported(name, "", "an ImageJ stack of " + (long) claimed + " pages that lists only " + pages.size(), "Export it as an image sequence.");
        return pages;
    }

    private Picture picture(TiffTags tags, int page) throws IOException, FormatException {
        String place = "page " + (page + 1);
        long width = tags.number(TiffTags.WIDTH, 0), height = tags.number(TiffTags.HEIGHT, 0), bands = tags.number(TiffTags.SAMPLES, 1);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE - 8 || height > Integer.MAX_VALUE - 8)
            throw FormatException.unexpected(name, place, "at least one pixel", width + " × " + height, EXPORT_AGAIN);
        if (bands < 1 || bands > 4) throw FormatException.unsupported(name, place, "a picture of " + bands + " samples a pixel", "Split it into one file a channel.");
        long photometric = tags.number(TiffTags.PHOTOMETRIC, 1);
        boolean grey = photometric < 2, palette = photometric == 3;
        if (photometric == 5 || photometric > 6) throw FormatException.unsupported(name, place, "a picture in colours of kind " + photometric + ", such as printing inks or L*a*b*,", "Export it as RGB.");
        if (grey ? bands > 2 : palette ? bands > 1 : bands < 3) throw FormatException.unexpected(name, place, "as many samples as its colours need", bands + " a pixel", EXPORT_AGAIN);
        requireHeld(tags, place);
        Picture.Scale scale = scale(tags);
        int bits = bits(tags, place);
        if (page == 0) text = tags.text(TiffTags.DESCRIPTION);
        return new Picture(file, Picture.Kind.TIFF, page, (int) width, (int) height, bits, type(tags, bits, place, palette), (int) bands, palette ? palette(tags, place) : new int[0],
                tags.orientation(), scaled(scale, tags), page == 0 ? note() : "").checked(bytes.length());
    }

    private int bits(TiffTags tags, String place) throws IOException, FormatException {
        long[] all = tags.numbers(TiffTags.BITS, 4);
        long bits = all.length == 0 ? 1 : all[0];
        for (long other : all) if (other != bits) throw FormatException.unsupported(name, place, "a picture whose channels differ in bits", "Export it with 8 bits a channel.");
        return (int) Math.min(bits, Integer.MAX_VALUE);
    }

    private SampleType type(TiffTags tags, int bits, String place, boolean palette) throws IOException, FormatException {
        long format = tags.number(TiffTags.SAMPLE_FORMAT, 1);
        if (bits <= 8 && format == 1 && Integer.bitCount(bits) == 1) return SampleType.UINT8;
        if (!palette) {
            if (bits == 16 && format <= 2) return format == 1 ? SampleType.UINT16 : SampleType.INT16;
            if (bits == 32 && format <= 3) return format == 3 ? SampleType.FLOAT32 : format == 1 ? SampleType.UINT32 : SampleType.INT32;
        }
        throw FormatException.unsupported(name, place, "a picture of " + bits + "-bit samples of kind " + format, "Export it with 8 or 16 bits, or 32-bit floats.");
    }

    private int[] palette(TiffTags tags, String place) throws IOException, FormatException {
        long[] map = tags.numbers(TiffTags.COLOUR_MAP, 3 * 256);
        int n = map.length / 3;
        if (n == 0 || map.length % 3 != 0) throw FormatException.unexpected(name, place, "a palette", map.length + " numbers", EXPORT_AGAIN);
        int[] palette = new int[n];
        for (int i = 0; i < n; i++) palette[i] = (int) (map[i] >> 8 << 16 | map[n + i] >> 8 << 8 | map[2 * n + i] >> 8);
        return palette;
    }

    /// That every strip or tile lies within the file: the decoder would fill in what is missing.
    private void requireHeld(TiffTags tags, String place) throws IOException, FormatException {
        boolean tiles = tags.has(TiffTags.TILE_OFFSETS);
        long[] offsets = tags.numbers(tiles ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS, MOST_STRIPS);
        long[] lengths = tags.numbers(tiles ? TiffTags.TILE_BYTES : TiffTags.STRIP_BYTES, MOST_STRIPS);
        if (offsets.length == 0 || lengths.length != offsets.length) throw FormatException.unexpected(name, place, "where its pixels are", offsets.length + " places and " + lengths.length + " lengths", EXPORT_AGAIN);
        strips += offsets.length; // pages may share their tables, so that a small file lists very many
        if (strips > MOST_STRIPS) throw FormatException.unsupported(name, place, "a file of more than " + MOST_STRIPS + " strips", "Cut it into parts.");
        for (int i = 0; i < offsets.length; i++) {
            if (lengths[i] < 1) throw FormatException.unexpected(name, place, "pixels", "none", EXPORT_AGAIN);
            if (offsets[i] + lengths[i] > bytes.length()) throw FormatException.truncated(name, place, offsets[i] + lengths[i], bytes.length());
        }
    }

    private static Picture.Scale scale(TiffTags tags) throws IOException {
        double unitMm = switch ((int) tags.number(TiffTags.RESOLUTION_UNIT, 2)) {
            case 2 -> MM_PER_INCH;
            case 3 -> 10;
            default -> 0;
        };
        return unitMm == 0 ? Picture.Scale.UNKNOWN : Picture.Scale.of(tags.rational(TiffTags.X_RESOLUTION) / unitMm, tags.rational(TiffTags.Y_RESOLUTION) / unitMm);
    }

    /// What ImageJ and OME-TIFF write about lengths into the description is meant, the resolution beside it perhaps not.
    private Picture.Scale scaled(Picture.Scale scale, TiffTags tags) throws IOException {
        if (text.startsWith("ImageJ=")) {
            double unitMm = millimetres(find(text, "unit").orElse("")), z = number(find(text, "spacing").orElse(""));
            double x = tags.rational(TiffTags.X_RESOLUTION), y = tags.rational(TiffTags.Y_RESOLUTION);
            return unitMm > 0 && x > 0 && y > 0 ? new Picture.Scale(unitMm / x, unitMm / y, Math.max(0, z) * unitMm, false) : scale;
        }
        if (!text.contains("<OME")) return scale;
        double[] mm = new double[3];
        String[] units = {"\u00b5m", "\u00b5m", "\u00b5m"};
        Matcher sizes = OME_SIZE.matcher(text);
        while (sizes.find()) {
            int axis = sizes.group(1).charAt(0) - 'X';
            if (sizes.group(2) != null) units[axis] = sizes.group(3);
            else mm[axis] = number(sizes.group(3));
        }
        for (int i = 0; i < 3; i++) mm[i] *= millimetres(units[i]);
        return mm[0] > 0 && mm[1] > 0 ? new Picture.Scale(mm[0], mm[1], Math.max(0, mm[2]), false) : scale;
    }

    private static Optional<String> find(String text, String key) {
        return IMAGEJ.matcher(text).results().filter(found -> found.group(1).equals(key)).map(found -> found.group(2).strip()).findFirst();
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static double millimetres(String unit) {
        return switch (unit.toLowerCase(java.util.Locale.ROOT)) {
            case "m" -> 1000;
            case "cm" -> 10;
            case "mm" -> 1;
            case "inch", "in" -> MM_PER_INCH;
            case "micron", "microns", "um", "\u00b5m", "\u03bcm", "\\u00b5m" -> 1e-3;
            case "nm" -> 1e-6;
            default -> 0;
        };
    }

    /// What makes pages other than slices.
    private String note() {
        boolean more = false;
        if (text.startsWith("ImageJ=")) {
            for (String key : List.of("channels", "frames")) more |= number(find(text, key).orElse("")) > 1;
        } else if (text.contains("<OME")) {
            Matcher sizes = OME_COUNT.matcher(text);
            while (sizes.find()) more |= Integer.parseInt(sizes.group(1)) > 1;
        }
        return more ? "Its pages are channels or times as well as slices: they are opened in the order in which they are stored." : "";
    }
}
