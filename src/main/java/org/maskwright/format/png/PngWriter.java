package org.maskwright.format.png;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
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
        write(picture, out);
    }

    /// Writes grey pixels as they are.
    ///
    /// @param samples `width · height` of them, row by row from the top: a byte each, or two, the lower first
    /// @param bits 8 or 16
    /// @param out left open
    public static void writeGrey(byte[] samples, int bits, int width, int height, OutputStream out) throws IOException {
        if (bits != 8 && bits != 16 || samples.length != (long) width * height * bits / 8)
            throw new IllegalArgumentException("a picture of " + width + " × " + height + " pixels of 8 or 16 bits, got " + samples.length + " bytes of " + bits);
        BufferedImage picture = new BufferedImage(width, height, bits == 8 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY);
        if (bits == 8) {
            picture.getRaster().setDataElements(0, 0, width, height, samples);
        } else {
            short[] shorts = new short[width * height];
            ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(shorts);
            picture.getRaster().setDataElements(0, 0, width, height, shorts);
        }
        write(picture, out);
    }

    /// Joins pictures into a row, their tops in line.
    ///
    /// @param pictures files that ImageIO reads, at least one
    /// @param out left open
    public static void writeSideBySide(List<byte[]> pictures, OutputStream out) throws IOException {
        var read = new ArrayList<BufferedImage>();
        for (byte[] picture : pictures) read.add(ImageIO.read(new ByteArrayInputStream(picture)));
        int width = read.stream().mapToInt(BufferedImage::getWidth).sum();
        int height = read.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow(() -> new IllegalArgumentException("a row needs a picture"));
        BufferedImage row = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int x = 0;
        for (BufferedImage one : read) {
            row.setRGB(x, 0, one.getWidth(), one.getHeight(), one.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth()), 0, one.getWidth());
            x += one.getWidth();
        }
        write(row, out);
    }

    private static void write(BufferedImage picture, OutputStream out) throws IOException {
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
