package org.maskwright.format.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.job.Parallel;

/// Decodes pictures with the Java platform's own ImageIO readers, on one thread; a file stays open from page to page.
///
/// Others that may be on the class path are passed over: the same file must always give the same pixels (ADR 14).
final class PictureDecoder implements Parallel.Maker<byte[], Exception> {
    /// What the readers say when they have made pixels up.
    private static final List<String> GRAVE = List.of("premature", "huffman", "truncat", "unexpected end", "eof", "corrupt", "data loss");
    private static final String PLATFORM = "java.desktop";

    private final List<Picture> pictures;
    private final int first;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Path open;
    private @Nullable ImageReader reader;
    private @Nullable ImageInputStream input;

    /// @param pictures all of the same size and type
    /// @param first the one that [#make] calls 0
    PictureDecoder(List<Picture> pictures, int first) {
        this.pictures = pictures;
        this.first = first;
    }

    /// The samples of a picture as it is shown: turned, without transparency of grey, little-endian.
    @Override
    public byte[] make(int index) throws IOException, FormatException {
        return decode(pictures.get(first + index));
    }

    private byte[] decode(Picture picture) throws IOException, FormatException {
        Memory.require(picture.name(), 3L * picture.width() * picture.height() * picture.bands() * picture.type().bytes());
        ImageReader from = reader(picture);
        warnings.clear();
        try {
            // read, not readRaster: luminance and chrominance become colours, and white-is-zero becomes black-is-zero
            BufferedImage image = from.read(picture.kind() == Picture.Kind.TIFF ? picture.page() : 0);
            for (String warning : warnings) if (GRAVE.stream().anyMatch(warning.toLowerCase(Locale.ROOT)::contains)) throw damaged(picture, warning);
            Raster raster = image.getRaster();
            if (raster.getWidth() != picture.width() || raster.getHeight() != picture.height() || raster.getNumBands() < picture.channels())
                throw damaged(picture, "the decoder gives " + raster.getWidth() + " × " + raster.getHeight() + " pixels of " + raster.getNumBands());
            int bits = raster.getSampleModel().getSampleSize(0); // a tag of a wrong type is passed over in silence, and a default taken
            if (bits != picture.bits()) throw damaged(picture, "the decoder gives samples of " + bits + " bits, not of " + picture.bits());
            return samples(raster, picture);
        } catch (IOException | RuntimeException e) { // the readers throw all kinds of exceptions at damaged files
            throw damaged(picture, String.valueOf(e.getMessage()));
        }
    }

    private static FormatException damaged(Picture picture, String why) {
        return FormatException.of(picture.name(), picture.place(), "it cannot be decoded (" + why.strip() + ").", "The picture is damaged: copy or export the file again.");
    }

    private ImageReader reader(Picture picture) throws IOException, FormatException {
        if (reader != null && picture.file().equals(open)) return reader;
        close();
        ImageReader made = platformReader(picture.kind());
        made.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
        ImageInputStream stream;
        if (picture.kind() == Picture.Kind.TIFF) {
            stream = new FileImageInputStream(picture.file().toFile());
        } else {
            Memory.require(picture.name(), Files.size(picture.file()));
            byte[] file = Files.readAllBytes(picture.file());
            if (picture.kind() == Picture.Kind.PNG) PngHeader.requireSound(picture.name(), file);
            stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
        }
        made.setInput(stream, false, true);
        open = picture.file();
        input = stream;
        reader = made;
        return made;
    }

    private static ImageReader platformReader(Picture.Kind kind) {
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(kind.name()); all.hasNext(); ) {
            ImageReader one = all.next();
            if (PLATFORM.equals(one.getClass().getModule().getName())) return one;
        }
        throw new IllegalStateException("every Java with a desktop reads " + kind);
    }

    private static byte[] samples(Raster raster, Picture picture) {
        int width = picture.width(), height = picture.height(), channels = picture.channels(), bytes = picture.type().bytes();
        byte[] out = new byte[width * height * channels * bytes];
        ByteBuffer to = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        int[] whole = new int[width];
        float[] floats = new float[width];
        for (int y = 0; y < height; y++) {
            for (int c = 0; c < channels; c++) {
                boolean isFloat = picture.type().isFloat();
                if (isFloat) raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, c, floats);
                else raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, c, whole);
                for (int x = 0; x < width; x++) {
                    int at = (place(picture, x, y) * channels + c) * bytes;
                    if (isFloat) to.putFloat(at, floats[x]);
                    else if (bytes == 1) out[at] = (byte) whole[x];
                    else if (bytes == 2) to.putShort(at, (short) whole[x]);
                    else to.putInt(at, whole[x]);
                }
            }
        }
        return out;
    }

    /// Where the stored pixel (x, y) stands in the picture as it is shown.
    private static int place(Picture p, int x, int y) {
        int right = p.width() - 1 - x, bottom = p.height() - 1 - y, row = p.shownWidth();
        return switch (p.orientation()) {
            case 2 -> y * row + right;
            case 3 -> bottom * row + right;
            case 4 -> bottom * row + x;
            case 5 -> x * row + y;
            case 6 -> x * row + bottom;
            case 7 -> right * row + bottom;
            case 8 -> right * row + y;
            default -> y * row + x;
        };
    }

    @Override
    public void close() throws IOException {
        if (reader != null) reader.dispose();
        if (input != null) input.close();
        reader = null;
        input = null;
        open = null;
    }
}
