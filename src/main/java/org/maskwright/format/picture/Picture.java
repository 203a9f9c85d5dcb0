package org.maskwright.format.picture;

import java.nio.file.Path;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;

/// One picture as its file describes it, before a pixel is decoded.
///
/// @param page which of its file's pictures, from 0
/// @param width pixels of a row, as they are stored
/// @param bits of one sample in the file
/// @param type of one sample; samples of fewer than 8 bits become bytes
/// @param bands samples of a pixel in the file, transparency of grey pictures included
/// @param palette colours `0xRRGGBB` by index; empty if samples mean themselves
/// @param orientation 1 to 8 as EXIF counts: how to turn it before it is shown
/// @param scale how large a pixel is
/// @param note what the file says of its pages beside their pixels; empty as a rule
record Picture(Path file, Kind kind, int page, int width, int height, int bits, SampleType type, int bands, int[] palette, int orientation, Scale scale, String note) {
    /// File formats, by the name under which ImageIO knows them.
    enum Kind { PNG, JPEG, TIFF }

    /// Millimetres from pixel to pixel along stored rows and columns, and from page to page; 0 if unknown.
    ///
    /// @param screen whether a resolution of 72 or 96 dots an inch was found, which programs write that know none
    record Scale(double xMm, double yMm, double zMm, boolean screen) {
        static final Scale UNKNOWN = new Scale(0, 0, 0, false);
        private static final double MM_PER_INCH = 25.4;

        /// @param perMmX and `perMmY`: pixels a millimetre
        static Scale of(double perMmX, double perMmY) {
            if (!(perMmX > 0 && perMmY > 0) || !Double.isFinite(1 / perMmX + 1 / perMmY) || 1 / perMmX + 1 / perMmY == 0) return UNKNOWN;
            return isScreen(perMmX) && isScreen(perMmY) ? new Scale(0, 0, 0, true) : new Scale(1 / perMmX, 1 / perMmY, 0, false);
        }

        private static boolean isScreen(double perMm) {
            double dpi = perMm * MM_PER_INCH;
            return Math.abs(dpi - 72) < 0.5 || Math.abs(dpi - 96) < 0.5;
        }
    }

    /// Nothing that deflate, LZW or JPEG do packs better; what claims more than a little is a bomb.
    private static final long MOST_RATIO = 1500, BELIEVED_BYTES = 64L << 20;

    /// @throws FormatException if the file is too short to hold it, or a picture would not fit into one array
    Picture checked(long fileBytes) throws FormatException {
        String name = FormatException.name(file);
        double claimed = (double) width * height * bands * type.bytes();
        if (claimed > Integer.MAX_VALUE - 8) throw FormatException.unsupported(name, "header", "a picture of " + width + " × " + height + " pixels", "Cut it into parts.");
        if (claimed > BELIEVED_BYTES && claimed / MOST_RATIO > fileBytes)
            throw FormatException.of(name, "header", Memory.text(fileBytes) + " would unpack to " + Memory.text((long) claimed) + ", which no picture does.", "Do not open it, or export it again.");
        return this;
    }

    /// Samples of a pixel that are kept: grey loses its transparency.
    int channels() {
        return bands == 2 ? 1 : bands;
    }

    boolean isTurned() {
        return orientation > 4;
    }

    /// Pixels of a row as it is shown.
    int shownWidth() {
        return isTurned() ? height : width;
    }

    int shownHeight() {
        return isTurned() ? width : height;
    }

    Scale shownScale() {
        return isTurned() ? new Scale(scale.yMm, scale.xMm, scale.zMm, scale.screen) : scale;
    }

    /// What messages call it.
    String name() {
        return FormatException.name(file);
    }

    String place() {
        return kind == Kind.TIFF ? "page " + (page + 1) : "";
    }
}
