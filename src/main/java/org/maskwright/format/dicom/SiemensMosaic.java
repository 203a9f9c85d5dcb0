package org.maskwright.format.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.geometry.Point;

/// A Siemens mosaic: the slices of a volume as tiles of one large image, row by row, the last places black.
///
/// How many there are and which way they go stands in the private CSA header, a list of named texts.
///
/// @param count slices
/// @param perRow tiles in a row
/// @param columns and `rows`: of a tile
/// @param normal from a slice to the next
/// @param stepMm between slices
record SiemensMosaic(int count, int perRow, int columns, int rows, Point normal, double stepMm) {
    private static final int CSA_HEADER = 0x00291010, NUMBER_OF_IMAGES = 0x0019100A;

    static boolean isMosaic(Attributes header) {
        return header.getStrings(Tag.ImageType).contains("MOSAIC");
    }

    /// @throws FormatException if the private elements that describe it are missing or do not fit the image
    static SiemensMosaic of(String source, Attributes header, PixelLayout layout) throws FormatException {
        byte[] csa = header.getBytes(CSA_HEADER);
        List<String> numbers = texts(csa, "NumberOfImagesInMosaic"), normals = texts(csa, "SliceNormalVector");
        byte[] direct = header.getBytes(NUMBER_OF_IMAGES);
        int count = direct.length == 2 ? direct[0] & 0xFF | (direct[1] & 0xFF) << 8 : numbers.isEmpty() ? 0 : (int) number(source, numbers.getFirst());
        double step = Math.abs(header.getDouble(Tag.SpacingBetweenSlices, 0));
        if (count < 1 || normals.size() < 3 || !(step > 0)) throw FormatException.unsupported(source, "element " + Tag.toString(Tag.ImageType),
                "a Siemens mosaic without its private header,", "Export it with private elements, or convert it to NIfTI where they are.");
        int perRow = (int) Math.ceil(Math.sqrt(count));
        if (layout.frames() != 1 || layout.columns() % perRow != 0 || layout.rows() % perRow != 0)
            throw FormatException.unexpected(source, "element " + Tag.toString(NUMBER_OF_IMAGES), "slices that fill " + layout.columns() + " × " + layout.rows() + " pixels",
                    count + " slices", "The header is damaged: export the series again.");
        Point normal = new Point(number(source, normals.get(0)), number(source, normals.get(1)), number(source, normals.get(2)));
        return new SiemensMosaic(count, perRow, layout.columns() / perRow, layout.rows() / perRow, normal, step);
    }

    /// Where slice `index` lies; the mosaic itself is placed as if it were one large slice about the same centre.
    Placement placement(Placement mosaic, int index) {
        Point out = mosaic.normal().dot(normal) < 0 ? mosaic.normal().times(-1) : mosaic.normal();
        Point corner = mosaic.position().plus(mosaic.across().times((perRow - 1) * columns / 2.0 * mosaic.stepAcrossMm()))
                .plus(mosaic.down().times((perRow - 1) * rows / 2.0 * mosaic.stepDownMm()));
        return new Placement(corner.plus(out.times(index * stepMm)), mosaic.across(), mosaic.down(), mosaic.stepAcrossMm(), mosaic.stepDownMm());
    }

    /// Copies tile `index` out of the whole image.
    ///
    /// @param pixelBytes of one pixel
    void cut(byte[] whole, int index, int pixelBytes, byte[] tile) {
        int row = columns * pixelBytes, from = (index / perRow * rows * perRow + index % perRow) * row;
        for (int y = 0; y < rows; y++) System.arraycopy(whole, from + y * perRow * row, tile, y * row, row);
    }

    private static double number(String source, String text) throws FormatException {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException _) {
            // said below
        }
        throw FormatException.unexpected(source, "element " + Tag.toString(CSA_HEADER), "a number", "“" + text + "”", "The header is damaged: export the series again.");
    }

    /// The values of one name in a CSA header of the second version; none if it is not there, or the header is not understood.
    private static List<String> texts(byte[] csa, String wanted) {
        if (csa.length < 16 || csa[0] != 'S' || csa[1] != 'V' || csa[2] != '1' || csa[3] != '0') return List.of();
        ByteBuffer in = ByteBuffer.wrap(csa).order(ByteOrder.LITTLE_ENDIAN);
        int tags = in.getInt(8);
        in.position(16);
        for (int t = 0; t < tags && in.remaining() >= 84; t++) {
            String name = text(csa, in.position(), 64);
            int items = in.getInt(in.position() + 76);
            in.position(in.position() + 84);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < items && in.remaining() >= 16; i++) {
                int length = in.getInt(in.position() + 4);
                in.position(in.position() + 16);
                if (length < 0 || length > in.remaining()) return List.of();
                String value = text(csa, in.position(), length);
                if (!value.isEmpty()) values.add(value);
                in.position(Math.min(in.limit(), in.position() + (length + 3) / 4 * 4));
            }
            if (name.equals(wanted)) return values;
        }
        return List.of();
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) end++;
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).strip();
    }
}
