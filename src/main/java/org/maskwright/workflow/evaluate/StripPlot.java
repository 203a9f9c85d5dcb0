package org.maskwright.workflow.evaluate;

import java.util.List;
import java.util.Locale;
import org.maskwright.measure.Interval;
import org.maskwright.workflow.page.Page;

/// Every case as a dot, one row a label, with the mean and its interval: a picture as SVG that keeps its sharpness and needs no script.
public final class StripPlot {
    /// One row of dots.
    ///
    /// @param values one a case, in any order
    public record Row(String name, double[] values) {}

    private static final int WIDTH = 760, NAME = 190, RIGHT = 20, ROW = 30, AXIS = 52;

    private final List<Row> rows;
    private final double low;
    private final double high;
    private final String axis;

    /// @param low and high, the ends of the axis
    /// @param axis what it shows, and by whose convention
    public StripPlot(List<Row> rows, double low, double high, String axis) {
        this.axis = axis;
        this.rows = rows;
        this.low = low;
        this.high = high > low ? high : low + 1;
    }

    public String svg() {
        int height = rows.size() * ROW + AXIS;
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\">", WIDTH, height, WIDTH));
        double step = step();
        for (double tick = Math.ceil(low / step) * step; tick <= high + step * 1e-6; tick += step)
            out.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>",
                    x(tick), x(tick), rows.size() * ROW, x(tick), rows.size() * ROW + 20, number(tick, step)));
        out.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%d\" y=\"%d\">%s</text>", (NAME + WIDTH - RIGHT) / 2, height - 10, Page.text(axis)));
        for (int r = 0; r < rows.size(); r++) row(rows.get(r), r * ROW + ROW / 2, out);
        return out.append("</svg>").toString();
    }

    private void row(Row row, int y, StringBuilder out) {
        out.append(String.format(Locale.ROOT, "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", NAME - 12, y + 4, Page.text(row.name())));
        for (int i = 0; i < row.values().length; i++) // shaken a little, the same way each time, so that equal scores are told apart
            out.append(String.format(Locale.ROOT, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%d\" r=\"3\"/>", x(row.values()[i]), y + (i * 7 % 11 - 5)));
        if (row.values().length == 0) return;
        double mean = java.util.Arrays.stream(row.values()).average().orElseThrow();
        Interval interval = Interval.ofMean(row.values());
        out.append(String.format(Locale.ROOT, "<line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><line class=\"mean\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                x(interval.low()), x(interval.high()), y, y, x(mean), x(mean), y - 10, y + 10));
    }

    private double x(double value) {
        return NAME + (Math.clamp(value, low, high) - low) / (high - low) * (WIDTH - NAME - RIGHT);
    }

    /// 1, 2 or 5 times a power of ten, so that there are four to ten ticks.
    private double step() {
        double rough = (high - low) / 5, power = Math.pow(10, Math.floor(Math.log10(rough))), times = rough / power;
        return power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
    }

    private static String number(double tick, double step) {
        return String.format(Locale.ROOT, "%." + Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9)) + "f", tick + 0.0);
    }
}
