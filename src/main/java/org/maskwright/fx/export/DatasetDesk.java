package org.maskwright.fx.export;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Plan;

/// What was found and decided so far for a project's data set. It outlives the sheet: going to a finding puts the sheet away, and
/// coming back finds everything as it was.
public final class DatasetDesk {
    private final Path project;
    private final Set<Finding> accepted = new HashSet<>();
    private ExportDataset.Kind kind = ExportDataset.Kind.NNUNET;
    private Plan plan = Plan.ALL;
    private String folder;
    private ExportGate.@Nullable Report report;

    /// @param project its folder
    /// @param folder the folder that is suggested
    public DatasetDesk(Path project, String folder) {
        this.project = project;
        this.folder = folder;
    }

    public Path project() {
        return project;
    }

    ExportDataset.Kind kind() {
        return kind;
    }

    void setKind(ExportDataset.Kind other) {
        kind = other;
    }

    Plan plan() {
        return plan;
    }

    void setPlan(Plan other) {
        plan = other;
    }

    String folder() {
        return folder;
    }

    void setFolder(String other) {
        folder = other;
    }

    /// What the last check found.
    Optional<ExportGate.Report> report() {
        return Optional.ofNullable(report);
    }

    void setReport(ExportGate.Report newest) {
        report = newest;
    }

    Set<Finding> accepted() {
        return Set.copyOf(accepted);
    }

    void accept(Finding finding, boolean on) {
        if (on) accepted.add(finding);
        else accepted.remove(finding);
    }
}
