package org.maskwright.workflow.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.maskwright.learn.active.LearningForecast;
import org.maskwright.measure.Interval;
import org.maskwright.workflow.page.Page;

/// The panels side by side, as a drawing that keeps its sharpness at any size and needs no script: lines for the held-out cases with a band over
/// repetitions, rings for the batch that is corrected next, and each order's name where its line ends.
///
/// @param note what was run, under the panels
record LoopFigure(List<LoopPanel> panels, String note) {
    private static final int WIDTH = 564, HEIGHT = 476, LEFT = 66, RIGHT = 138, TOP = 92, BOTTOM = 88;
    /// Names of lines that end at about the same height are moved so far apart.
    private static final int NAME_HEIGHT = 18, PUSHES = 100;
    private static final String INK = "#1f2933", SOFT = "#616e7c", GRID = "#e4e7eb";
    /// Told apart by people of any colour vision (Okabe and Ito 2008), by their lightness, too.
    private static final Map<String, String> COLOURS = Map.of("random", "#0072b2", "uncertainty", "#d55e00", "diversity", "#009e73", "none", "#7b8794",
            "mirror", "#cc79a7", "augment", "#56b4e9", "dropout", "#b58900", "ensemble", "#8c564b");
    private static final Map<String, String> NAMES = Map.of("random", "random", "uncertainty", "uncertain first", "diversity", "unlike first", "none", "no new labels",
            "mirror", "mirrored looks", "augment", "altered looks", "dropout", "dropout", "ensemble", "two models");

    String svg() {
        int width = WIDTH * panels.size();
        var out = new StringBuilder();
        add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"Inter, Helvetica, Arial, sans-serif\" font-size=\"15\" role=\"img\">\n", width, HEIGHT, width);
        add(out, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n");
        List<LoopPanel.Line> lines = panels.stream().flatMap(panel -> panel.lines().stream()).toList();
        double[] across = lines.stream().flatMap(line -> line.held().stream()).mapToDouble(LoopPanel.Dot::labelled).distinct().sorted().toArray();
        boolean ahead = lines.stream().anyMatch(line -> !line.more().isEmpty());
        for (int i = 0; i < panels.size(); i++) panel(panels.get(i), across, ahead, i * WIDTH, out);
        text(out, LEFT, HEIGHT - 16, "start", SOFT, "Lines: " + note + ". Rings: the batch to correct next." + (ahead ? " Wedges: what " + LearningForecast.MORE + " more cases would bring." : ""));
        return out.append("</svg>\n").toString();
    }

    private static void panel(LoopPanel panel, double[] across, boolean ahead, int x0, StringBuilder out) {
        add(out, "<text x=\"%d\" y=\"34\" fill=\"%s\" font-size=\"21\" font-weight=\"600\">%s</text>\n", x0 + LEFT, INK, Page.text(panel.title()));
        text(out, x0 + LEFT, 58, "start", SOFT, panel.unit());
        if (across.length == 0) return;
        var x = new Axis(across[0], across[across.length - 1] + (ahead ? LearningForecast.MORE : 1), 1, x0 + LEFT, x0 + WIDTH - RIGHT);
        var y = Axis.of(panel.lines().stream().flatMapToDouble(LoopFigure::heights), HEIGHT - BOTTOM, TOP);
        grid(panel, x, y, across, ahead, out);
        for (LoopPanel.Line line : panel.lines()) band(line, x, y, out);
        for (LoopPanel.Line line : panel.lines()) line(line, x, y, out);
        names(panel, x, y, out);
    }

    private static DoubleStream heights(LoopPanel.Line line) {
        return DoubleStream.concat(line.held().stream().flatMapToDouble(dot -> DoubleStream.of(dot.low(), dot.high())),
                DoubleStream.concat(line.met().stream().mapToDouble(LoopPanel.Dot::mean), line.more().stream().flatMapToDouble(more -> DoubleStream.of(more.low(), more.high()))));
    }

    private static void grid(LoopPanel panel, Axis x, Axis y, double[] across, boolean ahead, StringBuilder out) {
        for (double tick : y.ticks()) {
            add(out, "<path d=\"M%.1f %.1fH%.1f\" stroke=\"%s\"/>\n", (double) x.from(), y.at(tick), (double) x.to(), GRID);
            text(out, x.from() - 10, y.at(tick) + 5, "end", SOFT, String.format(Locale.ROOT, "%,." + panel.decimals() + "f", tick));
        }
        double last = Double.NEGATIVE_INFINITY;
        for (double tick : across) {
            add(out, "<path d=\"M%.1f %dv5\" stroke=\"%s\"/>\n", x.at(tick), HEIGHT - BOTTOM, SOFT);
            if (x.at(tick) - last < 26) continue;
            text(out, x.at(tick), HEIGHT - BOTTOM + 22, "middle", SOFT, Long.toString(Math.round(tick)));
            last = x.at(tick);
        }
        if (ahead) text(out, x.to(), HEIGHT - BOTTOM + 22, "middle", SOFT, "+" + LearningForecast.MORE);
        text(out, (x.from() + x.to()) / 2.0, HEIGHT - BOTTOM + 43, "middle", SOFT, "labelled cases");
    }

    private static void band(LoopPanel.Line line, Axis x, Axis y, StringBuilder out) {
        if (line.held().isEmpty()) return;
        var there = new StringBuilder();
        var back = new StringBuilder();
        for (LoopPanel.Dot dot : line.held()) {
            there.append(String.format(Locale.ROOT, "%s%.1f %.1f", there.isEmpty() ? "M" : "L", x.at(dot.labelled()), y.at(dot.high())));
            back.insert(0, String.format(Locale.ROOT, "L%.1f %.1f", x.at(dot.labelled()), y.at(dot.low())));
        }
        add(out, "<path d=\"%s%sZ\" fill=\"%s\" fill-opacity=\"0.13\"/>\n", there, back, colour(line));
        LoopPanel.Dot last = line.held().getLast();
        for (Interval more : line.more()) {
            double end = x.at(last.labelled() + LearningForecast.MORE);
            add(out, "<path d=\"M%.1f %.1fL%.1f %.1fV%.1fZ\" fill=\"%s\" fill-opacity=\"0.28\"/>\n", x.at(last.labelled()), y.at(last.mean()), end, y.at(more.high()), y.at(more.low()), colour(line));
        }
    }

    private static void line(LoopPanel.Line line, Axis x, Axis y, StringBuilder out) {
        String dashes = line.met().isEmpty() ? " stroke-dasharray=\"6 4\"" : "";
        add(out, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" stroke-linejoin=\"round\"%s/>\n", path(line.held(), x, y), colour(line), dashes);
        add(out, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\" stroke-dasharray=\"1 4\" stroke-linecap=\"round\"/>\n", path(line.met(), x, y), colour(line));
        for (LoopPanel.Dot dot : line.held()) add(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", x.at(dot.labelled()), y.at(dot.mean()), colour(line));
        for (LoopPanel.Dot dot : line.met()) {
            add(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#ffffff\" stroke=\"%s\" stroke-width=\"1.6\"/>\n", x.at(dot.labelled()), y.at(dot.mean()), colour(line));
        }
    }

    private static String path(List<LoopPanel.Dot> dots, Axis x, Axis y) {
        var path = new StringBuilder();
        for (LoopPanel.Dot dot : dots) path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x.at(dot.labelled()), y.at(dot.mean())));
        return path.toString();
    }

    /// Beside the ends of the lines, pushed apart where they would lie upon each other.
    private static void names(LoopPanel panel, Axis x, Axis y, StringBuilder out) {
        List<LoopPanel.Line> named = panel.lines().stream().filter(line -> !line.held().isEmpty()).sorted(Comparator.comparingDouble(line -> end(line, y))).toList();
        double[] at = named.stream().mapToDouble(line -> end(line, y)).toArray();
        for (int push = 0; push < PUSHES; push++) {
            for (int i = 1; i < at.length; i++) {
                double lacking = Math.max(0, NAME_HEIGHT - (at[i] - at[i - 1]));
                at[i - 1] -= lacking / 2;
                at[i] += lacking / 2;
            }
        }
        for (int i = 0; i < at.length; i++) {
            LoopPanel.Line line = named.get(i);
            add(out, "<text x=\"%d\" y=\"%.1f\" fill=\"%s\" font-weight=\"600\">%s</text>\n", x.to() + 12, at[i] + 5, colour(line), Page.text(NAMES.getOrDefault(line.order(), line.order())));
        }
    }

    /// Where a line ends; in the middle of its wedge, if it has one.
    private static double end(LoopPanel.Line line, Axis y) {
        return y.at(line.more().stream().mapToDouble(more -> (more.low() + more.high()) / 2).findFirst().orElse(line.held().getLast().mean()));
    }

    private static String colour(LoopPanel.Line line) {
        return COLOURS.getOrDefault(line.order(), INK);
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String colour, String words) {
        add(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n", x, y, anchor, colour, Page.text(words));
    }

    private static void add(StringBuilder out, String form, Object... values) {
        out.append(String.format(Locale.ROOT, form, values));
    }

    /// Numbers onto pixels.
    private record Axis(double low, double high, double step, int from, int to) {
        /// Between round ticks.
        static Axis of(DoubleStream values, int from, int to) {
            var summary = values.summaryStatistics();
            double range = Math.max(summary.getMax() - summary.getMin(), 1e-3);
            double rough = range / 5;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
            return new Axis(Math.floor(summary.getMin() / step) * step, Math.ceil(summary.getMax() / step) * step, step, from, to);
        }

        double at(double value) {
            return from + (value - low) / Math.max(high - low, 1e-9) * (to - from);
        }

        List<Double> ticks() {
            var ticks = new ArrayList<Double>();
            for (double tick = low; tick <= high + step / 2; tick += step) ticks.add(tick);
            return ticks;
        }
    }
}
