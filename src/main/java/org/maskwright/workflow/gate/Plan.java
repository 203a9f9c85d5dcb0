package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What the user decided for one export.
///
/// @param leftOut cases that stay here
/// @param together cases that must not be parted by a split
public record Plan(Set<String> leftOut, List<List<String>> together) {
    public static final Plan ALL = new Plan(Set.of(), List.of());

    public Plan {
        leftOut = Set.copyOf(leftOut);
        together = together.stream().map(List::copyOf).toList();
    }

    public Plan with(Fix.OfExport fix) {
        switch (fix) {
            case Fix.LeaveOut(String caseId) -> {
                Set<String> more = new TreeSet<>(leftOut);
                more.add(caseId);
                return new Plan(more, together);
            }
            case Fix.KeepTogether(List<String> caseIds) -> {
                List<List<String>> more = new ArrayList<>(together);
                more.add(caseIds);
                return new Plan(leftOut, more);
            }
        }
    }

    /// This plan with a case taken back in.
    public Plan including(String caseId) {
        Set<String> less = new TreeSet<>(leftOut);
        less.remove(caseId);
        return new Plan(less, together);
    }
}
