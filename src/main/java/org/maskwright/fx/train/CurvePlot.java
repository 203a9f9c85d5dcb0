package org.maskwright.fx.train;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.maskwright.fx.part.Figures;

/// Lines over epochs, as they grow: few ticks, a quiet grid, the title where the axis begins.
final class CurvePlot extends Canvas {
    private static final double LEFT = 44, RIGHT = 10, TOP = 36, BOTTOM = 22;
    private static final Color GRID = Color.web("#20242a"), AXIS = Color.web("#858e99"), WORDS = Color.web("#a0a8b2"), GROUND = Color.web("#0e1013");
    private static final int FIRST_EPOCHS = 8;

    /// A line.
    ///
    /// @param values one an epoch; NaN where there is none
    @SuppressWarnings("ArrayRecordComponent")
    record Line(Color colour, double width, double[] values) {}

    /// What the vertical axis spans.
    ///
    /// @param low fixed lower end; NaN to follow the values
    /// @param high that the upper end never passes
    record Span(double low, double high) {}

    private final String title;
    private final Span span;

    CurvePlot(String title, Span span, double width, double height) {
        super(width, height);
        this.title = title;
        this.span = span;
        show(List.of(), FIRST_EPOCHS, OptionalInt.empty());
    }

    /// @param of how many epochs there can be
    /// @param marked index of the epoch that is marked on the last line
    void show(List<Line> lines, int of, OptionalInt marked) {
        GraphicsContext g = getGraphicsContext2D();
        double w = getWidth(), h = getHeight(), right = w - RIGHT, bottom = h - BOTTOM;
        g.setFill(GROUND);
        g.fillRect(0, 0, w, h);
        int n = lines.stream().mapToInt(line -> line.values().length).max().orElse(0);
        Ticks x = Ticks.of(1, epochs(n, of), 5), y = vertical(lines);
        g.setFont(Font.font("Inter", 12));
        words(g, title, 10, 9, TextAlignment.LEFT, VPos.TOP, WORDS);
        if (n == 0) {
            words(g, "drawn after the first epoch", w / 2, (TOP + bottom) / 2, TextAlignment.CENTER, VPos.CENTER, AXIS);
            return;
        }
        g.setFont(Font.font("JetBrains Mono", 10.5));
        g.setLineWidth(1);
        for (double value : y.values()) {
            double at = Math.round(y(value, y, bottom)) + 0.5;
            g.setStroke(GRID);
            g.strokeLine(LEFT, at, right, at);
            words(g, Figures.fixed(value, y.decimals()), LEFT - 6, at, TextAlignment.RIGHT, VPos.CENTER, AXIS);
        }
        for (double value : x.values()) {
            if (value != Math.rint(value)) continue;
            words(g, Figures.fixed(value, 0), x(value, x, right), bottom + 4, TextAlignment.CENTER, VPos.TOP, AXIS);
        }
        g.setFont(Font.font("Inter", 10.5));
        words(g, "epoch", LEFT - 8, bottom + 4, TextAlignment.RIGHT, VPos.TOP, AXIS);
        g.save();
        g.beginPath();
        g.rect(LEFT, TOP - 3, right - LEFT + 4, bottom - TOP + 4);
        g.clip();
        for (Line line : lines) draw(g, line, x, y, right, bottom);
        if (marked.isPresent() && !lines.isEmpty()) mark(g, lines.getLast(), marked.getAsInt(), x, y, right, bottom);
        g.restore();
    }

    private static void words(GraphicsContext g, String text, double x, double y, TextAlignment across, VPos down, Color colour) {
        g.setTextAlign(across);
        g.setTextBaseline(down);
        g.setFill(colour);
        g.fillText(text, x, y);
    }

    private static void draw(GraphicsContext g, Line line, Ticks x, Ticks y, double right, double bottom) {
        g.setStroke(line.colour());
        g.setFill(line.colour());
        g.setLineWidth(line.width());
        double[] values = line.values();
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) continue;
            double px = x(i + 1, x, right), py = y(values[i], y, bottom);
            boolean alone = i == 0 || Double.isNaN(values[i - 1]);
            if (alone) g.fillOval(px - line.width(), py - line.width(), 2 * line.width(), 2 * line.width());
            else g.strokeLine(x(i, x, right), y(values[i - 1], y, bottom), px, py);
        }
    }

    private static void mark(GraphicsContext g, Line line, int epoch, Ticks x, Ticks y, double right, double bottom) {
        if (epoch >= line.values().length || Double.isNaN(line.values()[epoch])) return;
        double px = x(epoch + 1, x, right), py = y(line.values()[epoch], y, bottom);
        g.setFill(GROUND);
        g.fillOval(px - 4.5, py - 4.5, 9, 9);
        g.setStroke(line.colour());
        g.setLineWidth(2);
        g.strokeOval(px - 3.5, py - 3.5, 7, 7);
    }

    private static double x(double epoch, Ticks x, double right) {
        return LEFT + (epoch - x.low()) / (x.high() - x.low()) * (right - LEFT);
    }

    private static double y(double value, Ticks y, double bottom) {
        return bottom - (value - y.low()) / (y.high() - y.low()) * (bottom - TOP);
    }

    /// Room for what comes next, but not for all of it at once.
    static int epochs(int n, int of) {
        return Math.max(2, Math.min(Math.max(of, n), Math.max(FIRST_EPOCHS, n + Math.max(1, n / 4))));
    }

    private Ticks vertical(List<Line> lines) {
        double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            double[] values = Arrays.stream(line.values()).filter(Double::isFinite).toArray();
            for (int i = 0; i < values.length; i++) {
                if (i >= values.length / 5) low = Math.min(low, values[i]); // the first steps from nowhere may leave the picture
                high = Math.max(high, values[i]);
            }
        }
        if (low > high) return Ticks.of(Double.isNaN(span.low()) ? 0 : span.low(), Math.min(1, span.high()), 4);
        double margin = Math.max(0.01, (high - low) * 0.12);
        double bottom = Double.isNaN(span.low()) ? Math.max(0, low - margin) : span.low();
        return Ticks.of(bottom, Math.min(span.high(), high + margin), 4);
    }
}
