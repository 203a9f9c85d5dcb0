package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.maskwright.label.LabelTable;
import java.util.Optional;

/// A label much larger or smaller than in the other cases.
///
/// Robust z on the logarithm of the volume: the distance from the median of the others in units of their median absolute
/// deviation × 1.4826, which a single outlier among them cannot widen. Deviations below 10 % count as 10 %.
///
/// @see <a href="https://doi.org/10.1016/j.jesp.2013.03.013">Leys et al. 2013</a>
final class VolumeCheck implements Check.OfProject {
    static final double OUTLIER = 5;
    private static final int FEWEST_OTHERS = 4;
    private static final double LEAST_SPREAD = Math.log(1.1);

    @Override
    public String id() {
        return "volumes";
    }

    @Override
    public String title() {
        return "Volumes unlike those of the other cases";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        List<Finding> found = new ArrayList<>();
        for (LabelTable.Entry entry : all.table().entries()) {
            int label = entry.value();
            List<CaseFacts> cases = all.cases().stream().filter(one -> one.ml(label) > 0).toList();
            if (cases.size() <= FEWEST_OTHERS) continue;
            for (CaseFacts one : cases) {
                double[] others = cases.stream().filter(other -> other != one).mapToDouble(other -> Math.log(other.ml(label))).toArray();
                double middle = median(others), spread = 1.4826 * median(Arrays.stream(others).map(v -> Math.abs(v - middle)).toArray());
                double z = (Math.log(one.ml(label)) - middle) / Math.max(spread, LEAST_SPREAD);
                if (Math.abs(z) < OUTLIER) continue;
                found.add(new Finding(id(), Severity.LOOK, one.id(), label, Optional.ofNullable(one.somewhere().get(label)), "“" + entry.name() + "” measures " + Words.volume(one.ml(label) * 1000) + ", where half of the other "
                        + others.length + " cases have " + (z > 0 ? "less" : "more") + " than " + Words.volume(Math.exp(middle) * 1000) + " (" + String.format(java.util.Locale.ROOT, "%.1f", Math.abs(z))
                        + " robust standard deviations " + (z > 0 ? "above" : "below") + "). Check its outline.", Optional.empty()));
            }
        }
        return found;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
