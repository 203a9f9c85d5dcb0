package org.maskwright.fx.part;

import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/// A number that can be typed; Enter takes it, Esc leaves it, the arrow keys step it. What is no number is put back.
public final class NumberField extends TextField {
    private final DoubleProperty value = new SimpleDoubleProperty(this, "value");
    private final double low, high, step;
    private final int decimals;

    /// @param step of the arrow keys; its decimals are those shown
    public NumberField(double low, double high, double step, double initial) {
        this.low = low;
        this.high = high;
        this.step = step;
        this.decimals = decimalsOf(step);
        getStyleClass().add("number-field");
        setPrefColumnCount(5);
        setMinWidth(64);
        setPrefWidth(64);
        setMaxWidth(64);
        value.set(initial);
        show();
        value.addListener((o, was, is) -> show());
        focusedProperty().addListener((o, was, is) -> {
            if (!is) take();
        });
        setOnAction(e -> {
            take();
            giveUpFocus();
        });
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                show();
                giveUpFocus();
                e.consume();
            } else if (e.getCode() == KeyCode.UP || e.getCode() == KeyCode.DOWN) {
                take();
                set(value.get() + (e.getCode() == KeyCode.UP ? step : -step) * (e.isShiftDown() ? 5 : 1));
                e.consume();
            }
        });
    }

    public DoubleProperty valueProperty() {
        return value;
    }

    private void take() {
        if (getText().equals(shown())) return; // untouched: a value finer than what is shown stays as fine
        String typed = getText().trim().replace(',', '.').replace('−', '-');
        try {
            set(Double.parseDouble(typed));
        } catch (NumberFormatException e) {
            show(); // what was typed is no number: the old one stands
        }
    }

    private void set(double wanted) {
        if (!Double.isFinite(wanted)) return;
        value.set(Math.clamp(Math.rint(wanted / step) * step, low, high));
        show();
    }

    private void show() {
        setText(shown());
    }

    private String shown() {
        return String.format(Locale.ROOT, "%." + decimals + "f", value.get()).replace('-', '−');
    }

    private void giveUpFocus() {
        if (getScene() != null) getScene().getRoot().requestFocus();
    }

    private static int decimalsOf(double step) {
        int decimals = 0;
        for (double s = step; decimals < 4 && Math.abs(s - Math.rint(s)) > 1e-6; s *= 10) decimals++;
        return decimals;
    }
}
