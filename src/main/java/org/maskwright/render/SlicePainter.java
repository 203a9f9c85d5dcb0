package org.maskwright.render;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.CoarseMap;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Window;

/// Paints slices at the resolution of the screen, so that outlines are one pixel wide at any zoom.
///
/// Remembers the last grey table and its working arrays: use one painter a view, on one thread at a time.
public final class SlicePainter {
    /// What lies beyond the slice.
    public static final int SURROUND = 0xFF0B0C0E;
    private static final int DASH_PIXELS = 4, STRIPE_PIXELS = 3;

    private @Nullable GreyTable table;
    private @Nullable ShortVolume tableVolume;
    private @Nullable Window tableWindow;
    private short[] shorts = new short[0], labels = new short[0];
    private float[] floats = new float[0];
    private int[] colours = new int[0];

    /// Paints the part of the picture inside `box`.
    public Raster paint(SliceRequest request, PixelBox box) {
        PixelBox inside = box.intersect(request.whole());
        int[] argb = new int[inside.width() * inside.height()];
        if (inside.isEmpty()) return new Raster(inside, argb);
        Columns columns = new Columns(request, inside);
        switch (request.volume()) {
            case ShortVolume v -> paintShorts(v, request, columns, argb);
            case FloatVolume v -> paintFloats(v, request, columns, argb);
            case RgbVolume v -> paintColours(v, request, columns, argb);
        }
        request.heat().ifPresent(heat -> paintHeat(heat, request, columns, argb));
        for (Overlay overlay : request.overlays()) paintOverlay(overlay, request, columns, argb);
        paintPreview(request, columns, argb);
        return new Raster(inside, argb);
    }

    /// Paints the whole picture.
    public Raster paint(SliceRequest request) {
        return paint(request, request.whole());
    }

    /// For each pixel column and row of the painted box the slice position it shows, worked out once.
    private static final class Columns {
        final PixelBox box;
        final int width, height;
        final int[] nearestU, nearestV; // −1 beyond the slice
        final int[] lowU, lowV;
        final float[] partU, partV; // weight of the position after lowU, lowV
        final int from, to; // the pixel columns that lie over the slice, half open

        Columns(SliceRequest request, PixelBox box) {
            this.box = box;
            width = request.axes().width();
            height = request.axes().height();
            nearestU = new int[box.width()];
            lowU = new int[box.width()];
            partU = new float[box.width()];
            nearestV = new int[box.height()];
            lowV = new int[box.height()];
            partV = new float[box.height()];
            Viewport view = request.viewport();
            for (int i = 0; i < box.width(); i++) place(view.u(box.x0() + i + 0.5), width, i, nearestU, lowU, partU);
            for (int i = 0; i < box.height(); i++) place(view.v(box.y0() + i + 0.5), height, i, nearestV, lowV, partV);
            int first = 0, end = box.width();
            while (first < end && nearestU[first] < 0) first++;
            while (end > first && nearestU[end - 1] < 0) end--;
            from = first;
            to = end;
        }

        private static void place(double position, int count, int i, int[] nearest, int[] low, float[] part) {
            nearest[i] = SlicePainter.nearest(position, count);
            double held = Math.clamp(position, 0, count - 1);
            low[i] = Math.min((int) held, Math.max(count - 2, 0));
            part[i] = count == 1 ? 0 : (float) (held - low[i]);
        }
    }

    private GreyTable tableFor(ShortVolume volume, Window window) {
        GreyTable now = table;
        if (now == null || tableVolume != volume || !window.equals(tableWindow)) {
            now = GreyTable.of(volume, window);
            table = now;
            tableVolume = volume;
            tableWindow = window;
        }
        return now;
    }

    private void paintShorts(ShortVolume volume, SliceRequest request, Columns c, int[] argb) {
        int pixels = c.width * c.height;
        if (shorts.length < pixels) shorts = new short[pixels];
        volume.copyPlane(request.axes(), request.slice(), shorts);
        GreyTable greys = tableFor(volume, request.window());
        short[] source = shorts;
        if (!request.smooth()) {
            eachRow(c, argb, (_, v, out) -> greys.paint(source, v * c.width, c.nearestU, c.from, c.to, argb, out));
            return;
        }
        smoothRows(c, argb, (v, row) -> {
            int at = v * c.width, next = c.width > 1 ? 1 : 0;
            for (int i = c.from; i < c.to; i++) {
                int a = source[at + c.lowU[i]], b = source[at + c.lowU[i] + next];
                row[i] = a + c.partU[i] * (b - a);
            }
        }, (upper, lower, part, out) -> greys.paint(upper, lower, part, c.from, c.to, argb, out));
    }

    private void paintFloats(FloatVolume volume, SliceRequest request, Columns c, int[] argb) {
        int pixels = c.width * c.height;
        if (floats.length < pixels) floats = new float[pixels];
        volume.copyPlane(request.axes(), request.slice(), floats);
        Greys greys = Greys.of(request.window(), volume.info());
        float[] source = floats;
        if (!request.smooth()) {
            eachRow(c, argb, (_, v, out) -> {
                int at = v * c.width;
                for (int i = c.from; i < c.to; i++) argb[out + i] = greys.pixel(source[at + c.nearestU[i]]);
            });
            return;
        }
        smoothRows(c, argb, (v, row) -> {
            int at = v * c.width, next = c.width > 1 ? 1 : 0;
            for (int i = c.from; i < c.to; i++) {
                float a = source[at + c.lowU[i]], b = source[at + c.lowU[i] + next];
                row[i] = a + c.partU[i] * (b - a);
            }
        }, (upper, lower, part, out) -> {
            for (int i = c.from; i < c.to; i++) argb[out + i] = greys.pixel(upper[i] + part * (lower[i] - upper[i]));
        });
    }

    private void paintColours(RgbVolume volume, SliceRequest request, Columns c, int[] argb) {
        int pixels = c.width * c.height;
        if (colours.length < pixels) colours = new int[pixels];
        volume.copyPlane(request.axes(), request.slice(), colours);
        eachRow(c, argb, (_, v, out) -> {
            for (int i = c.from; i < c.to; i++) argb[out + i] = 0xFF000000 | colours[v * c.width + c.nearestU[i]];
        });
    }

    /// Paints pixel row `j`, which shows slice row `v` and begins at `argb[out]`, in the columns that lie over the slice.
    private interface RowPainter {
        void paint(int j, int v, int out);
    }

    /// Visits the pixel rows over the slice, and paints what lies beyond it.
    private static void eachRow(Columns c, int[] argb, RowPainter painter) {
        int n = c.nearestU.length;
        for (int j = 0, out = 0; j < c.nearestV.length; j++, out += n) {
            boolean over = c.nearestV[j] >= 0;
            Arrays.fill(argb, out, over ? out + c.from : out + n, SURROUND);
            if (!over) continue;
            painter.paint(j, c.nearestV[j], out);
            Arrays.fill(argb, out + c.to, out + n, SURROUND);
        }
    }

    /// Makes the grey values at the pixel columns from slice row `v`.
    private interface RowSource {
        void row(int v, float[] row);
    }

    /// Paints the pixel row that lies `part` of the way from one slice row to the next.
    private interface RowMixer {
        void paint(float[] upper, float[] lower, float part, int out);
    }

    /// Bilinear interpolation: each slice row is stretched across once, then neighbours are mixed downward.
    private static void smoothRows(Columns c, int[] argb, RowSource source, RowMixer mixer) {
        int n = c.nearestU.length;
        float[][] rows = new float[2][n]; // slice rows held[0] and held[0] + 1
        int[] held = {-2};
        eachRow(c, argb, (j, _, out) -> {
            int v = c.lowV[j];
            if (v != held[0]) {
                if (v == held[0] + 1) {
                    float[] swap = rows[0];
                    rows[0] = rows[1];
                    rows[1] = swap;
                } else {
                    source.row(v, rows[0]);
                }
                source.row(Math.min(v + 1, c.height - 1), rows[1]);
                held[0] = v;
            }
            mixer.paint(rows[0], rows[1], c.partV[j], out);
        });
    }

    private void paintOverlay(Overlay overlay, SliceRequest request, Columns c, int[] argb) {
        if (overlay.fill() == 0 && overlay.outline() == 0) return;
        int pixels = c.width * c.height;
        if (labels.length < pixels) labels = new short[pixels];
        overlay.labels().copyPlane(request.axes(), request.slice(), labels);
        hide(overlay.hidden(), pixels);
        int fill = (int) Math.round(overlay.fill() * 256), outline = (int) Math.round(overlay.outline() * 256);
        int n = c.nearestU.length, lastLabel = 0, lastRgb = 0;
        // Labels of three pixel rows, with one more pixel at either end, for a label's outline lies inside it: on a pixel
        // whose neighbour pixel shows another label.
        short[] above = new short[n + 2], here = new short[n + 2], below = new short[n + 2];
        gather(c, request, -1, above);
        gather(c, request, 0, here);
        for (int j = 0; j < c.nearestV.length; j++) {
            gather(c, request, j + 1, below);
            for (int i = c.from; i < c.to; i++) {
                short label = here[i + 1];
                if (label == 0) continue;
                if (label != lastLabel) {
                    lastLabel = label;
                    lastRgb = overlay.table().rgb(label & 0xFFFF);
                }
                boolean edge = here[i] != label | here[i + 2] != label | above[i + 1] != label | below[i + 1] != label;
                boolean gap = overlay.dashed() && (c.box.x0() + i + c.box.y0() + j) / DASH_PIXELS % 2 != 0;
                int alpha = outline > 0 && edge && !gap ? outline : fill;
                if (alpha > 0) argb[j * n + i] = mix(argb[j * n + i], lastRgb, alpha);
            }
            short[] free = above;
            above = here;
            here = below;
            below = free;
        }
    }

    /// The labels of pixel row `j`, from one pixel left of the painted box to one right of it; 0 beyond the slice.
    private void gather(Columns c, SliceRequest request, int j, short[] row) {
        int n = c.nearestU.length;
        int v = j >= 0 && j < c.nearestV.length ? c.nearestV[j] : nearest(request.viewport().v(c.box.y0() + j + 0.5), c.height);
        if (v < 0) {
            Arrays.fill(row, (short) 0);
            return;
        }
        int at = v * c.width;
        int left = nearest(request.viewport().u(c.box.x0() - 0.5), c.width), right = nearest(request.viewport().u(c.box.x0() + n + 0.5), c.width);
        row[0] = left < 0 ? 0 : labels[at + left];
        row[n + 1] = right < 0 ? 0 : labels[at + right];
        for (int i = c.from; i < c.to; i++) row[i + 1] = labels[at + c.nearestU[i]];
    }

    /// The slice position nearest to `position`; −1 beyond the slice.
    private static int nearest(double position, int count) {
        int voxel = (int) Math.floor(position + 0.5);
        return voxel < 0 || voxel >= count ? -1 : voxel;
    }

    private void hide(Set<Integer> hidden, int pixels) {
        if (hidden.isEmpty()) return;
        boolean[] isHidden = new boolean[1 << 16];
        hidden.forEach(label -> isHidden[label] = true);
        for (int i = 0; i < pixels; i++) if (isHidden[labels[i] & 0xFFFF]) labels[i] = 0;
    }

    private static void paintHeat(Heat heat, SliceRequest request, Columns c, int[] argb) {
        SliceAxes axes = request.axes();
        CoarseMap map = heat.map();
        HeatColours colours = heat.colours();
        int[] alphas = new int[256];
        for (int value = 0; value < 256; value++) alphas[value] = (int) Math.round(256 * heat.opacity() * colours.cover(value));
        int[] row = new int[c.width];
        int heldV = -1;
        for (int j = 0; j < c.nearestV.length; j++) {
            int v = c.nearestV[j];
            if (v < 0) continue;
            if (v != heldV) {
                for (int u = 0; u < c.width; u++)
                    row[u] = map.at((int) axes.voxel(0, u, v, request.slice()), (int) axes.voxel(1, u, v, request.slice()), (int) axes.voxel(2, u, v, request.slice()));
                heldV = v;
            }
            for (int i = c.from; i < c.to; i++) {
                int value = row[c.nearestU[i]], alpha = alphas[value], at = j * c.nearestU.length + i;
                if (alpha > 0) argb[at] = mix(argb[at], colours.rgb(value), alpha);
            }
        }
    }

    private static void paintPreview(SliceRequest request, Columns c, int[] argb) {
        Mask mask = request.preview();
        SliceAxes axes = request.axes();
        if (mask.box().isEmpty() || axes.onPicture(mask.box(), request.slice()).isEmpty()) return;
        int n = c.nearestU.length, slice = request.slice();
        boolean[] shown = new boolean[c.width];
        int heldV = -1;
        for (int j = 0; j < c.nearestV.length; j++) {
            int v = c.nearestV[j];
            if (v < 0) continue;
            if (v != heldV) {
                for (int u = 0; u < c.width; u++)
                    shown[u] = mask.contains((int) axes.voxel(0, u, v, slice), (int) axes.voxel(1, u, v, slice), (int) axes.voxel(2, u, v, slice));
                heldV = v;
            }
            for (int i = 0; i < n; i++) {
                int u = c.nearestU[i];
                if (u < 0 || !shown[u]) continue;
                int along = c.box.x0() + i + c.box.y0() + j;
                argb[j * n + i] = mix(argb[j * n + i], request.previewRgb(), along / STRIPE_PIXELS % 2 == 0 ? 150 : 80);
            }
        }
    }

    /// `rgb` laid over an opaque pixel with opacity `alpha` of 256.
    private static int mix(int under, int rgb, int alpha) {
        int keep = 256 - alpha;
        int redBlue = (under & 0xFF00FF) * keep + (rgb & 0xFF00FF) * alpha >>> 8 & 0xFF00FF;
        int green = (under & 0x00FF00) * keep + (rgb & 0x00FF00) * alpha >>> 8 & 0x00FF00;
        return 0xFF000000 | redBlue | green;
    }
}
