package org.maskwright.workflow.finetune;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What correcting a project's cases took, and from that what it would take after another proposal.
///
/// @param cases every corrected case, those that learn and those that judge
public record EditTime(List<One> cases) {
    public static final EditTime NONE = new EditTime(List.of());
    /// Fewer timed corrections, or so little time, tell nothing of the next.
    public static final int LEAST_CASES = 3;
    private static final double LEAST_MINUTES = 1;

    /// A corrected case.
    ///
    /// @param changed voxels in which labels and proposal differ
    /// @param drawn whether there was no proposal
    /// @param minutes that people worked on it; nothing if that was not measured from its first edit on
    public record One(String caseId, long changed, boolean drawn, OptionalDouble minutes) {
        private boolean tells() {
            return minutes.isPresent() && !drawn && changed > 0;
        }
    }

    public EditTime {
        cases = List.copyOf(cases);
    }

    /// Of how many cases the time is known.
    public int known() {
        return (int) cases.stream().filter(one -> one.minutes().isPresent()).count();
    }

    /// Minutes a case, mean over those whose time is known.
    public OptionalDouble meanMinutes() {
        return cases.stream().map(One::minutes).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).average();
    }

    /// Minutes of a case; nothing if they are not known.
    public OptionalDouble minutes(String caseId) {
        return cases.stream().filter(one -> one.caseId().equals(caseId)).findFirst().map(One::minutes).orElse(OptionalDouble.empty());
    }

    /// How many cases the pace comes from.
    public int timed() {
        return (int) cases.stream().filter(One::tells).count();
    }

    /// Changed voxels a minute over all timed corrections of proposals; nothing if there are fewer than [#LEAST_CASES], or they took less than a
    /// minute together.
    public OptionalDouble pace() {
        List<One> timed = cases.stream().filter(One::tells).toList();
        double minutes = timed.stream().mapToDouble(one -> one.minutes().orElse(0)).sum();
        return timed.size() < LEAST_CASES || minutes < LEAST_MINUTES ? OptionalDouble.empty() : OptionalDouble.of(timed.stream().mapToLong(One::changed).sum() / minutes);
    }

    /// What was measured, in a sentence.
    public String sentence() {
        OptionalDouble mean = meanMinutes();
        String of = known() + " of " + cases.size() + (cases.size() == 1 ? " case" : " cases");
        return mean.isEmpty() ? "How long correcting took was not measured on any of " + cases.size() + (cases.size() == 1 ? " case." : " cases.")
                : String.format(Locale.ROOT, "Correcting took %.1f min a case, measured on %s.", mean.getAsDouble(), of);
    }
}
