package org.maskwright.workflow.evaluate;

import java.util.Locale;
import org.maskwright.measure.Interval;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Score;
import org.maskwright.measure.Summary;
import org.maskwright.workflow.page.Page;

/// What pages write of a metric: never its title without the convention, never a mean without how many cases it is of.
public final class MetricText {
    private MetricText() {}

    /// Such as `HD95, mm`.
    public static String title(Metric metric) {
        return metric.unit().isEmpty() ? metric.title() : metric.title() + ", " + metric.unit();
    }

    /// Such as `HD95, mm (MONAI, Metrics Reloaded)`.
    public static String inFull(Metric metric) {
        return title(metric) + " (" + metric.conventionName() + ")";
    }

    /// As HTML: the title, and the convention as a small line under it.
    public static String heading(Metric metric) {
        return Page.text(title(metric)) + "<br><small>" + Page.text(metric.conventionName()) + "</small>";
    }

    /// As HTML: a label's mean by metric number `metric`, its 95 % interval, and of how many cases.
    public static String mean(Evaluation evaluation, int label, int metric) {
        Summary summary = evaluation.summary(label, metric);
        String of = defined(summary.defined(), summary.all());
        return switch (summary.mean()) {
            case Score.Defined(double mean) -> {
                Interval interval = Interval.ofMean(evaluation.values(label, metric));
                yield "<b>" + number(mean) + "</b><br><small>" + number(interval.low()) + " … " + number(interval.high()) + "<br>" + of + "</small>";
            }
            case Score.Undefined _ -> "–<br><small>" + of + "</small>";
        };
    }

    /// Such as `12 of 14 defined`.
    public static String defined(int defined, int all) {
        return defined + " of " + all + " defined";
    }

    /// With three decimals, or one from 10 on.
    public static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }
}
