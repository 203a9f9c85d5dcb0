package org.maskwright.workflow.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.maskwright.format.png.PngWriter;

/// The panels side by side, as PNG for pages that show pictures and as SVG for those that print.
///
/// @param note what was run, under the SVG's panels
record LoopFigure(List<LoopPanel> panels, String note) {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 320;
    private static final int LEFT = 58;
    private static final int TOP = 40;
    private static final int BOTTOM = 52;
    private static final int RIGHT = 14;
    private static final List<String> COLOURS = List.of("#4a5568", "#c2410c", "#0f766e", "#6d28d9");

    byte[] png() throws IOException {
        var pictures = new ArrayList<byte[]>();
        for (LoopPanel panel : panels) pictures.add(BitmapEncoder.getBitmapBytes(chart(panel), BitmapEncoder.BitmapFormat.PNG));
        var out = new ByteArrayOutputStream();
        PngWriter.writeSideBySide(pictures, out);
        return out.toByteArray();
    }

    private static XYChart chart(LoopPanel panel) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).theme(Styler.ChartTheme.Matlab).title(panel.title()).xAxisTitle("labelled cases").build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setYAxisDecimalPattern(panel.unit().equals("Dice") ? "0.000" : "#,##0").setXAxisDecimalPattern("0");
        for (LoopPanel.Line line : panel.lines()) {
            if (line.dots().isEmpty()) continue;
            double[] bars = line.dots().stream().mapToDouble(dot -> (dot.high() - dot.low()) / 2).toArray();
            double[] middle = line.dots().stream().mapToDouble(dot -> (dot.high() + dot.low()) / 2).toArray();
            chart.addSeries(line.order(), line.dots().stream().mapToDouble(LoopPanel.Dot::labelled).toArray(), middle, bars);
        }
        return chart;
    }

    String svg() {
        int width = WIDTH * panels.size();
        var out = new StringBuilder(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
                width, HEIGHT + 24, width));
        for (int i = 0; i < panels.size(); i++) panel(panels.get(i), i * WIDTH, out);
        out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"#555555\">%s</text>\n</svg>\n", LEFT, HEIGHT + 12, escaped(note)));
        return out.toString();
    }

    private static void panel(LoopPanel panel, int x0, StringBuilder out) {
        out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"22\" font-weight=\"bold\">%s</text>\n", x0 + LEFT, escaped(panel.title())));
        if (panel.isEmpty()) return;
        Axis across = Axis.of(panel.lines().stream().flatMap(line -> line.dots().stream()).flatMapToDouble(dot -> DoubleStream.of(dot.labelled())), x0 + LEFT, x0 + WIDTH - RIGHT);
        Axis up = Axis.of(panel.lines().stream().flatMap(line -> line.dots().stream()).flatMapToDouble(dot -> DoubleStream.of(dot.low(), dot.high())), HEIGHT - BOTTOM, TOP);
        for (double tick : up.ticks()) {
            out.append(String.format(Locale.ROOT, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    x0 + LEFT, x0 + WIDTH - RIGHT, up.at(tick), up.at(tick), x0 + LEFT - 6, up.at(tick) + 4, up.text(tick)));
        }
        for (double tick : across.ticks()) {
            out.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", across.at(tick), HEIGHT - BOTTOM + 18, across.text(tick)));
        }
        out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">labelled cases</text>\n", x0 + (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 38));
        for (int i = 0; i < panel.lines().size(); i++) line(panel.lines().get(i), COLOURS.get(i % COLOURS.size()), across, up, out);
        boolean rises = panel.unit().equals("Dice");
        for (int i = 0; i < panel.lines().size(); i++) {
            int y = rises ? HEIGHT - BOTTOM - 12 - 16 * (panel.lines().size() - 1 - i) : TOP + 14 + 16 * i;
            out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\" font-weight=\"bold\">%s</text>\n", x0 + WIDTH - RIGHT - 4, y,
                    COLOURS.get(i % COLOURS.size()), escaped(panel.lines().get(i).order())));
        }
    }

    private static void line(LoopPanel.Line line, String colour, Axis across, Axis up, StringBuilder out) {
        var path = new StringBuilder();
        for (LoopPanel.Dot dot : line.dots()) {
            path.append(path.isEmpty() ? "M" : "L").append(String.format(Locale.ROOT, "%.1f %.1f", across.at(dot.labelled()), up.at(dot.mean())));
            out.append(String.format(Locale.ROOT, "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$.1f\" y2=\"%3$.1f\" stroke=\"%4$s\" stroke-opacity=\"0.45\" stroke-width=\"4\"/><circle cx=\"%1$.1f\" cy=\"%5$.1f\" r=\"3\" fill=\"%4$s\"/>\n",
                    across.at(dot.labelled()), up.at(dot.low()), up.at(dot.high()), colour, up.at(dot.mean())));
        }
        out.append(String.format(Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", path, colour));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /// Numbers onto pixels, between round ticks.
    private record Axis(double low, double high, double step, int from, int to) {
        static Axis of(DoubleStream values, int from, int to) {
            var summary = values.summaryStatistics();
            double range = Math.max(summary.getMax() - summary.getMin(), 1e-3);
            double rough = range / 5;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
            return new Axis(Math.floor(summary.getMin() / step) * step, Math.ceil(summary.getMax() / step) * step, step, from, to);
        }

        double at(double value) {
            return from + (value - low) / Math.max(high - low, step) * (to - from);
        }

        List<Double> ticks() {
            var ticks = new ArrayList<Double>();
            for (double tick = low; tick <= high + step / 2; tick += step) ticks.add(tick);
            return ticks;
        }

        String text(double tick) {
            return String.format(Locale.ROOT, "%." + Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9)) + "f", tick);
        }
    }
}
