package org.maskwright.fx.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.gate.Checks;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Fix;
import org.maskwright.workflow.gate.Severity;

/// The gate's findings, the gravest first, each with what can be done about it: go there, mend it, accept it, leave the case out.
final class FindingList extends VBox {
    /// What its buttons do.
    interface Deeds {
        /// Opens the case and shows the place.
        void goTo(Finding finding);

        void mend(List<Fix> fixes);

        /// Says that findings are right as they are, or takes that back.
        void accept(List<Finding> findings, boolean on);

        void leaveOut(String caseId, boolean out);
    }

    /// More of one kind unfold on demand.
    private static final int SHOWN = 4;

    private final Deeds deeds;
    private final Set<String> unfolded = new TreeSet<>();

    FindingList(Deeds deeds) {
        super(20);
        this.deeds = deeds;
        setId("findings");
    }

    void show(ExportGate.Report report, Set<Finding> accepted) {
        getChildren().clear();
        for (Severity severity : Severity.values()) {
            List<Finding> some = report.of(severity);
            if (!some.isEmpty()) getChildren().add(section(report, severity, some, accepted));
        }
        if (!report.plan().leftOut().isEmpty()) getChildren().add(leftOut(report));
    }

    private static String style(Severity severity) {
        return switch (severity) {
            case BLOCKS -> "blocks";
            case LOOK -> "look";
            case NOTE -> "note";
        };
    }

    private static Ikon icon(Severity severity) {
        return switch (severity) {
            case BLOCKS -> MaterialDesignA.ALERT_OCTAGON_OUTLINE;
            case LOOK -> MaterialDesignE.EYE_OUTLINE;
            case NOTE -> MaterialDesignI.INFORMATION_OUTLINE;
        };
    }

    private Node section(ExportGate.Report report, Severity severity, List<Finding> findings, Set<Finding> accepted) {
        Map<String, List<Finding>> byCheck = new LinkedHashMap<>();
        findings.forEach(finding -> byCheck.computeIfAbsent(finding.check(), _ -> new ArrayList<>()).add(finding));
        long waiting = severity == Severity.LOOK ? findings.stream().filter(finding -> !accepted.contains(finding)).count() : findings.size();
        String count = severity == Severity.LOOK && waiting < findings.size() ? waiting + " of " + findings.size() : String.valueOf(findings.size());
        HBox head = new HBox(8, Icons.of(icon(severity)), Texts.plain(severity.title(), "strong"), Texts.plain(count, "muted"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("finding-head", style(severity));
        VBox section = new VBox(8, head);
        byCheck.forEach((check, some) -> section.getChildren().add(group(report, check, severity, some, accepted)));
        return section;
    }

    private Node group(ExportGate.Report report, String check, Severity severity, List<Finding> findings, Set<Finding> accepted) {
        VBox group = new VBox(6);
        group.getStyleClass().addAll("finding-group", style(severity));
        if (findings.size() == 1) {
            group.getChildren().add(row(report, findings.getFirst(), accepted.contains(findings.getFirst()), true));
            return group;
        }
        List<Finding> waiting = findings.stream().filter(finding -> !accepted.contains(finding)).toList();
        HBox head = new HBox(6, Texts.plain(Checks.title(check), "strong", "small"), Texts.spring());
        head.setAlignment(Pos.CENTER_LEFT);
        List<Fix> fixes = waiting.stream().flatMap(finding -> finding.fix().stream()).distinct().toList();
        boolean alike = fixes.stream().map(Fix::kind).distinct().count() == 1;
        if (fixes.size() > 1 && alike) head.getChildren().add(mini("All: " + fixes.getFirst().kind().title().toLowerCase(Locale.ROOT), "mend-all-" + check, () -> deeds.mend(fixes)));
        if (waiting.size() > 1 && severity == Severity.LOOK) head.getChildren().add(mini("Accept all", "accept-all-" + check, () -> deeds.accept(waiting, true)));
        group.getChildren().add(head);
        List<Finding> shown = unfolded.contains(check) ? findings : findings.subList(0, Math.min(SHOWN, findings.size()));
        for (Finding finding : shown) group.getChildren().add(row(report, finding, accepted.contains(finding), false));
        if (shown.size() < findings.size()) group.getChildren().add(Buttons.link("Show " + (findings.size() - shown.size()) + " more", () -> {
            unfolded.add(check);
            show(report, accepted);
        }));
        return group;
    }

    /// @param alone whether it stands in a group by itself, and so names what it is about
    private Node row(ExportGate.Report report, Finding finding, boolean accepted, boolean alone) {
        Label words = Texts.plain(finding.sentence(), "small", "wrap");
        words.setMinHeight(USE_PREF_SIZE);
        HBox line = new HBox(6);
        line.setAlignment(Pos.CENTER_LEFT);
        if (alone) line.getChildren().add(Texts.plain(Checks.title(finding.check()), "strong", "small"));
        if (!finding.caseId().isEmpty()) line.getChildren().add(Texts.plain(finding.caseId() + " · " + report.titles().getOrDefault(finding.caseId(), ""), "figure"));
        line.getChildren().add(Texts.spring());
        line.getChildren().addAll(accepted ? List.of(Texts.plain("Accepted", "small", "muted"), mini("Take back", "", () -> deeds.accept(List.of(finding), false))) : buttons(finding));
        VBox row = new VBox(4, line, words);
        if (!alone) row.getStyleClass().add("finding");
        if (accepted) row.getStyleClass().add("accepted");
        return row;
    }

    private List<Button> buttons(Finding finding) {
        List<Button> buttons = new ArrayList<>();
        boolean opens = !finding.caseId().isEmpty() && !finding.check().equals(Checks.UNREADABLE);
        if (opens) buttons.add(mini(finding.voxel().isPresent() ? "Go there" : "Open", "go-" + finding.check(), () -> deeds.goTo(finding)));
        finding.fix().ifPresent(fix -> buttons.add(mini(fix.title(), "fix-" + finding.check(), () -> deeds.mend(List.of(fix)))));
        boolean leaves = finding.fix().filter(fix -> fix.kind() == Fix.Kind.LEAVE_OUT).isPresent();
        if (finding.severity() == Severity.BLOCKS && !leaves && !finding.caseId().isEmpty()) buttons.add(mini("Leave the case out", "", () -> deeds.leaveOut(finding.caseId(), true)));
        if (finding.severity() == Severity.LOOK) buttons.add(mini("Accept", "accept-" + finding.check(), () -> deeds.accept(List.of(finding), true)));
        return buttons;
    }

    private Node leftOut(ExportGate.Report report) {
        VBox rows = new VBox(6, Texts.plain("Left out of this export", "setting-title"));
        rows.getStyleClass().addAll("finding-group", "note");
        for (String caseId : new TreeSet<>(report.plan().leftOut())) {
            HBox row = new HBox(6, Texts.plain(caseId + " · " + report.titles().getOrDefault(caseId, ""), "figure"), Texts.spring(), mini("Take back in", "", () -> deeds.leaveOut(caseId, false)));
            row.setAlignment(Pos.CENTER_LEFT);
            rows.getChildren().add(row);
        }
        return rows;
    }

    private static Button mini(String words, String id, Runnable deed) {
        Button button = Buttons.soft(words, deed);
        button.getStyleClass().add("mini");
        if (!id.isEmpty()) button.setId(id);
        return button;
    }
}
