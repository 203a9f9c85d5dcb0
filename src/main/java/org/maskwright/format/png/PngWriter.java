package org.maskwright.format.png;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Writes a picture as PNG. The same pixels always give the same bytes.
public final class PngWriter {
    private PngWriter() {}

    /// @param argb `width · height` colours `0xAARRGGBB`, row by row from the top; a picture without a transparent pixel is
    ///     written as RGB
    /// @param out left open
    public static void write(int[] argb, int width, int height, OutputStream out) throws IOException {
        if (width < 1 || height < 1 || argb.length < (long) width * height)
            throw new IllegalArgumentException("a picture of " + width + " × " + height + " needs as many colours, got " + argb.length);
        boolean opaque = true;
        for (int i = 0; i < width * height && opaque; i++) opaque = argb[i] >>> 24 == 255;
        BufferedImage picture = new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, width, height, argb, 0, width);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0); // 0 is the smallest file, 1 the fastest
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
