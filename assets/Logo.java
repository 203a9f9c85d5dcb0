import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Draws Maskwright's logo, once, in every form it is needed: `java -Djava.awt.headless=true assets/Logo.java` from the
/// project's root writes `assets/logo.svg`, `assets/icon-*.png` and `installer/maskwright.{png,ico,icns}`.
///
/// The sign: an organ whose left half is voxels, as a network proposes it, and whose right half is a finished contour, as a
/// hand leaves it; the amber dot is the tip of the brush.
public final class Logo {
    private static final int SIZE = 512;
    private static final int CELL = 44;
    private static final int GAP = 5;
    private static final double SEAM = 256;
    private static final Color NIGHT = new Color(0x10161F);
    private static final Color DUSK = new Color(0x1E2837);
    private static final Color TEAL = new Color(0x2FC6B5);
    private static final Color DEEP_TEAL = new Color(0x1F8F8A);
    private static final Color AMBER = new Color(0xFFB547);

    private record Part(Shape shape, Color fill) {}

    public static void main(String[] args) throws IOException {
        Path assets = Path.of("assets");
        Path installer = Path.of("installer");
        Files.writeString(assets.resolve("logo.svg"), svg());
        for (int size : new int[] {16, 24, 32, 48, 64, 128, 256, 512}) {
            Files.write(assets.resolve("icon-" + size + ".png"), png(size));
        }
        Files.write(installer.resolve("maskwright.png"), png(512));
        Files.write(installer.resolve("maskwright.ico"), ico(16, 24, 32, 48, 64, 128, 256));
        Files.write(installer.resolve("maskwright.icns"), icns());
    }

    private static Shape tile() {
        return new RoundRectangle2D.Double(16, 16, 480, 480, 208, 208);
    }

    private static List<Part> parts() {
        Path2D organ = new Path2D.Double();
        organ.moveTo(256, 76);
        organ.curveTo(362, 66, 440, 150, 436, 250);
        organ.curveTo(432, 300, 384, 312, 368, 352);
        organ.curveTo(350, 404, 318, 436, 256, 436);
        organ.curveTo(150, 436, 76, 360, 76, 256);
        organ.curveTo(76, 152, 150, 86, 256, 76);
        organ.closePath();

        List<Part> parts = new ArrayList<>();
        for (double y = SEAM - 4 * CELL; y < SEAM + 4 * CELL; y += CELL) {
            for (double x = SEAM - 4 * CELL; x < SEAM; x += CELL) {
                if (organ.contains(x + CELL / 2.0, y + CELL / 2.0)) {
                    double inside = (x - (SEAM - 4 * CELL)) / (3 * CELL);
                    parts.add(new Part(new Rectangle2D.Double(x, y, CELL - GAP, CELL - GAP), blend(DEEP_TEAL, TEAL, inside)));
                }
            }
        }
        Area hand = new Area(organ);
        hand.intersect(new Area(new Rectangle2D.Double(SEAM - GAP, 0, SIZE, SIZE)));
        hand.subtract(new Area(circle(404, 336, 66)));
        parts.add(new Part(hand, TEAL));
        parts.add(new Part(circle(404, 336, 44), AMBER));
        return parts;
    }

    private static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Color blend(Color a, Color b, double t) {
        return new Color((int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
    }

    private static byte[] png(int size) throws IOException {
        // Drawn four times too large and averaged: cleaner small icons than the rasteriser's own smoothing gives.
        int over = size <= 64 ? 4 : 1;
        BufferedImage image = new BufferedImage(size * over, size * over, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.transform(AffineTransform.getScaleInstance(size * over / (double) SIZE, size * over / (double) SIZE));
        g.setPaint(new GradientPaint(0, 16, DUSK, 0, 496, NIGHT));
        g.fill(tile());
        for (Part part : parts()) {
            g.setPaint(part.fill());
            g.fill(part.shape());
        }
        g.dispose();
        BufferedImage result = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D down = result.createGraphics();
        down.drawImage(image.getScaledInstance(size, size, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
        down.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(result, "png", bytes);
        return bytes.toByteArray();
    }

    private static String svg() {
        StringBuilder out = new StringBuilder(512);
        out.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="Maskwright">
                  <defs><linearGradient id="night" x2="0" y2="1"><stop stop-color="%s"/><stop offset="1" stop-color="%s"/></linearGradient></defs>
                  <rect x="16" y="16" width="480" height="480" rx="104" fill="url(#night)"/>
                """.formatted(hex(DUSK), hex(NIGHT)));
        for (Part part : parts()) {
            out.append("  <path fill=\"%s\" d=\"%s\"/>\n".formatted(hex(part.fill()), path(part.shape())));
        }
        return out.append("</svg>\n").toString();
    }

    private static String hex(Color c) {
        return "#%06x".formatted(c.getRGB() & 0xFFFFFF);
    }

    private static String path(Shape shape) {
        StringBuilder d = new StringBuilder();
        double[] p = new double[6];
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(p);
            d.append("MLQCZ".charAt(kind));
            int numbers = new int[] {2, 2, 4, 6, 0}[kind];
            for (int n = 0; n < numbers; n++) {
                String number = String.format(Locale.ROOT, "%.1f", p[n]).replaceAll("\\.0$", "");
                d.append(n == 0 ? "" : " ").append(number);
            }
        }
        return d.toString();
    }

    /// Windows: a directory of pictures, each a PNG; a side of 256 is written as 0.
    private static byte[] ico(int... sizes) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (int size : sizes) pictures.add(png(size));
        int offset = 6 + 16 * sizes.length;
        ByteBuffer out = ByteBuffer.allocate(offset + pictures.stream().mapToInt(p -> p.length).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0).putShort((short) 1).putShort((short) sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            out.put((byte) sizes[i]).put((byte) sizes[i]).putShort((short) 0).putShort((short) 1).putShort((short) 32);
            out.putInt(pictures.get(i).length).putInt(offset);
            offset += pictures.get(i).length;
        }
        pictures.forEach(out::put);
        return out.array();
    }

    /// macOS: tagged blocks, each a PNG, after a header with the whole length.
    private static byte[] icns() throws IOException {
        String[] tags = {"icp4", "icp5", "icp6", "ic07", "ic08", "ic09"};
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(blocks);
        for (int i = 0; i < tags.length; i++) {
            byte[] picture = png(16 << i);
            out.writeBytes(tags[i]);
            out.writeInt(picture.length + 8);
            out.write(picture);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(file);
        head.writeBytes("icns");
        head.writeInt(blocks.size() + 8);
        head.write(blocks.toByteArray());
        return file.toByteArray();
    }
}
