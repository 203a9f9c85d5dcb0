package org.maskwright.measure;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How one label fared over many cases.
///
/// Cases whose reference lacks the label are told apart: a mean of overlaps cannot tell a harmless speck from a wrong organ.
///
/// @param dice over all cases
/// @param correctRejections cases in which neither map holds the label
/// @param falseAlarms cases in which the candidate alone holds it
/// @param falseAlarmMl what the candidate holds in those, all together
public record LabelSummary(int label, Summary dice, int correctRejections, int falseAlarms, double falseAlarmMl) {
    public static LabelSummary of(int label, Collection<CaseScore> cases) {
        int rejected = 0, alarms = 0;
        double alarmMl = 0;
        for (CaseScore c : cases) {
            if (c.overlap(label).isEmpty()) rejected++;
            else if (c.overlap(label).reference() == 0) alarms++;
            alarmMl += c.falseAlarmMl(label);
        }
        return new LabelSummary(label, Summary.of(cases.stream().map(c -> c.dice(label)).toList()), rejected, alarms, alarmMl);
    }

    /// One summary for each label that any case holds, by rising label.
    public static List<LabelSummary> perLabel(Collection<CaseScore> cases) {
        SortedMap<Integer, Overlap> found = new TreeMap<>();
        for (CaseScore c : cases) found.putAll(c.overlaps());
        return found.keySet().stream().map(label -> of(label, cases)).toList();
    }
}
