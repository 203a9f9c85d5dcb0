package org.maskwright.workflow.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.png.PngWriter;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.render.Overlay;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

/// Pictures of the three planes, side by side, as the window paints them.
final class Pictures {
    private static final int SIDE = 400, GAP = 6, GROUND = 0xFF1B1E24;

    private final Path folder;
    private final Volume volume;
    private final Window window;
    private final SlicePainter painter = new SlicePainter();

    Pictures(Path folder, Volume volume) {
        this.folder = folder;
        this.volume = volume;
        this.window = volume.info().presets().isEmpty() ? Window.between(-160, 240) : volume.info().presets().getFirst().window();
    }

    /// Writes one picture of the planes through `place`.
    ///
    /// @param preview what a tool would paint, in `previewRgb`; empty for none
    void write(String name, Point place, List<Overlay> overlays, Mask preview, int previewRgb) throws IOException {
        int width = 3 * SIDE + 2 * GAP;
        int[] argb = new int[width * SIDE];
        Arrays.fill(argb, GROUND);
        for (Plane plane : Plane.values()) {
            SliceAxes axes = volume.geometry().axes(plane);
            int slice = (int) Math.rint(place.along(axes.normal()));
            Viewport viewport = Viewport.fit(SIDE, SIDE, volume.geometry(), axes);
            Raster raster = painter.paint(new SliceRequest(volume, axes, slice, window, viewport, true, overlays, preview, previewRgb));
            for (int y = 0; y < SIDE; y++) System.arraycopy(raster.argb(), y * SIDE, argb, y * width + plane.ordinal() * (SIDE + GAP), SIDE);
        }
        AtomicFile.write(folder.resolve(name), out -> PngWriter.write(argb, width, SIDE, out));
    }
}
