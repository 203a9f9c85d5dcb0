package org.maskwright.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.label.LabelTable;
import org.maskwright.measure.CaseScore;

/// Measures the labels of an open case against the newest proposal.
public final class ScoreCase {
    ScoreCase() {}

    /// The scores as they are now, the labels taken for right; nothing if there is no proposal.
    public Optional<ScoreReport> score(CaseSession session) {
        return session.proposal().map(newest -> new ScoreReport(
                List.of(CaseScore.of(session.caseId(), session.labels().snapshot(), newest.proposal().labels())),
                names(session.table(), newest.proposal().table()), List.of()));
    }

    static Map<Integer, String> names(LabelTable... tables) {
        Map<Integer, String> names = new TreeMap<>();
        for (LabelTable table : tables) for (LabelTable.Entry entry : table.entries()) names.putIfAbsent(entry.value(), entry.name());
        return names;
    }
}
