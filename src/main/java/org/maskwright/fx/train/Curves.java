package org.maskwright.fx.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.training.Onlooker;

/// A run's validation Dice, label by label, and its loss, as they grow.
final class Curves extends VBox {
    private static final Color MEAN = Color.web("#e4e7eb"), LOSS = Color.web("#3fd0bf");
    private static final int NAMED = 12;

    private final CurvePlot dice, loss;
    private final FlowPane legend = new FlowPane(16, 4);

    Curves(double width, double height) {
        super(8);
        double each = (width - 16) / 2;
        dice = new CurvePlot("Dice on the cases kept to judge", new CurvePlot.Span(Double.NaN, 1), each, height);
        loss = new CurvePlot("Loss", new CurvePlot.Span(Double.NaN, Double.POSITIVE_INFINITY), each, height);
        legend.setMinHeight(20);
        getChildren().addAll(new HBox(16, dice, loss), legend);
    }

    void show(List<Onlooker.Epoch> curve, LabelTable labels) {
        int of = curve.isEmpty() ? 0 : curve.getLast().of();
        List<CurvePlot.Line> lines = new ArrayList<>();
        TreeSet<Integer> values = new TreeSet<>();
        curve.forEach(epoch -> values.addAll(epoch.labelDice().keySet()));
        legend.getChildren().clear();
        if (values.size() > 1) {
            for (int label : values) {
                Color colour = colour(labels, label);
                double[] of1 = curve.stream().mapToDouble(epoch -> epoch.labelDice().getOrDefault(label, Double.NaN)).toArray();
                lines.add(new CurvePlot.Line(colour, 1.5, of1));
                if (legend.getChildren().size() < NAMED) legend.getChildren().add(name(colour, labels.name(label), of1[of1.length - 1]));
            }
            if (values.size() > NAMED) legend.getChildren().add(Texts.plain("and " + (values.size() - NAMED) + " more", "small", "muted"));
        }
        double[] mean = curve.stream().mapToDouble(Onlooker.Epoch::dice).toArray();
        lines.add(new CurvePlot.Line(MEAN, 2.2, mean));
        int best = -1;
        for (int i = 0; i < curve.size(); i++) if (curve.get(i).best()) best = i;
        dice.show(lines, of, best < 0 ? OptionalInt.empty() : OptionalInt.of(best));
        loss.show(List.of(new CurvePlot.Line(LOSS, 2, curve.stream().mapToDouble(Onlooker.Epoch::loss).toArray())), of, OptionalInt.empty());
        if (curve.isEmpty()) return;
        legend.getChildren().addFirst(name(MEAN, values.size() > 1 ? "mean" : values.isEmpty() ? "Dice" : labels.name(values.first()), mean[mean.length - 1]));
        if (best >= 0 && !Double.isNaN(mean[best])) {
            legend.getChildren().add(Texts.plain("best " + Figures.ratio(mean[best]) + " in epoch " + (best + 1), "small", "muted"));
        }
    }

    static Color colour(LabelTable labels, int label) {
        int rgb = labels.find(label).map(LabelTable.Entry::rgb).orElse(LabelTable.defaultRgb(label));
        return Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    private static HBox name(Color colour, String words, double figure) {
        HBox box = name(colour, words);
        box.getChildren().add(Texts.plain(Figures.ratio(figure), "mono"));
        return box;
    }

    /// A line's colour and what it is.
    static HBox name(Color colour, String words) {
        Region line = new Region();
        line.setMinSize(14, 3);
        line.setMaxSize(14, 3);
        line.setStyle("-fx-background-color: " + web(colour) + "; -fx-background-radius: 2;");
        HBox box = new HBox(6, line, Texts.plain(words, "small"));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /// As a style sheet spells it.
    static String web(Color colour) {
        return String.format("#%02x%02x%02x", Math.round(colour.getRed() * 255), Math.round(colour.getGreen() * 255), Math.round(colour.getBlue() * 255));
    }
}
