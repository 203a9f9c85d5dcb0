package org.maskwright.render;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;

/// Where a slice lies on a picture of `width` × `height` pixels: slice position `u` (0 at the first voxel's centre) is at
/// pixel `offsetX + (u + ½) · scaleX`, `v` likewise downward.
///
/// Scales are pixels a voxel and differ between the axes where the spacing does, so that a millimetre is as long across
/// as down.
public record Viewport(int width, int height, double offsetX, double offsetY, double scaleX, double scaleY) {
    public Viewport {
        if (width < 1 || height < 1) throw new IllegalArgumentException("a picture needs a pixel, got " + width + " × " + height);
        if (!(scaleX > 0) || !(scaleY > 0) || !Double.isFinite(scaleX + scaleY + offsetX + offsetY))
            throw new IllegalArgumentException("scales must be above 0, got " + scaleX + " and " + scaleY);
    }

    /// The whole slice, as large as fits, in the middle.
    public static Viewport fit(int width, int height, Geometry geometry, SliceAxes axes) {
        Point spacing = geometry.spacingMm();
        double pixelsPerMm = Math.min(width / (axes.width() * spacing.along(axes.across())), height / (axes.height() * spacing.along(axes.down())));
        return centredOn((axes.width() - 1) / 2.0, (axes.height() - 1) / 2.0, pixelsPerMm, width, height, geometry, axes);
    }

    /// The view with slice position (`u`, `v`) in its middle.
    public static Viewport centredOn(double u, double v, double pixelsPerMm, int width, int height, Geometry geometry, SliceAxes axes) {
        Point spacing = geometry.spacingMm();
        double scaleX = pixelsPerMm * spacing.along(axes.across()), scaleY = pixelsPerMm * spacing.along(axes.down());
        return new Viewport(width, height, width / 2.0 - (u + 0.5) * scaleX, height / 2.0 - (v + 0.5) * scaleY, scaleX, scaleY);
    }

    public double x(double u) {
        return offsetX + (u + 0.5) * scaleX;
    }

    public double y(double v) {
        return offsetY + (v + 0.5) * scaleY;
    }

    public double u(double x) {
        return (x - offsetX) / scaleX - 0.5;
    }

    public double v(double y) {
        return (y - offsetY) / scaleY - 0.5;
    }
}
