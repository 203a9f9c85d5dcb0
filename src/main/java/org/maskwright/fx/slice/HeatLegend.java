package org.maskwright.fx.slice;

import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.render.HeatColours;

/// Over the corner of a picture: what the colours on it mean, and how opaque they are. Seen only while there are any.
final class HeatLegend extends VBox {
    private static final double BAR_WIDTH = 120, BAR_HEIGHT = 10;

    private final Label title = Buttons.named(Texts.plain("", "strong", "wrap"), "heat-title");
    private final Label low = Texts.plain("", "small"), high = Texts.plain("", "small");
    private final Canvas bar = new Canvas(BAR_WIDTH, BAR_HEIGHT);
    private final Slider opacity = Buttons.named(new Slider(0.1, 1, 1), "heat-opacity");
    private final InvalidationListener follow = _ -> show();
    private @Nullable SliceModel model;

    HeatLegend() {
        super(6);
        getStyleClass().add("heat-legend");
        setId("heat-legend");
        setManaged(false);
        setVisible(false);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(8, title, Buttons.named(Buttons.icon(MaterialDesignC.CLOSE, "Take the colours away (Shift+O)", this::close), "heat-close"));
        low.setMinWidth(USE_PREF_SIZE);
        high.setMinWidth(USE_PREF_SIZE);
        HBox scale = new HBox(6, low, bar, high);
        HBox strength = new HBox(6, Texts.plain("Opacity", "small"), opacity);
        for (HBox row : new HBox[] {head, scale, strength}) row.setAlignment(Pos.CENTER_LEFT);
        opacity.setFocusTraversable(false);
        opacity.setPrefWidth(BAR_WIDTH);
        opacity.valueProperty().addListener((o, was, is) -> {
            if (model != null) model.heatOpacity().set(is.doubleValue());
        });
        getChildren().addAll(head, scale, strength);
    }

    /// Follows another case.
    void follow(@Nullable SliceModel other) {
        if (model != null) {
            model.heatShown().removeListener(follow);
            model.proposal().removeListener(follow);
        }
        model = other;
        if (other != null) {
            opacity.setValue(other.heatOpacity().get());
            other.heatShown().addListener(follow);
            other.proposal().addListener(follow);
        }
        show();
    }

    private void close() {
        if (model != null) model.heatShown().set(HeatShown.NOTHING);
    }

    private void show() {
        setVisible(model != null && model.heat().isPresent());
        if (!isVisible() || model == null) return;
        switch (model.heatShown().get()) {
            case HeatShown.Nothing _ -> {}
            case HeatShown.Uncertainty _ -> write("Uncertainty" + model.uncertainty().map(map -> ": " + map.measure()).orElse(""), "sure", "unsure", HeatColours.UNCERTAINTY);
            case HeatShown.Likely(int _, String name, _) -> write("How likely: " + name, "0", "1", HeatColours.PROBABILITY);
        }
        if (getParent() != null) getParent().requestLayout();
    }

    private void write(String what, String least, String most, HeatColours colours) {
        title.setText(what);
        low.setText(least);
        high.setText(most);
        GraphicsContext g = bar.getGraphicsContext2D();
        g.clearRect(0, 0, BAR_WIDTH, BAR_HEIGHT);
        for (int x = 0; x < BAR_WIDTH; x++) {
            int value = (int) Math.round(255 * x / (BAR_WIDTH - 1)), rgb = colours.rgb(value);
            g.setFill(Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, colours.cover(value)));
            g.fillRect(x, 0, 1, BAR_HEIGHT);
        }
    }
}
