package org.maskwright.format.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.maskwright.format.FormatException;
import org.maskwright.format.SampleType;

/// What a PNG file says of itself in the chunks before its pixels.
///
/// @see <a href="https://www.w3.org/TR/png-3/">PNG</a>
final class PngHeader {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int MOST_CHUNK_BYTES = 1 << 20;
    private static final String EXPORT_AGAIN = "Copy or export it again.";

    private PngHeader() {}

    static Picture read(Path file, Bytes bytes) throws IOException, FormatException {
        String name = FormatException.name(file);
        try {
            return parse(file, bytes, name).checked(bytes.length());
        } catch (EOFException e) {
            throw FormatException.unexpected(name, "", "pixels", "the end of the file", "The file is cut short: copy or export it again.");
        }
    }

    private static Picture parse(Path file, Bytes bytes, String name) throws IOException, FormatException {
        ByteBuffer header = bytes.at(SIGNATURE.length, 25, ByteOrder.BIG_ENDIAN);
        if (header.getInt() != 13 || header.getInt() != chunk("IHDR")) throw FormatException.unexpected(name, "byte 8", "the chunk IHDR", "another", EXPORT_AGAIN);
        int width = header.getInt(), height = header.getInt(), bits = header.get(), colour = header.get();
        if (width < 1 || height < 1) throw FormatException.unexpected(name, "byte 16", "at least one pixel", width + " × " + height, EXPORT_AGAIN);
        int bands = switch (colour) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw FormatException.unexpected(name, "byte 25", "colour type 0, 2, 3, 4 or 6", Integer.toString(colour), EXPORT_AGAIN);
        };
        if (bits != 8 && bits != 16 && !(bands == 1 && (bits == 1 || bits == 2 || bits == 4)) || colour == 3 && bits == 16)
            throw FormatException.unexpected(name, "byte 24", "a bit depth that PNG knows", Integer.toString(bits), EXPORT_AGAIN);
        int[] palette = new int[0];
        int orientation = 1;
        Picture.Scale scale = Picture.Scale.UNKNOWN;
        for (long at = SIGNATURE.length + 25; ; ) {
            ByteBuffer start = bytes.at(at, 8, ByteOrder.BIG_ENDIAN);
            int length = start.getInt(), type = start.getInt();
            if (length < 0) throw FormatException.unexpected(name, "byte " + at, "a chunk", "a length of " + length, EXPORT_AGAIN);
            if (type == chunk("IDAT")) break;
            if (type == chunk("IEND")) throw FormatException.unexpected(name, "byte " + at, "pixels", "the end of the picture", EXPORT_AGAIN);
            if (length <= MOST_CHUNK_BYTES) {
                ByteBuffer content = bytes.at(at + 8, length, ByteOrder.BIG_ENDIAN);
                if (type == chunk("PLTE")) palette = palette(content, name, at);
                else if (type == chunk("pHYs") && length == 9 && content.get(8) == 1) scale = Picture.Scale.of(content.getInt(0) / 1000.0, content.getInt(4) / 1000.0);
                else if (type == chunk("eXIf")) orientation = TiffTags.orientation(bytesOf(content));
            }
            at += 12L + length;
        }
        if (colour == 3 && palette.length == 0) throw FormatException.unexpected(name, "", "a palette", "none", EXPORT_AGAIN);
        return new Picture(file, Picture.Kind.PNG, 0, width, height, bits, bits == 16 ? SampleType.UINT16 : SampleType.UINT8, bands, colour == 3 ? palette : new int[0], orientation, scale, "");
    }

    private static int[] palette(ByteBuffer content, String name, long at) throws FormatException {
        if (content.limit() % 3 != 0 || content.limit() == 0 || content.limit() > 768) throw FormatException.unexpected(name, "byte " + at, "1 to 256 colours", content.limit() + " bytes", EXPORT_AGAIN);
        int[] palette = new int[content.limit() / 3];
        for (int i = 0; i < palette.length; i++) palette[i] = (content.get() & 255) << 16 | (content.get() & 255) << 8 | content.get() & 255;
        return palette;
    }

    private static byte[] bytesOf(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private static int chunk(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    /// Compares the checksum of every chunk, which ImageIO does not.
    ///
    /// @param file the whole file
    static void requireSound(String name, byte[] file) throws FormatException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        for (int at = SIGNATURE.length; ; ) {
            if (at + 12 > file.length) throw FormatException.unexpected(name, "byte " + at, "a chunk", "the end of the file", "The file is cut short: copy or export it again.");
            int length = bytes.getInt(at), type = bytes.getInt(at + 4);
            if (length < 0 || length > file.length - at - 12) throw FormatException.truncated(name, "byte " + at, at + 12L + Math.max(0, length), file.length);
            CRC32 crc = new CRC32();
            crc.update(file, at + 4, length + 4);
            if ((int) crc.getValue() != bytes.getInt(at + 8 + length)) throw FormatException.of(name, "byte " + at, "its checksum is wrong, so the picture is damaged.", "Copy or export the file again.");
            if (type == chunk("IEND")) return;
            at += 12 + length;
        }
    }
}
