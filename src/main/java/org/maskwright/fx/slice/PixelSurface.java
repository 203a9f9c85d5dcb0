package org.maskwright.fx.slice;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.maskwright.render.PixelBox;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;

/// Pixels on the screen, one for one: only the box that a raster covers is copied and sent to the screen.
final class PixelSurface extends ImageView {
    private int width, height;
    private int[] pixels = new int[0];
    private PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(1, 1, IntBuffer.allocate(1), PixelFormat.getIntArgbPreInstance());

    PixelSurface() {
        setSmooth(false);
        setManaged(false);
        setMouseTransparent(true);
    }

    boolean hasSize(int wantedWidth, int wantedHeight) {
        return width == wantedWidth && height == wantedHeight;
    }

    /// Makes the surface `newWidth` × `newHeight` pixels, shown at `1 / scale` units a pixel.
    void resize(int newWidth, int newHeight, double scale) {
        if (!hasSize(newWidth, newHeight)) {
            width = newWidth;
            height = newHeight;
            pixels = new int[width * height];
            Arrays.fill(pixels, SlicePainter.SURROUND);
            buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            setImage(new WritableImage(buffer));
        }
        setFitWidth(width / scale);
        setFitHeight(height / scale);
    }

    void show(Raster raster) {
        PixelBox box = raster.box();
        if (box.isEmpty() || box.x1() > width || box.y1() > height) return;
        buffer.updateBuffer(ignored -> {
            for (int y = 0; y < box.height(); y++)
                System.arraycopy(raster.argb(), y * box.width(), pixels, (box.y0() + y) * width + box.x0(), box.width());
            return new Rectangle2D(box.x0(), box.y0(), box.width(), box.height());
        });
    }
}
