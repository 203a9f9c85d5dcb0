package org.maskwright.workflow.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.measure.Metric;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;

/// A second candidate beside the first, judged against the same reference.
///
/// @param name of its files
/// @param rows each label by each metric that both have in some case
record Rival(String name, Evaluation evaluation, List<Row> rows) {
    static final String CONVENTION = "rival minus candidate, on the cases in which both are defined; interval: percentile bootstrap over cases, 10,000 draws; "
            + "p: two-sided Wilcoxon signed-rank test, not corrected for the number of rows";

    /// @param paired the rival's scores second
    record Row(int label, Metric metric, PairedComparison paired) {}

    Rival {
        rows = List.copyOf(rows);
    }

    static Rival of(String name, Evaluation evaluation, Evaluation candidate) {
        Map<String, Evaluation.Case> theirs = evaluation.byId();
        List<Row> rows = new ArrayList<>();
        for (int label : candidate.labels()) {
            for (int m = 0; m < candidate.metrics().size(); m++) {
                List<double[]> pairs = new ArrayList<>();
                for (Evaluation.Case one : candidate.cases()) {
                    Evaluation.Case twin = theirs.get(one.id());
                    if (twin != null && candidate.score(one, label, m) instanceof Score.Defined(double a) && evaluation.score(twin, label, m) instanceof Score.Defined(double b))
                        pairs.add(new double[] {a, b});
                }
                if (pairs.isEmpty()) continue;
                rows.add(new Row(label, candidate.metrics().get(m), PairedComparison.of(pairs.stream().mapToDouble(p -> p[0]).toArray(), pairs.stream().mapToDouble(p -> p[1]).toArray())));
            }
        }
        return new Rival(name, evaluation, rows);
    }
}
