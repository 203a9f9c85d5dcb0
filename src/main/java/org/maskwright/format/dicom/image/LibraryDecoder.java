package org.maskwright.format.dicom.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.maskwright.format.FormatException;

/// Decodes a frame by an ImageIO reader, as a raster: without any conversion of colours.
final class LibraryDecoder {
    /// What the libraries say when they have made pixels up.
    private static final List<String> GRAVE = List.of("premature", "huffman", "truncat", "unexpected end", "eof", "data loss");

    private LibraryDecoder() {}

    /// @param reader used for this frame alone
    static void decode(String source, ImageReader reader, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream in = new Ending(packed)) {
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            for (String warning : warnings) if (GRAVE.stream().anyMatch(warning.toLowerCase(java.util.Locale.ROOT)::contains)) throw damaged(source, warning);
            if (raster.getWidth() != layout.columns() || raster.getHeight() != layout.rows() || raster.getNumBands() != layout.samples())
                throw damaged(source, "the decoder gives " + raster.getWidth() + " × " + raster.getHeight() + " pixels of " + raster.getNumBands());
            copy(raster, layout, out);
        } catch (IOException | RuntimeException e) { // the libraries throw all kinds of exceptions at damaged streams
            throw damaged(source, String.valueOf(e.getMessage()));
        } finally {
            reader.dispose();
        }
    }

    /// The packed bytes. A library that goes on reading behind their end is stopped: JJ2000 takes the −1 there for eight bits set,
    /// and may count them for ever.
    private static final class Ending extends MemoryCacheImageInputStream {
        /// Decoders of sound streams look a byte or two ahead.
        private static final int MOST_BEHIND = 64;

        private int behind;

        Ending(byte[] packed) {
            super(new ByteArrayInputStream(packed));
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next < 0 && ++behind > MOST_BEHIND) throw new EOFException("it ends before the image does");
            return next;
        }
    }

    private static FormatException damaged(String source, String why) {
        return FormatException.of(source, "pixel data", "it cannot be decoded (" + why.strip() + ").", "The pixel data is damaged: copy or export the file again.");
    }

    /// Copies the samples, colours side by side, little-endian.
    private static void copy(Raster raster, PixelLayout layout, byte[] out) {
        int columns = layout.columns(), bytes = Math.max(1, layout.bitsAllocated() / 8), samples = layout.samples();
        int[] row = new int[columns * samples];
        for (int y = 0, o = 0; y < layout.rows(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, columns, 1, row);
            for (int value : row) for (int b = 0; b < bytes; b++) out[o++] = (byte) (value >> 8 * b);
        }
    }
}
