package org.maskwright.workflow.page;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Lines in one frame, each in its own colour: as a drawing for pages, as a picture for what shows only pictures.
///
/// @param across what the horizontal axis shows
/// @param up what the vertical axis shows
/// @param floor where the vertical axis begins at the lowest: what lies below is cut off; negative infinity to show all
public record LinePlot(String across, String up, List<Line> lines, double floor) {
    private static final int WIDTH = 760, HEIGHT = 320, LEFT = 56, RIGHT = 170, TOP = 12, BOTTOM = 44;
    /// Told apart also by those who see red and green alike, on white and on black (Okabe, Ito 2008, without yellow).
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#7f7f7f");

    /// One line; where `y` is no number it is broken.
    ///
    /// @param x rising, as many as `y`
    @SuppressWarnings("ArrayRecordComponent")
    public record Line(String name, double[] x, double[] y) {
        public Line {
            if (x.length != y.length) throw new IllegalArgumentException("a line needs as many heights as places, got " + y.length + " and " + x.length);
            x = x.clone();
            y = y.clone();
        }

        private boolean isDrawn() {
            return Arrays.stream(y).anyMatch(Double::isFinite);
        }
    }

    public LinePlot {
        lines = lines.stream().filter(Line::isDrawn).toList();
    }

    /// Whether there is nothing to draw.
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /// The colour of line number `index`.
    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    public String svg() {
        var out = new StringBuilder(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\">", WIDTH, HEIGHT, WIDTH));
        if (isEmpty()) return out.append("</svg>").toString();
        Axis x = Axis.of(lines.stream().flatMapToDouble(line -> Arrays.stream(line.x())), LEFT, WIDTH - RIGHT);
        Axis y = Axis.of(heights(), HEIGHT - BOTTOM, TOP);
        for (double tick : y.ticks())
            out.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text class=\"tick\" x=\"%d\" y=\"%.1f\">%s</text>",
                    LEFT, WIDTH - RIGHT, y.at(tick), y.at(tick), LEFT - 22, y.at(tick) + 4, y.text(tick)));
        for (double tick : x.ticks())
            out.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>", x.at(tick), HEIGHT - BOTTOM + 18, x.text(tick)));
        out.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%d\" y=\"%d\">%s; upwards: %s</text>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Page.text(across), Page.text(up)));
        for (int i = 0; i < lines.size(); i++) line(lines.get(i), i, x, y, out);
        return out.append("</svg>").toString();
    }

    private DoubleStream heights() {
        return lines.stream().flatMapToDouble(line -> Arrays.stream(line.y())).filter(Double::isFinite).map(value -> Math.max(value, floor));
    }

    private static void line(Line line, int index, Axis x, Axis y, StringBuilder out) {
        var path = new StringBuilder();
        boolean down = false;
        double lastX = 0, lastY = 0;
        for (int i = 0; i < line.x().length; i++) {
            double height = line.y()[i];
            if (!Double.isFinite(height)) {
                down = false;
                continue;
            }
            lastX = x.at(line.x()[i]);
            lastY = y.at(Math.max(height, y.low()));
            path.append(down ? 'L' : 'M').append(String.format(Locale.ROOT, "%.1f %.1f", lastX, lastY));
            down = true;
        }
        out.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", lastX, lastY, colour(index)));
        out.append(String.format(Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour(index)));
        out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"%s\" font-size=\"13\" font-weight=\"600\">%s</text>", WIDTH - RIGHT + 12, TOP + 14 + 20 * index, colour(index),
                Page.text(line.name())));
    }

    /// The same as PNG.
    public byte[] png() throws IOException {
        XYChart chart = new XYChartBuilder().theme(Styler.ChartTheme.Matlab).width(900).height(440).xAxisTitle(across).yAxisTitle(up).build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        if (!isEmpty()) {
            Axis y = Axis.of(heights(), 0, 1);
            chart.getStyler().setYAxisMin(y.low()).setYAxisMax(y.high());
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double[] shown = Arrays.stream(line.y()).map(value -> Double.isFinite(value) && value < floor ? floor : value).toArray();
            chart.addSeries((i + 1) + " " + line.name(), line.x(), shown).setMarker(SeriesMarkers.NONE).setLabel(line.name());
        }
        return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
    }

    /// Numbers onto pixels, between round ticks.
    private record Axis(double low, double high, double step, int from, int to) {
        static Axis of(DoubleStream values, int from, int to) {
            var summary = values.summaryStatistics();
            double range = summary.getMax() - summary.getMin();
            if (!(range > 0)) return new Axis(Math.floor(summary.getMin()), Math.floor(summary.getMin()) + 1, 1, from, to);
            double rough = range / 5, power = Math.pow(10, Math.floor(Math.log10(rough))), times = rough / power;
            double step = power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
            double low = Math.floor(summary.getMin() / step) * step;
            return new Axis(low, Math.max(Math.ceil(summary.getMax() / step) * step, low + step), step, from, to);
        }

        double at(double value) {
            return from + (value - low) / (high - low) * (to - from);
        }

        double[] ticks() {
            return DoubleStream.iterate(low, tick -> tick <= high + step / 2, tick -> tick + step).toArray();
        }

        String text(double tick) {
            return String.format(Locale.ROOT, "%." + Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9)) + "f", tick + 0.0);
        }
    }
}
