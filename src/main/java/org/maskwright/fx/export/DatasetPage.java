package org.maskwright.fx.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.workflow.Clearance;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportDataset.Kind;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.Trouble;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Fix;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Severity;

/// Every labelled case of the project as training data: checked in the background, mended and accepted finding by finding, then
/// written.
public final class DatasetPage extends ExportPage implements FindingList.Deeds {
    /// What the page asks of the window.
    public interface Verbs {
        /// @param before what was found last, so that cases that did not change are not read again
        Job<ExportGate.Report> check(Kind kind, Plan plan, Optional<ExportGate.Report> before);

        /// Mends in the project; `then` is called when that is done, well or not.
        void mend(List<Fix> fixes, Runnable then);

        void goTo(Finding finding);

        Job<ExportDataset.Exported> export(Clearance clearance, Path out);
    }

    private final DatasetDesk desk;
    private final Verbs verbs;
    private final Target target;
    private final VBox body;
    private final Label summary = Texts.plain("", "small", "wrap");
    private final ProgressBar bar = new ProgressBar(0);
    private final HBox progress;
    private final FindingList findings = new FindingList(this);
    private @Nullable Job<ExportGate.Report> checking;
    private boolean mending;
    private String trouble = "";

    public DatasetPage(DatasetDesk desk, Places places, Verbs verbs) {
        super("Data set");
        this.desk = desk;
        this.verbs = verbs;
        Choices<Kind> kinds = new Choices<>(List.of(Kind.values()), desk.kind(), Kind::title, chosen -> {
            desk.setKind(chosen);
            check();
        });
        kinds.setId("export-layout");
        target = new Target("Folder", "export-folder", desk.folder(), start -> places.folder("Export to", Optional.of(start)));
        target.onChange(() -> {
            desk.setFolder(target.text());
            showObstacle();
        });
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        summary.setId("check-summary");
        progress = new HBox(12, summary, bar);
        progress.setAlignment(Pos.CENTER_LEFT);
        progress.setMinHeight(28);
        body = new VBox(16, new VBox(4, Texts.plain("Layout", "setting-title"), kinds), target, progress, findings);
        desk.report().ifPresent(report -> findings.show(report, desk.accepted()));
        showObstacle();
    }

    private static String files(Kind kind) {
        String beside = "scores.json, scores.csv and findings.json";
        return switch (kind) {
            case NNUNET -> "imagesTr/case-001_0000.nii.gz, labelsTr/case-001.nii.gz …, dataset.json, splits_final.json, " + beside;
            case MSD -> "imagesTr/case-001.nii.gz, labelsTr/case-001.nii.gz …, dataset.json, " + beside;
            case BIDS -> "derivatives/maskwright/sub-case001/anat/sub-case001_dseg.nii.gz …, with .json and .tsv, dataset_description.json, " + beside;
            case COCO, COCO_RUNS -> "images/case-001_z0001.png …, for each slice with labels, annotations.json with objects as "
                    + (kind == Kind.COCO ? "polygons, " : "run lengths (which most training code takes for crowds, and skips), ") + beside;
        };
    }

    // ---- checking

    @Override
    void shown() {
        check();
    }

    /// Looks every case over, in the background; a check under way is dropped.
    private void check() {
        if (checking != null) checking.cancel();
        Job<ExportGate.Report> job = verbs.check(desk.kind(), desk.plan(), desk.report());
        checking = job;
        trouble = "";
        findings.setDisable(true);
        job.onState(state -> {
            if (checking != job) return;
            switch (state) {
                case JobState.Waiting<ExportGate.Report> _ -> showProgress(Double.NaN, "Checking every case…");
                case JobState.Running<ExportGate.Report>(double fraction, String what) -> showProgress(fraction, capital(what));
                case JobState.Done<ExportGate.Report>(ExportGate.Report report) -> {
                    desk.setReport(report);
                    checked(report);
                }
                case JobState.Cancelled<ExportGate.Report> _ -> stopped("The check was stopped, and nothing leaves unchecked.");
                case JobState.Failed<ExportGate.Report>(Throwable cause) -> stopped(Trouble.sentence(cause));
            }
        });
        showObstacle();
    }

    private static String capital(String what) {
        return what.isEmpty() ? what : Character.toUpperCase(what.charAt(0)) + what.substring(1) + "…";
    }

    private void showProgress(double fraction, String what) {
        summary.setText(what);
        bar.setVisible(true);
        bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
    }

    private void checked(ExportGate.Report report) {
        endProgress();
        int cases = report.checked().size(), stopping = report.of(Severity.BLOCKS).size(), looking = report.of(Severity.LOOK).size();
        String found = stopping + looking == 0 ? "nothing to mend." : (stopping == 0 ? "" : stopping + " to mend, ") + looking + " to look at.";
        summary.setText((cases == 1 ? "1 case" : cases + " cases") + " checked: " + found);
        findings.show(report, desk.accepted());
        showObstacle();
    }

    private void stopped(String why) {
        trouble = why;
        endProgress();
        summary.setText("");
        showObstacle();
    }

    private void endProgress() {
        checking = null;
        bar.setProgress(0); // a bar without end keeps the window repainting
        bar.setVisible(false);
        findings.setDisable(false);
    }

    private void showObstacle() {
        String place = target.folderObstacle();
        target.say(place.isEmpty() ? "A new folder with every case that has labels, whole or not at all: " + files(desk.kind()) + "." : place);
        if (checking != null) setObstacle("The cases are being checked.");
        else if (mending) setObstacle("The labels are being mended.");
        else if (!trouble.isEmpty()) setObstacle(trouble);
        else if (!place.isEmpty()) setObstacle(place);
        else setObstacle(desk.report().flatMap(report -> report.obstacle(desk.accepted())).orElse(desk.report().isEmpty() ? "The cases were not checked." : ""));
    }

    // ---- what the list's buttons do

    @Override
    public void goTo(Finding finding) {
        if (checking != null) checking.cancel();
        verbs.goTo(finding);
    }

    @Override
    public void mend(List<Fix> fixes) {
        List<Fix> inProject = new ArrayList<>();
        for (Fix fix : fixes) {
            if (fix instanceof Fix.OfExport choice) desk.setPlan(desk.plan().with(choice));
            else inProject.add(fix);
        }
        if (inProject.isEmpty()) {
            check();
            return;
        }
        mending = true;
        findings.setDisable(true);
        showObstacle();
        verbs.mend(inProject, () -> {
            mending = false;
            check();
        });
    }

    @Override
    public void accept(List<Finding> some, boolean on) {
        some.forEach(finding -> desk.accept(finding, on));
        desk.report().ifPresent(report -> findings.show(report, desk.accepted()));
        showObstacle();
    }

    @Override
    public void leaveOut(String caseId, boolean out) {
        desk.setPlan(out ? desk.plan().with(new Fix.LeaveOut(caseId)) : desk.plan().including(caseId));
        check();
    }

    // ---- the page

    @Override
    Node body() {
        return body;
    }

    @Override
    Job<?> start(Consumer<Written> done) {
        ExportGate.Report report = desk.report().orElseThrow();
        Job<ExportDataset.Exported> job = verbs.export(report.clear(desk.accepted()), target.path().orElseThrow());
        job.onDone(exported -> done.accept(written(report, exported)));
        return job;
    }

    private Written written(ExportGate.Report report, ExportDataset.Exported exported) {
        List<String> remarks = new ArrayList<>(exported.leftOut());
        if (!report.plan().leftOut().isEmpty()) remarks.add("Left out by choice: " + String.join(", ", new TreeSet<>(report.plan().leftOut())) + ".");
        exported.renumbered().forEach((from, to) -> remarks.add("Label " + from + " became " + to + " in it; yours stay as they are."));
        long accepted = report.of(Severity.LOOK).size();
        if (accepted > 0) remarks.add((accepted == 1 ? "One finding was" : accepted + " findings were") + " accepted and stand" + (accepted == 1 ? "s" : "") + " in findings.json.");
        return new Written("Exported " + (exported.cases().size() == 1 ? "1 case" : exported.cases().size() + " cases") + " with scores.", exported.folder(), remarks);
    }
}
