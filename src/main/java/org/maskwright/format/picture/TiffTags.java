package org.maskwright.format.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The tags of one directory of a TIFF file, or of EXIF, which is spelt the same.
///
/// @param next where the next directory begins; 0 if this is the last
/// @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
record TiffTags(Bytes bytes, ByteOrder order, Map<Integer, Field> fields, long next) {
    static final int SUBFILE = 254, WIDTH = 256, HEIGHT = 257, BITS = 258, COMPRESSION = 259, PHOTOMETRIC = 262, DESCRIPTION = 270, STRIP_OFFSETS = 273,
            ORIENTATION = 274, SAMPLES = 277, STRIP_BYTES = 279, X_RESOLUTION = 282, Y_RESOLUTION = 283, RESOLUTION_UNIT = 296, COLOUR_MAP = 320,
            TILE_OFFSETS = 324, TILE_BYTES = 325, SAMPLE_FORMAT = 339;

    private static final int SHORT = 3, LONG = 4, RATIONAL = 5, BYTE = 1, ASCII = 2, LONGEST_TEXT = 1 << 20;

    /// @param at byte of its first value
    record Field(int type, long count, long at) {}

    /// Little-endian `II`, big-endian `MM`.
    ///
    /// @throws EOFException if there is neither
    static ByteOrder order(Bytes bytes) throws IOException {
        return switch (bytes.at(0, 2, ByteOrder.BIG_ENDIAN).getShort()) {
            case 0x4949 -> ByteOrder.LITTLE_ENDIAN;
            case 0x4D4D -> ByteOrder.BIG_ENDIAN;
            default -> throw new EOFException();
        };
    }

    static TiffTags at(Bytes bytes, ByteOrder order, long position) throws IOException {
        int count = bytes.at(position, 2, order).getShort() & 0xFFFF;
        ByteBuffer entries = bytes.at(position + 2, count * 12 + 4, order);
        Map<Integer, Field> fields = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int tag = entries.getShort() & 0xFFFF, type = entries.getShort() & 0xFFFF;
            long n = entries.getInt() & 0xFFFFFFFFL, value = entries.getInt() & 0xFFFFFFFFL;
            fields.putIfAbsent(tag, new Field(type, n, n * width(type) <= 4 ? position + 2 + i * 12L + 8 : value));
        }
        return new TiffTags(bytes, order, fields, entries.getInt() & 0xFFFFFFFFL);
    }

    private static int width(int type) {
        return switch (type) {
            case SHORT, 8 -> 2;
            case LONG, 9, 11, 13 -> 4;
            case RATIONAL, 10, 12 -> 8;
            default -> 1;
        };
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /// A whole number; `otherwise` if the tag is absent or spelt in another way.
    long number(int tag, long otherwise) throws IOException {
        Field field = fields.get(tag);
        return field == null || field.count() < 1 ? otherwise : numberAt(field, 0, otherwise);
    }

    private long numberAt(Field field, long index, long otherwise) throws IOException {
        return switch (field.type()) {
            case BYTE -> bytes.at(field.at() + index, 1, order).get() & 255;
            case SHORT -> bytes.at(field.at() + 2 * index, 2, order).getShort() & 0xFFFF;
            case LONG -> bytes.at(field.at() + 4 * index, 4, order).getInt() & 0xFFFFFFFFL;
            default -> otherwise;
        };
    }

    /// Whole numbers, as many as there are up to `most`.
    long[] numbers(int tag, int most) throws IOException {
        Field field = fields.get(tag);
        if (field == null) return new long[0];
        int n = (int) Math.min(field.count(), most), width = width(field.type());
        ByteBuffer all = bytes.at(field.at(), n * width, order);
        long[] numbers = new long[n];
        for (int i = 0; i < n; i++) numbers[i] = width == 2 ? all.getShort() & 0xFFFF : width == 4 ? all.getInt() & 0xFFFFFFFFL : width == 1 ? all.get() & 255 : all.getLong();
        return numbers;
    }

    /// A fraction; 0 if there is none.
    double rational(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null || field.type() != RATIONAL || field.count() < 1) return 0;
        ByteBuffer b = bytes.at(field.at(), 8, order);
        double over = b.getInt() & 0xFFFFFFFFL, under = b.getInt() & 0xFFFFFFFFL;
        return under == 0 ? 0 : over / under;
    }

    /// Empty if there is none.
    String text(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null || field.type() != ASCII || field.count() > LONGEST_TEXT) return "";
        ByteBuffer b = bytes.at(field.at(), (int) field.count(), order);
        return StandardCharsets.UTF_8.decode(b).toString().replace("\0", "");
    }

    /// The orientation in a block of EXIF; 1, upright, if it says none or is damaged.
    static int orientation(byte[] exif) throws IOException {
        Bytes bytes = Bytes.of(exif);
        try {
            ByteOrder order = order(bytes);
            return TiffTags.at(bytes, order, bytes.at(4, 4, order).getInt() & 0xFFFFFFFFL).orientation();
        } catch (EOFException e) {
            return 1;
        }
    }

    int orientation() throws IOException {
        long value = number(ORIENTATION, 1);
        return value >= 1 && value <= 8 ? (int) value : 1;
    }
}
