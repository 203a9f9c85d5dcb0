package org.maskwright.fx.slice;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.render.HeatColours;

/// Beside the slice track: how unsure the model was in each slice, so that one can go where it matters.
///
/// The least sure slice of the case is as bright as can be, so that it is found; of a model that is sure everywhere the strip stays dim.
final class UncertaintyStrip extends Canvas {
    private static final double WIDTH = 5;
    /// A case whose least sure slice lies below this is shown as sure, by a measure whose numbers mean something by themselves.
    private static final double LEAST = 0.1;

    private @Nullable UncertaintyMap shown;

    UncertaintyStrip() {
        getStyleClass().add("uncertainty-strip");
        setVisible(false);
    }

    /// @param place of a slice on the track, from the top
    void show(Optional<UncertaintyMap> map, SliceAxes axes, IntUnaryOperator place, double x, double y, double height) {
        setVisible(map.isPresent() && height > 0);
        if (!isVisible()) return;
        relocate(x, y);
        if (map.get() == shown && getHeight() == height) return;
        shown = map.get();
        setWidth(WIDTH);
        setHeight(height);
        GraphicsContext g = getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, height);
        double step = height / axes.slices(), most = map.get().full() == 1 ? LEAST : Double.MIN_NORMAL;
        for (int slice = 0; slice < axes.slices(); slice++) most = Math.max(most, map.get().ofSlice(axes.normal(), slice));
        for (int slice = 0; slice < axes.slices(); slice++) {
            double value = map.get().ofSlice(axes.normal(), slice) / most;
            if (value <= 0) continue;
            int rgb = HeatColours.UNCERTAINTY.rgb((int) Math.round(255 * value));
            g.setFill(Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF));
            double top = Math.floor(place.applyAsInt(slice) * step);
            g.fillRect(0, top, WIDTH, Math.ceil((place.applyAsInt(slice) + 1) * step) - top);
        }
    }
}
