package org.maskwright.render;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.SliceAxes;
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
        }

        private static void place(double position, int count, int i, int[] nearest, int[] low, float[] part) {
            int voxel = (int) Math.floor(position + 0.5);
            nearest[i] = voxel < 0 || voxel >= count ? -1 : voxel;
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
        if (!request.smooth()) {
            int out = 0;
            for (int v : c.nearestV) {
                for (int u : c.nearestU) argb[out++] = u < 0 || v < 0 ? SURROUND : 0xFF000000 | greys.grey(shorts[v * c.width + u]) * 0x010101;
            }
            return;
        }
        short[] source = shorts;
        smoothRows(c, argb, (v, row) -> {
            int at = v * c.width, next = c.width > 1 ? 1 : 0;
            for (int i = 0; i < row.length; i++) {
                int a = source[at + c.lowU[i]], b = source[at + c.lowU[i] + next];
                row[i] = a + c.partU[i] * (b - a);
            }
        }, value -> greys.grey(Math.round(value)));
    }

    private void paintFloats(FloatVolume volume, SliceRequest request, Columns c, int[] argb) {
        int pixels = c.width * c.height;
        if (floats.length < pixels) floats = new float[pixels];
        volume.copyPlane(request.axes(), request.slice(), floats);
        double low = request.window().low(), scale = 255 / request.window().width();
        if (!request.smooth()) {
            int out = 0;
            for (int v : c.nearestV) {
                for (int u : c.nearestU) argb[out++] = u < 0 || v < 0 ? SURROUND : 0xFF000000 | grey(floats[v * c.width + u], low, scale) * 0x010101;
            }
            return;
        }
        float[] source = floats;
        smoothRows(c, argb, (v, row) -> {
            int at = v * c.width, next = c.width > 1 ? 1 : 0;
            for (int i = 0; i < row.length; i++) {
                float a = source[at + c.lowU[i]], b = source[at + c.lowU[i] + next];
                row[i] = a + c.partU[i] * (b - a);
            }
        }, value -> grey(value, low, scale));
    }

    /// NaN is shown black.
    private static int grey(float value, double low, double scale) {
        return GreyTable.clamp((value - low) * scale);
    }

    /// Makes one row of grey values at the pixel columns from slice row `v`.
    private interface RowSource {
        void row(int v, float[] row);
    }

    private interface Tone {
        int grey(float value);
    }

    /// Bilinear interpolation: each slice row is stretched across once, then neighbours are mixed downward.
    private static void smoothRows(Columns c, int[] argb, RowSource source, Tone tone) {
        int n = c.nearestU.length, out = 0, heldV = -1;
        float[] upper = new float[n], lower = new float[n];
        for (int j = 0; j < c.nearestV.length; j++) {
            if (c.nearestV[j] < 0) {
                Arrays.fill(argb, out, out += n, SURROUND);
                continue;
            }
            int v = c.lowV[j];
            if (v != heldV) {
                if (v == heldV + 1 && heldV >= 0) {
                    float[] swap = upper;
                    upper = lower;
                    lower = swap;
                } else {
                    source.row(v, upper);
                }
                source.row(Math.min(v + 1, c.height - 1), lower);
                heldV = v;
            }
            float part = c.partV[j];
            for (int i = 0; i < n; i++, out++) {
                if (c.nearestU[i] < 0) argb[out] = SURROUND;
                else argb[out] = 0xFF000000 | tone.grey(upper[i] + part * (lower[i] - upper[i])) * 0x010101;
            }
        }
    }

    private void paintColours(RgbVolume volume, SliceRequest request, Columns c, int[] argb) {
        int pixels = c.width * c.height, out = 0;
        if (colours.length < pixels) colours = new int[pixels];
        volume.copyPlane(request.axes(), request.slice(), colours);
        for (int v : c.nearestV)
            for (int u : c.nearestU) argb[out++] = u < 0 || v < 0 ? SURROUND : 0xFF000000 | colours[v * c.width + u];
    }

    private void paintOverlay(Overlay overlay, SliceRequest request, Columns c, int[] argb) {
        if (overlay.fill() == 0 && overlay.outline() == 0) return;
        int pixels = c.width * c.height;
        if (labels.length < pixels) labels = new short[pixels];
        overlay.labels().copyPlane(request.axes(), request.slice(), labels);
        hide(overlay.hidden(), pixels);
        int fill = (int) Math.round(overlay.fill() * 256), outline = (int) Math.round(overlay.outline() * 256);
        int n = c.nearestU.length, rows = c.nearestV.length;
        int lastLabel = 0, lastRgb = 0;
        for (int j = 0; j < rows; j++) {
            int v = c.nearestV[j];
            if (v < 0) continue;
            int row = v * c.width;
            // A label's outline lies inside it: on a pixel whose neighbour pixel shows another label.
            int above = neighbour(c, request, j - 1), below = neighbour(c, request, j + 1);
            for (int i = 0; i < n; i++) {
                int u = c.nearestU[i];
                if (u < 0) continue;
                short label = labels[row + u];
                if (label == 0) continue;
                if (label != lastLabel) {
                    lastLabel = label;
                    lastRgb = overlay.table().rgb(label & 0xFFFF);
                }
                int alpha = fill;
                if (outline > 0 && isEdge(c, request, i, u, row, above, below, label)) {
                    int along = c.box.x0() + i + c.box.y0() + j;
                    alpha = overlay.dashed() && along / DASH_PIXELS % 2 != 0 ? fill : outline;
                }
                if (alpha > 0) argb[j * n + i] = mix(argb[j * n + i], lastRgb, alpha);
            }
        }
    }

    /// The slice row of a neighbouring pixel row, worked out afresh where it lies outside the painted box; −1 beyond the slice.
    private static int neighbour(Columns c, SliceRequest request, int j) {
        if (j >= 0 && j < c.nearestV.length) return c.nearestV[j];
        int v = (int) Math.floor(request.viewport().v(c.box.y0() + j + 0.5) + 0.5);
        return v < 0 || v >= c.height ? -1 : v;
    }

    private boolean isEdge(Columns c, SliceRequest request, int i, int u, int row, int above, int below, short label) {
        if (above < 0 || labels[above * c.width + u] != label || below < 0 || labels[below * c.width + u] != label) return true;
        int left = i > 0 ? c.nearestU[i - 1] : beyond(c, request, i - 1), right = i + 1 < c.nearestU.length ? c.nearestU[i + 1] : beyond(c, request, i + 1);
        return left < 0 || labels[row + left] != label || right < 0 || labels[row + right] != label;
    }

    private static int beyond(Columns c, SliceRequest request, int i) {
        int u = (int) Math.floor(request.viewport().u(c.box.x0() + i + 0.5) + 0.5);
        return u < 0 || u >= c.width ? -1 : u;
    }

    private void hide(Set<Integer> hidden, int pixels) {
        if (hidden.isEmpty()) return;
        boolean[] isHidden = new boolean[1 << 16];
        hidden.forEach(label -> isHidden[label] = true);
        for (int i = 0; i < pixels; i++) if (isHidden[labels[i] & 0xFFFF]) labels[i] = 0;
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
