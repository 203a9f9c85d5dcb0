package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Point;
import org.maskwright.label.Labels;
import org.maskwright.store.Fingerprint;
import org.maskwright.workflow.gate.Checks;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Severity;

/// Leave to export what [ExportGate] looked at, with every finding that went along. Given by [ExportGate.Report#clear] alone.
public final class Clearance {
    static final String FILE = "findings.json";

    private final ExportGate.Report report;

    Clearance(ExportGate.Report report) {
        this.report = report;
    }

    public Plan plan() {
        return report.plan();
    }

    ExportDataset.Kind kind() {
        return report.kind();
    }

    /// Whether the gate saw that a case has no labels, so that its absence surprises nobody.
    boolean knowsEmpty(String caseId) {
        return report.findings().stream().anyMatch(finding -> finding.check().equals("empty") && finding.caseId().equals(caseId));
    }

    /// Refuses labels that are not those that were checked.
    void requireChecked(String caseId, Labels labels) throws FormatException {
        String was = report.checked().get(caseId);
        if (was == null) throw FormatException.unexpected(caseId, "", "a case that was checked", "one that was added since", "Check again, then export.");
        if (!was.equals(Fingerprint.of(labels))) throw FormatException.unexpected(caseId, "", "the labels that were checked", "strokes made since", "Check again, then export.");
    }

    /// Writes `findings.json`: what was found and let pass, and what was decided.
    void write(Path folder) throws IOException {
        List<Map<String, ?>> list = new ArrayList<>();
        for (Finding finding : report.findings()) list.add(tree(finding, report.table().name(finding.label()), finding.severity() == Severity.LOOK ? "accepted" : "noted"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("checks", Checks.ALL.stream().map(check -> check.id()).toList());
        json.put("findings", list);
        json.put("leftOut", new ArrayList<>(new TreeSet<>(plan().leftOut())));
        json.put("keptTogether", plan().together());
        AtomicFile.write(folder.resolve(FILE), out -> JsonValue.write(json, out));
    }

    /// A finding as files and scripts read it.
    ///
    /// @param answer what was said to it; empty if nothing
    static Map<String, ?> tree(Finding finding, String labelName, String answer) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("check", finding.check());
        one.put("severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT));
        if (!finding.caseId().isEmpty()) one.put("case", finding.caseId());
        if (finding.label() != 0) {
            one.put("label", finding.label());
            one.put("name", labelName);
        }
        if (finding.voxel().isPresent()) {
            Point at = finding.voxel().get();
            one.put("voxel", List.of((int) at.x(), (int) at.y(), (int) at.z()));
        }
        one.put("sentence", finding.sentence());
        finding.fix().ifPresent(fix -> one.put("fix", fix.kind().id()));
        if (!answer.isEmpty()) one.put("answer", answer);
        return one;
    }
}
