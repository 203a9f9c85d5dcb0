package org.maskwright.fx.slice;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.render.Viewport;

/// Zoom and pan of one plane: the slice position in the middle of the view, and pixels a millimetre.
///
/// @param zoom 1 fits the slice into the view
record ViewState(double u, double v, double zoom) {
    static final double MIN_ZOOM = 0.2, MAX_ZOOM = 60;

    static ViewState fitted(SliceAxes axes) {
        return new ViewState((axes.width() - 1) / 2.0, (axes.height() - 1) / 2.0, 1);
    }

    Viewport viewport(int width, int height, Geometry geometry, SliceAxes axes) {
        return Viewport.centredOn(u, v, fittingPixelsPerMm(width, height, geometry, axes) * zoom, width, height, geometry, axes);
    }

    private static double fittingPixelsPerMm(int width, int height, Geometry geometry, SliceAxes axes) {
        Point spacing = geometry.spacingMm();
        return Math.min(width / (axes.width() * spacing.along(axes.across())), height / (axes.height() * spacing.along(axes.down())));
    }

    /// Zoomed by `factor` with slice position (`fixedU`, `fixedV`) staying where it is on the screen.
    ViewState zoomedAt(double fixedU, double fixedV, double factor) {
        double newZoom = Math.clamp(zoom * factor, MIN_ZOOM, MAX_ZOOM), real = newZoom / zoom;
        return new ViewState(fixedU + (u - fixedU) / real, fixedV + (v - fixedV) / real, newZoom);
    }

    ViewState movedTo(double newU, double newV) {
        return new ViewState(newU, newV, zoom);
    }
}
