package org.maskwright.workflow.course;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;

/// Dice out of the counts that a training keeps of its validation cases.
final class CaseDice {
    private CaseDice() {}

    /// A case's mean over its labels, of those that are defined.
    static Score mean(CaseScore one) {
        return one.dice(one.overlaps().keySet()).mean();
    }

    /// The defined scores of a label, or of the means over labels.
    ///
    /// @param label empty for the mean
    static double[] values(Collection<CaseScore> cases, Optional<Integer> label) {
        return cases.stream().map(one -> of(one, label)).filter(Score::isDefined).mapToDouble(score -> score.orElse(0)).toArray();
    }

    static Score of(CaseScore one, Optional<Integer> label) {
        return label.map(one::dice).orElseGet(() -> mean(one));
    }

    /// One model beside another on the cases in which both are defined; nothing if there is none.
    static Optional<PairedComparison> paired(List<CaseScore> first, List<CaseScore> second, Optional<Integer> label) {
        var pairs = new ArrayList<double[]>();
        for (CaseScore one : first) {
            second.stream().filter(other -> other.caseId().equals(one.caseId())).findFirst().ifPresent(other -> {
                if (of(one, label) instanceof Score.Defined(double a) && of(other, label) instanceof Score.Defined(double b)) pairs.add(new double[] {a, b});
            });
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(PairedComparison.of(pairs.stream().mapToDouble(pair -> pair[0]).toArray(), pairs.stream().mapToDouble(pair -> pair[1]).toArray()));
    }
}
