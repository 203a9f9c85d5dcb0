package org.maskwright.fx.train;

import java.util.Locale;
import java.util.OptionalDouble;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Reasons;
import org.maskwright.fx.part.Texts;
import org.maskwright.measure.Score;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.finetune.ReportCard;

/// Two models side by side on the cases that neither learnt from: label by label, case by case.
final class ReportPage extends VBox {
    /// A difference in Dice below this is drawn as none.
    private static final double SAME = 0.0005;
    private static final double EDITS_WIDTH = 124;

    ReportPage(FineTune.Tuned tuned, TrainingState.Answer answer) {
        super(16);
        setId("report-page");
        ReportCard card = tuned.card();
        getChildren().addAll(verdict(tuned, answer), Limits.titled("Dice by label", labels(card)), Limits.titled("Dice by case", cases(card)), Buttons.named(Texts.prose(card.minutes()), "report-minutes"));
        for (String remark : tuned.remarks()) getChildren().add(Texts.prose(remark));
        Reasons reasons = new Reasons();
        reasons.show(tuned.reasons());
        getChildren().add(reasons);
    }

    private static Notice verdict(FineTune.Tuned tuned, TrainingState.Answer answer) {
        String goesOn = "The project goes on with " + tuned.before().id() + ".";
        if (tuned.isWorse()) return Notice.bad(tuned.verdict() + " It cannot take its place. " + goesOn);
        return switch (answer) {
            case OPEN -> Notice.good(tuned.verdict());
            case NEW -> Notice.good("The next proposal comes from " + tuned.after().id() + "; " + tuned.before().id() + " is kept.");
            case OLD -> Notice.doubtful(goesOn + " " + tuned.after().id() + " is kept beside it, and can be chosen in the list of models.");
        };
    }

    private static Node labels(ReportCard card) {
        GridPane grid = grid(8);
        head(grid, "", "Cases", "Before", "After", "Change", "Missed", "False finds", "");
        card.labels().forEach((label, name) -> card.comparison(label).ifPresent(paired -> {
            var pairs = card.pairs(label);
            double before = pairs.stream().mapToDouble(pair -> pair.before().value()).average().orElse(Double.NaN);
            row(grid, false, Texts.plain(name, "small"), figure(String.valueOf(paired.cases())), figure(Figures.ratio(before)), figure(Figures.ratio(before + paired.meanDifference())),
                    difference(paired.meanDifference()),
                    figure(change(pairs.stream().mapToInt(pair -> pair.before().parts().missed()).sum(), pairs.stream().mapToInt(pair -> pair.after().parts().missed()).sum())),
                    figure(change(pairs.stream().mapToInt(pair -> pair.before().parts().falseFinds()).sum(), pairs.stream().mapToInt(pair -> pair.after().parts().falseFinds()).sum())));
        }));
        row(grid, true, Texts.plain("Mean of the cases", "small", "strong"), figure(String.valueOf(card.rows().size())), figure(Figures.ratio(card.meanBefore())), figure(Figures.ratio(card.meanAfter())),
                difference(card.meanAfter() - card.meanBefore()));
        return well(grid);
    }

    private static Node cases(ReportCard card) {
        GridPane grid = grid(8);
        grid.getColumnConstraints().get(5).setMinWidth(EDITS_WIDTH);
        head(grid, "", "", "Before", "After", "Change", "Voxels to correct", "Edit minutes", "");
        for (ReportCard.Row one : card.rows()) {
            Label id = Texts.plain(one.title(), "small");
            id.setTooltip(Texts.tip(perLabel(card, one)));
            row(grid, false, id, Texts.plain(one.corrected() ? "yours" : "old", "small", "muted"), figure(Figures.ratio(one.meanBefore())), figure(Figures.ratio(one.meanAfter())),
                    difference(one.meanAfter() - one.meanBefore()), figure(Figures.count(one.editsBefore()) + " → " + Figures.count(one.editsAfter())),
                    figure(minutes(one.corrected() ? card.time().minutes(one.caseId()) : OptionalDouble.empty())));
        }
        row(grid, true, Texts.plain("Mean", "small", "strong"), Texts.plain(""), figure(Figures.ratio(card.meanBefore())), figure(Figures.ratio(card.meanAfter())),
                difference(card.meanAfter() - card.meanBefore()), figure(Figures.count(Math.round(card.meanEditsBefore())) + " → " + Figures.count(Math.round(card.meanEditsAfter()))));
        return well(grid);
    }

    private static String minutes(OptionalDouble minutes) {
        return minutes.isPresent() ? Figures.fixed(minutes.getAsDouble(), 1) : Figures.NONE;
    }

    private static String perLabel(ReportCard card, ReportCard.Row row) {
        StringBuilder words = new StringBuilder();
        card.labels().forEach((label, name) -> {
            ReportCard.Pair pair = row.labels().get(label);
            if (pair == null) return;
            words.append(words.isEmpty() ? "" : "\n").append(name).append("  ").append(dice(pair.before())).append(" → ").append(dice(pair.after()));
        });
        return words.toString();
    }

    private static String dice(ReportCard.One one) {
        return one.dice() instanceof Score.Defined(double value) ? Figures.ratio(value) : Figures.NONE;
    }

    private static String change(int before, int after) {
        return before == 0 && after == 0 ? Figures.NONE : before + " → " + after;
    }

    // ---- the table

    private static GridPane grid(int columns) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("ledger");
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            if (i == 0) column.setPrefWidth(210);
            if (i == columns - 1) column.setHgrow(Priority.ALWAYS);
            column.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
            column.setMinWidth(i == 0 ? 120 : ColumnConstraints.CONSTRAIN_TO_PREF);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }

    private static void head(GridPane grid, String... titles) {
        Node[] nodes = new Node[titles.length];
        for (int i = 0; i < titles.length; i++) {
            Label title = Texts.plain(titles[i], "small", "muted");
            title.setMinWidth(USE_PREF_SIZE);
            nodes[i] = title;
        }
        grid.addRow(0, nodes);
    }

    private static void row(GridPane grid, boolean summary, Node... nodes) {
        if (summary) {
            Region line = new Region();
            line.getStyleClass().add("ledger-line");
            grid.add(line, 0, grid.getRowCount(), grid.getColumnConstraints().size(), 1);
        }
        grid.addRow(grid.getRowCount(), nodes);
    }

    private static Label figure(String text) {
        Label label = Texts.plain(text, "mono");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    /// With its sign; better in the colour of what is good.
    private static Label difference(double gain) {
        boolean same = Math.abs(gain) < SAME;
        Label label = figure(same ? "±0.000" : (gain > 0 ? "+" : "−") + String.format(Locale.ROOT, "%.3f", Math.abs(gain)));
        if (!same) label.getStyleClass().add(gain > 0 ? "gain" : "loss");
        return label;
    }

    private static Node well(Node content) {
        VBox well = new VBox(content);
        well.getStyleClass().add("well");
        return well;
    }
}
