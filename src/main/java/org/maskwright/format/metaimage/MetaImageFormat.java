package org.maskwright.format.metaimage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.maskwright.format.Contents;
import org.maskwright.format.FileSink;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.raw.Components;
import org.maskwright.format.raw.RawImage;
import org.maskwright.format.raw.Unscaled;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// MetaImage, the format of ITK and elastix: a header in plain text, positions in LPS+.
public final class MetaImageFormat implements Format {
    private static final Pattern SIGNATURE = Pattern.compile("(?m)^(ObjectType|NDims)[ \\t]*=");

    @Override
    public String id() {
        return "metaimage";
    }

    @Override
    public String title() {
        return "MetaImage";
    }

    @Override
    public List<String> extensions() {
        return List.of(".mha", ".mhd");
    }

    @Override
    public int score(Path path, byte[] first) {
        if (first.length == 0) return 0;
        if (SIGNATURE.matcher(new String(first, StandardCharsets.ISO_8859_1)).find()) return 80;
        return endsAs(path) ? 30 : 0;
    }

    @Override
    public Contents describe(Path path, Progress progress) throws IOException, FormatException {
        MetaHeader header = MetaHeader.read(path);
        if (header.has("ObjectType") && !header.get("ObjectType").equalsIgnoreCase("Image"))
            throw FormatException.unsupported(header.file(), "key ObjectType", "an object that is no image", "Choose an image.");
        List<String> remarks = new ArrayList<>();
        SampleType type = MetaData.type(header);
        int n = (int) header.integer("NDims", 1, 10), channels = header.has("ElementNumberOfChannels") ? (int) header.integer("ElementNumberOfChannels", 1, 65_536) : 1;
        long[] dims = header.integers("DimSize", n, 1, Integer.MAX_VALUE - 8);
        Size size = new Size((int) dims[0], n > 1 ? (int) dims[1] : 1, n > 2 ? (int) dims[2] : 1);
        double frames = 1;
        for (int i = 3; i < n; i++) frames *= dims[i];
        double slice = (double) size.x() * size.y() * channels * type.bytes(), slices = size.z() * frames * channels;
        if (slice > Integer.MAX_VALUE - 8 || slices > Integer.MAX_VALUE - 8 || slice * slices > Long.MAX_VALUE / 8.0)
            throw header.wrong("DimSize", "slices of less than 2 GB", size + " voxels");
        LabelTable table = MetaLabels.of(header);
        ImageHeader image = ImageHeader.of(geometry(header, n, size, remarks), type).withFrames((int) frames).withTable(table);
        if (!table.entries().isEmpty()) image = image.withKind(ImageHeader.Kind.LABELS);
        RawImage stored = MetaData.image(path, header, scaled(header, image.withChannels(channels, true)));
        boolean colour = type == SampleType.UINT8 && (channels == 3 || channels == 4);
        StoredImage given = channels == 1 || colour ? stored : new Components(stored, 0, scaled(header, image.withChannels(channels, false)));
        if (frames > 1) remarks.add("It holds " + (int) frames + " volumes in time; the first is opened.");
        else if (channels > 1 && !colour) remarks.add("It holds " + channels + " values a voxel; the first is opened.");
        String title = FormatException.name(path).replaceFirst("(?i)\\.mh[ad]$", "");
        return new Contents(path, title(), List.of(new Item("image", title, given, remarks)), List.of());
    }

    private static ImageHeader scaled(MetaHeader header, ImageHeader image) throws FormatException {
        double slope = header.has("ElementToIntensityFunctionSlope") ? header.numbers("ElementToIntensityFunctionSlope", 1)[0] : 1;
        double intercept = header.has("ElementToIntensityFunctionOffset") ? header.numbers("ElementToIntensityFunctionOffset", 1)[0] : 0;
        return slope == 0 ? image : image.withScale(slope, intercept);
    }

    /// Row i of the matrix is the direction of axis i, as ITK reads it.
    private static Geometry geometry(MetaHeader header, int n, Size size, List<String> remarks) throws FormatException {
        String matrixKey = header.oneOf("TransformMatrix", "Rotation", "Orientation"), offsetKey = header.oneOf("Offset", "Position", "Origin"), spacingKey = header.oneOf("ElementSpacing", "ElementSize");
        double[] matrix = new double[n * n], offset = header.has(offsetKey) ? header.numbers(offsetKey, n) : new double[n], spacing = new double[n];
        for (int i = 0; i < n; i++) matrix[i * n + i] = spacing[i] = 1;
        if (header.has(spacingKey)) spacing = header.numbers(spacingKey, n);
        if (header.has(matrixKey)) matrix = header.numbers(matrixKey, n * n);
        else remarks.add(Item.GUESSED_PLACE);
        double mm = millimetres(header, remarks);
        Point[] columns = {new Point(1, 0, 0), new Point(0, 1, 0), new Point(0, 0, 1)};
        for (int i = 0; i < n; i++) {
            if (!(spacing[i] > 0)) throw header.wrong(spacingKey, "lengths above 0", Double.toString(spacing[i]));
            for (int j = 0; j < n; j++)
                if ((i < 3) != (j < 3) && matrix[i * n + j] != 0) throw FormatException.unsupported(header.file(), "key " + matrixKey, "a grid turned between space and time", "");
            if (i < 3) columns[i] = vector(matrix, i * n, n).times(spacing[i] * mm);
        }
        try {
            return new Geometry(size, Affine.ofColumns(columns[0], columns[1], columns[2], vector(offset, 0, n).times(mm)));
        } catch (IllegalArgumentException e) {
            throw FormatException.unexpected(header.file(), "key " + matrixKey, "three axes that span space", "a matrix without volume", "Repair the orientation in the program that wrote the file.");
        }
    }

    private static Point vector(double[] from, int at, int n) {
        return new Point(from[at], n > 1 ? from[at + 1] : 0, n > 2 ? from[at + 2] : 0);
    }

    private static double millimetres(MetaHeader header, List<String> remarks) throws FormatException {
        if (!header.has("DistanceUnits")) return 1;
        switch (header.get("DistanceUnits").toLowerCase(Locale.ROOT)) {
            case "?", "mm":
                return 1;
            case "um", "\u00b5m", "\u03bcm":
                return 1e-3;
            case "cm":
                return 10;
            case "m":
                return 1000;
            default:
                remarks.add("Its unit of length is not known: millimetres are a guess.");
                return 1;
        }
    }

    @Override
    public boolean writes(String fileName) {
        return endsAs(Path.of(fileName));
    }

    /// Always packed. Other readers pass over the scale that MetaImage knows: the values themselves are written where there is one.
    ///
    /// @throws FormatException also for an `.mhd`, which needs a second file for its samples: [#writeFiles] makes both
    @Override
    public void write(StoredImage image, String fileName, OutputStream out, Progress progress) throws IOException, FormatException {
        if (isHeader(fileName)) throw FormatException.of(fileName, "", "its samples need a file of their own.", "Let the name end in .mha.");
        StoredImage plain = Unscaled.of(image, progress.part(0, 0.3));
        MetaWriter.write(plain, out, progress.part(plain == image ? 0 : 0.3, 1));
    }

    /// An `.mhd` gets its samples in a `.zraw` beside it, as ITK does.
    @Override
    public void writeFiles(StoredImage image, String fileName, FileSink files, Progress progress) throws IOException, FormatException {
        if (isHeader(fileName)) MetaWriter.writeApart(Unscaled.of(image, progress.part(0, 0.3)), fileName, files, progress.part(0.3, 1));
        else Format.super.writeFiles(image, fileName, files, progress);
    }

    private static boolean isHeader(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".mhd");
    }
}
