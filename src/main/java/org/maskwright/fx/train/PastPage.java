package org.maskwright.fx.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Strip;
import org.maskwright.fx.part.Texts;
import org.maskwright.workflow.course.PastRun;
import org.maskwright.workflow.training.Onlooker;

/// Trainings of before, to choose from, and those chosen over each other: their curves, what they came to, and in what they differ.
final class PastPage extends VBox {
    /// So many lines can be told apart.
    static final int MOST = 6;
    private static final int LISTED = 14;
    private static final double CURVES = 190, NAMES = 150;
    private static final String MEAN = "Mean";
    /// Told apart also by those who see red and green alike (after Okabe, Ito 2008, for a dark ground).
    private static final List<Color> COLOURS = List.of(Color.web("#56b4e9"), Color.web("#e69f00"), Color.web("#3fd0a0"), Color.web("#f0a0cc"), Color.web("#f0e442"), Color.web("#e8743b"));

    private final TrainingModel model;
    private final CurvePlot dice, loss;
    private final VBox list = new VBox(4), compared = new VBox(12);
    private final Map<PastRun, CheckBox> boxes = new LinkedHashMap<>();
    private List<PastRun> listed = List.of();
    private String shown = MEAN;

    PastPage(TrainingModel model, double width) {
        super(12);
        this.model = model;
        setId("past-page");
        double each = (width - 16) / 2;
        dice = new CurvePlot("Dice on the cases kept to judge", new CurvePlot.Span(Double.NaN, 1), each, CURVES);
        loss = new CurvePlot("Loss", new CurvePlot.Span(Double.NaN, Double.POSITIVE_INFINITY), each, CURVES);
        list.getStyleClass().add("well");
        getChildren().addAll(Texts.prose("Choose two or more to see them over each other; “maskwright runs” also compares them case by case."), list, compared);
    }

    /// Shows what the model knows and what is chosen.
    void show() {
        List<PastRun> all = model.past().get(), chosen = model.compared().get();
        if (!all.equals(listed) || list.getChildren().isEmpty()) list(all);
        boxes.forEach((run, box) -> {
            box.setSelected(chosen.contains(run));
            box.setDisable(!box.isSelected() && chosen.size() >= MOST);
        });
        compared.getChildren().clear();
        if (chosen.size() < 2) return;
        RunTable table = new RunTable(chosen);
        table.caution().ifPresent(sentence -> compared.getChildren().add(Notice.doubtful(sentence)));
        Map<String, Integer> labels = new LinkedHashMap<>();
        if (table.labels().size() > 1) table.labels().forEach((value, name) -> labels.putIfAbsent(name, value));
        if (!labels.containsKey(shown)) shown = MEAN;
        if (!labels.isEmpty()) {
            List<String> names = new ArrayList<>(List.of(MEAN));
            names.addAll(labels.keySet());
            compared.getChildren().add(Buttons.named(new Strip(names, shown, name -> {
                shown = name;
                draw(chosen, labels);
            }), "past-labels"));
        }
        draw(chosen, labels);
        FlowPane legend = new FlowPane(16, 4);
        for (int i = 0; i < chosen.size(); i++) legend.getChildren().add(Curves.name(COLOURS.get(i), chosen.get(i).name()));
        compared.getChildren().addAll(new VBox(8, new HBox(16, dice, loss), legend), well(table));
    }

    private void list(List<PastRun> all) {
        listed = all;
        boxes.clear();
        list.getChildren().clear();
        if (all.isEmpty()) list.getChildren().add(Texts.prose("No training has come to its first epoch’s end yet."));
        for (PastRun run : all.stream().limit(LISTED).toList()) list.getChildren().add(row(run));
        if (all.size() > LISTED) list.getChildren().add(Texts.prose("And " + (all.size() - LISTED) + " older ones, for “maskwright runs”."));
    }

    private HBox row(PastRun run) {
        CheckBox box = new CheckBox(run.name());
        boxes.put(run, box);
        box.setOnAction(e -> model.compare(run, box.isSelected()));
        box.setTooltip(Texts.tip(run.folder().toString()));
        box.setMinWidth(0);
        double best = run.best().isPresent() ? run.curve().get(run.best().getAsInt()).dice() : Double.NaN;
        String words = LessonWords.cases(run.curve().size(), "epoch") + (run.ended() ? "" : ", not ended") + "  ·  " + Figures.fixed(run.minutes(), 1) + " min";
        Label figure = Texts.plain("Dice " + Figures.ratio(best), "mono");
        figure.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(12, box, Texts.spring(), Texts.plain(words, "small", "muted"), figure);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void draw(List<PastRun> chosen, Map<String, Integer> labels) {
        Integer label = labels.get(shown);
        List<CurvePlot.Line> dices = new ArrayList<>(), losses = new ArrayList<>();
        int most = 0;
        for (int i = 0; i < chosen.size(); i++) {
            List<Onlooker.Epoch> curve = chosen.get(i).curve();
            most = Math.max(most, curve.size());
            dices.add(new CurvePlot.Line(COLOURS.get(i), 1.8, curve.stream().mapToDouble(epoch -> label == null ? epoch.dice() : epoch.labelDice().getOrDefault(label, Double.NaN)).toArray()));
            losses.add(new CurvePlot.Line(COLOURS.get(i), 1.8, curve.stream().mapToDouble(Onlooker.Epoch::loss).toArray()));
        }
        dice.show(dices, most, OptionalInt.empty());
        loss.show(losses, most, OptionalInt.empty());
    }

    private static Node well(RunTable table) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("ledger");
        grid.setId("past-table");
        grid.getColumnConstraints().add(new ColumnConstraints(NAMES));
        List<Node> head = new ArrayList<>(List.of(new Region()));
        for (int i = 0; i < table.runs().size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setPrefWidth(1); // equal shares of what is left
            grid.getColumnConstraints().add(column);
            Label name = Texts.plain(table.runs().get(i).name(), "small", "strong");
            name.setStyle(String.format("-fx-text-fill: %s;", Curves.web(COLOURS.get(i))));
            name.setTooltip(Texts.tip(table.runs().get(i).name()));
            name.setMinWidth(0);
            head.add(name);
        }
        grid.addRow(0, head.toArray(Node[]::new));
        boolean settings = false;
        for (RunTable.Row row : table.rows()) {
            if (row.setting() && !settings) {
                Region line = new Region();
                line.getStyleClass().add("ledger-line");
                grid.add(line, 0, grid.getRowCount(), table.runs().size() + 1, 1);
                settings = true;
            }
            List<Node> cells = new ArrayList<>(List.of(Texts.plain(row.name(), "small", "muted")));
            for (String value : row.values()) {
                Label words = row.setting() ? Texts.plain(value, "small", "wrap") : Texts.plain(value, "mono");
                words.setMinHeight(USE_PREF_SIZE);
                cells.add(words);
            }
            grid.addRow(grid.getRowCount(), cells.toArray(Node[]::new));
        }
        VBox well = new VBox(8, grid);
        if (!settings) well.getChildren().add(Texts.prose("They differ in no setting, as far as their cards say."));
        well.getStyleClass().add("well");
        return well;
    }
}
