package org.maskwright.format.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.maskwright.format.FormatException;
import org.maskwright.format.SampleType;

/// What a JPEG file says of itself in the segments before its pixels.
///
/// @see <a href="https://www.w3.org/Graphics/JPEG/jfif3.pdf">JFIF</a>
final class JpegHeader {
    private static final String EXPORT_AGAIN = "Copy or export it again.";
    private static final double MM_PER_INCH = 25.4;

    private JpegHeader() {}

    static Picture read(Path file, Bytes bytes) throws IOException, FormatException {
        String name = FormatException.name(file);
        try {
            return parse(file, bytes, name).checked(bytes.length());
        } catch (EOFException e) {
            throw FormatException.unexpected(name, "", "pixels", "the end of the file", "The file is cut short: copy or export it again.");
        }
    }

    private static Picture parse(Path file, Bytes bytes, String name) throws IOException, FormatException {
        int orientation = 1;
        Picture.Scale scale = Picture.Scale.UNKNOWN;
        for (long at = 2; ; ) {
            ByteBuffer start = bytes.at(at, 4, ByteOrder.BIG_ENDIAN);
            if (start.get() != (byte) 0xFF) throw FormatException.unexpected(name, "byte " + at, "a marker", "something else", EXPORT_AGAIN);
            int marker = start.get() & 255, length = start.getShort() & 0xFFFF;
            if (marker == 0xFF) { // filling
                at++;
                continue;
            }
            if (marker == 0xD9 || marker == 0xDA) throw FormatException.unexpected(name, "byte " + at, "the size of the picture", "none", EXPORT_AGAIN);
            ByteBuffer content = bytes.at(at + 4, Math.max(0, length - 2), ByteOrder.BIG_ENDIAN);
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) return picture(file, name, at, marker, content, orientation, scale);
            if (marker == 0xE0 && begins(content, "JFIF\0") && content.limit() >= 12) scale = scale(content);
            else if (marker == 0xE1 && begins(content, "Exif\0\0")) orientation = exif(content, orientation);
            at += 2L + Math.max(2, length);
        }
    }

    private static Picture picture(Path file, String name, long at, int marker, ByteBuffer frame, int orientation, Picture.Scale scale) throws FormatException {
        if (frame.limit() < 6) throw FormatException.unexpected(name, "byte " + at, "the size of the picture", "none", EXPORT_AGAIN);
        int precision = frame.get(), height = frame.getShort() & 0xFFFF, width = frame.getShort() & 0xFFFF, bands = frame.get();
        if (marker > 0xC2) throw FormatException.unsupported(name, "byte " + at, "lossless or arithmetic JPEG", "Export it as PNG.");
        if (precision != 8) throw FormatException.unsupported(name, "byte " + at, "JPEG of " + precision + " bits", "Export it as PNG.");
        if (bands != 1 && bands != 3) throw FormatException.unsupported(name, "byte " + at, "JPEG of " + bands + " components, such as printing inks,", "Export it as RGB.");
        if (width == 0 || height == 0) throw FormatException.unexpected(name, "byte " + at, "at least one pixel", width + " × " + height, EXPORT_AGAIN);
        return new Picture(file, Picture.Kind.JPEG, 0, width, height, 8, SampleType.UINT8, bands, new int[0], orientation, scale, "");
    }

    private static boolean begins(ByteBuffer content, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        if (content.limit() < wanted.length) return false;
        for (int i = 0; i < wanted.length; i++) if (content.get(i) != wanted[i]) return false;
        return true;
    }

    /// Dots an inch or a centimetre; else only the shape of a pixel is told.
    private static Picture.Scale scale(ByteBuffer jfif) {
        double unitMm = switch (jfif.get(7)) {
            case 1 -> MM_PER_INCH;
            case 2 -> 10;
            default -> 0;
        };
        return unitMm == 0 ? Picture.Scale.UNKNOWN : Picture.Scale.of((jfif.getShort(8) & 0xFFFF) / unitMm, (jfif.getShort(10) & 0xFFFF) / unitMm);
    }

    private static int exif(ByteBuffer content, int otherwise) throws IOException {
        byte[] tiff = new byte[content.limit() - 6];
        content.get(6, tiff);
        int orientation = TiffTags.orientation(tiff);
        return orientation == 1 ? otherwise : orientation;
    }
}
