package org.maskwright.fx.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Strip;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.geometry.Plane;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelTable;
import org.maskwright.render.Overlay;
import org.maskwright.workflow.GridMatch;
import org.maskwright.workflow.ImportLabels;

/// A label map as it would lie on the open case, to be looked at before it enters: three planes with the patient's letters,
/// what its grid is to the scan's, and which labels it brings.
public final class ImportPanel extends VBox {
    /// Takes the map, or not.
    @FunctionalInterface
    public interface Take {
        /// @param asLayer whether it becomes a layer of its own
        void take(boolean asLayer);
    }

    /// How wide the sheet should be.
    public static final double WIDTH = 940;
    private static final int PICTURE = 286, MOST_LABELS = 24;

    private final Button take;
    private boolean asLayer;

    public ImportPanel(CaseModel open, ImportLabels.Found found, JobRunner jobs, Take deed) {
        super(14);
        setId("import-panel");
        take = Buttons.named(Buttons.primary(found.match() instanceof GridMatch.Other ? "Resample and import" : "Import", MaterialDesignT.TRAY_ARROW_DOWN, () -> deed.take(asLayer)), "import-take");
        take.setDefaultButton(true);
        getChildren().add(verdict(found.match()));
        if (!found.match().isFit()) return;
        getChildren().addAll(pictures(open, found, jobs), labels(open, found));
        found.maps().stream().filter(map -> !map.lost().isEmpty()).forEach(map -> getChildren().add(warning(
                "Beyond the scan, or too small for its voxels, so that nothing is left: " + String.join(", ", map.lost()) + ".")));
        if (!found.remarks().isEmpty()) getChildren().add(Texts.prose(String.join("  ", found.remarks())));
        getChildren().add(destination(open, found));
    }

    /// The button that imports, for the sheet's foot; of no use where the grid does not fit.
    public Button button() {
        return take;
    }

    private static Node verdict(GridMatch match) {
        Ikon icon = switch (match) {
            case GridMatch.Same _, GridMatch.Nearly _, GridMatch.Turned _, GridMatch.Placed _ -> MaterialDesignC.CHECK;
            case GridMatch.Other _ -> MaterialDesignG.GRID;
            case GridMatch.Mirrored _, GridMatch.Apart _ -> MaterialDesignA.ALERT_OUTLINE;
        };
        return line(icon, match.sentence(), switch (match) {
            case GridMatch.Same _, GridMatch.Nearly _, GridMatch.Turned _, GridMatch.Placed _ -> "good";
            case GridMatch.Other _ -> "doubtful";
            case GridMatch.Mirrored _, GridMatch.Apart _ -> "bad";
        });
    }

    private static Node warning(String sentence) {
        return line(MaterialDesignA.ALERT_OUTLINE, sentence, "doubtful");
    }

    private static Node line(Ikon icon, String sentence, String style) {
        HBox row = new HBox(10, Icons.of(icon), Texts.plain(sentence, "wrap"));
        row.getStyleClass().addAll("verdict", style);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(USE_PREF_SIZE);
        return row;
    }

    private static Node pictures(CaseModel open, ImportLabels.Found found, JobRunner jobs) {
        List<Overlay> overlays = new ArrayList<>();
        for (ImportLabels.LabelMap map : found.maps())
            overlays.add(new Overlay(map.labels(), map.table(), Set.of(), overlays.isEmpty() ? 0.35 : 0.15, 0.95, false));
        HBox row = new HBox(8);
        row.setAlignment(Pos.CENTER);
        for (Plane plane : Plane.values()) {
            SmallSlice small = new SmallSlice(plane, jobs, PICTURE, PICTURE);
            small.show(open.volume(), open.slices().window().get(), overlays, (int) found.heart().along(open.volume().geometry().axes(plane).normal()));
            row.getChildren().add(small);
        }
        return row;
    }

    private static Node labels(CaseModel open, ImportLabels.Found found) {
        double voxelMl = open.volume().geometry().voxelMm3() / 1000;
        VBox all = new VBox(6);
        for (ImportLabels.LabelMap map : found.maps()) {
            FlowPane chips = new FlowPane(14, 6);
            if (found.maps().size() > 1) chips.getChildren().add(Texts.plain(map.title(), "section-title"));
            TreeMap<Integer, Long> counts = map.labels().counts();
            for (var one : counts.headMap(counts.size() > MOST_LABELS ? (Integer) counts.keySet().toArray()[MOST_LABELS] : Integer.MAX_VALUE).entrySet())
                chips.getChildren().add(chip(map.table(), one.getKey(), one.getValue() * voxelMl));
            if (counts.size() > MOST_LABELS) chips.getChildren().add(Texts.muted("and " + (counts.size() - MOST_LABELS) + " more"));
            if (counts.isEmpty()) chips.getChildren().add(Texts.muted("No labels: the map is empty."));
            all.getChildren().add(chips);
        }
        return all;
    }

    private static Node chip(LabelTable table, int value, double ml) {
        Region colour = new Region();
        colour.setStyle(String.format("-fx-background-color: #%06x; -fx-background-radius: 3;", table.rgb(value)));
        colour.setMinSize(12, 12);
        colour.setMaxSize(12, 12);
        HBox chip = new HBox(6, colour, Texts.plain(table.name(value), "small"), Texts.plain(Figures.ml(ml) + " ml", "figure"));
        chip.setAlignment(Pos.CENTER_LEFT);
        return chip;
    }

    private Node destination(CaseModel open, ImportLabels.Found found) {
        String layer = open.session().activeLayer().name();
        boolean painted = !open.session().labels().snapshot().counts().isEmpty();
        if (found.maps().size() > 1)
            return Texts.prose("Its labels overlap, so they come as " + found.maps().size() + " layers" + (painted ? ", beside what is painted already." : "; the first becomes " + layer + ".")
                    + " One layer is edited at a time, the others are outlined.");
        if (!painted) return Texts.prose("Undo takes it back.");
        String replace = "Replace the labels of " + layer, beside = "Add as a layer of its own";
        Strip strip = new Strip(List.of(replace, beside), replace, chosen -> asLayer = chosen.equals(beside));
        strip.setId("import-destination");
        strip.setMaxWidth(460);
        return strip;
    }
}
