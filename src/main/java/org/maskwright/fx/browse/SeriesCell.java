package org.maskwright.fx.browse;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.workflow.Choice;

/// One line of the browser: a patient's study, or one of its series with its picture. Asks for the picture only while it is in
/// sight.
final class SeriesCell extends ListCell<SeriesRow> {
    static final int THUMBNAIL = 64;
    private static final double HEADING = 44, ROW = 80;

    private final Thumbnails thumbnails;
    private final ImageView picture = new ImageView();
    private final StackPane frame = new StackPane(picture);
    private final Label title = Texts.plain("", "strong"), facts = Texts.plain("", "muted", "small"), more = Texts.plain("", "muted", "small");
    private final HBox marks = new HBox(6);
    private final HBox row;
    private final Label patient = Texts.plain("", "strong"), study = Texts.muted("");
    private final HBox heading = new HBox(12, patient, study);

    SeriesCell(Thumbnails thumbnails) {
        this.thumbnails = thumbnails;
        frame.getStyleClass().add("thumbnail");
        frame.setMinSize(THUMBNAIL, THUMBNAIL);
        frame.setMaxSize(THUMBNAIL, THUMBNAIL);
        VBox words = new VBox(2, title, facts, more);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        for (Label label : new Label[] {title, facts, more, patient, study}) label.setMinWidth(0);
        marks.setAlignment(Pos.CENTER_RIGHT);
        marks.setMinWidth(USE_PREF_SIZE);
        row = new HBox(14, frame, words, marks);
        row.setAlignment(Pos.CENTER_LEFT);
        heading.setAlignment(Pos.BOTTOM_LEFT);
        heading.getStyleClass().add("study-heading");
        setPrefWidth(0);
        visibleProperty().addListener((o, was, is) -> { // a cell that comes back into sight with the line it had is not told so
            if (is && picture.getImage() == null && picture.getParent() != null && getItem() instanceof SeriesRow.Series(Choice choice)) ask(choice);
        });
    }

    @Override
    protected void updateItem(@Nullable SeriesRow item, boolean empty) {
        super.updateItem(item, empty);
        setDisable(item instanceof SeriesRow.Study);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        switch (item) {
            case SeriesRow.Study(String who, String what) -> {
                patient.setText(who);
                study.setText(what);
                hold(HEADING);
                setGraphic(heading);
            }
            case SeriesRow.Series(Choice choice) -> {
                show(choice);
                hold(ROW);
                setGraphic(row);
            }
        }
    }

    private void hold(double height) {
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }

    private void show(Choice choice) {
        title.setText(choice.title());
        facts.setText(choice.detail() + "  ·  " + choice.spacing());
        more.setText(about(choice));
        marks.getChildren().clear();
        if (choice.isLabels()) marks.getChildren().add(Texts.plain("labels", "badge"));
        if (choice.frames() > 1) marks.getChildren().add(Texts.plain(choice.frames() + " volumes", "badge"));
        if (choice.isOneWayOfSeveral() || !choice.whole().forecast().fits()) marks.getChildren().add(mark(Icons.of(MaterialDesignA.ALERT_OUTLINE), "doubtful"));
        else if (!choice.remarks().isEmpty()) marks.getChildren().add(mark(Icons.of(MaterialDesignI.INFORMATION_OUTLINE), "told"));
        picture.setImage(null);
        frame.getChildren().setAll(choice.canBeSeen() ? picture : Icons.of(MaterialDesignI.IMAGE_OUTLINE));
        ask(choice);
    }

    private void ask(Choice choice) {
        thumbnails.want(choice, () -> shows(choice), image -> show(choice, image));
    }

    private static HBox mark(javafx.scene.Node icon, String style) {
        HBox mark = new HBox(icon);
        mark.setAlignment(Pos.CENTER);
        mark.getStyleClass().addAll("series-mark", style);
        return mark;
    }

    private static String about(Choice choice) {
        String images = choice.images() == 0 ? "" : choice.images() == 1 ? "1 image" : choice.images() + " images";
        String remark = choice.remarks().isEmpty() ? "" : choice.remarks().getFirst();
        return images.isEmpty() || remark.isEmpty() ? images + remark : images + "  ·  " + remark;
    }

    private boolean shows(Choice choice) {
        return isVisible() && getScene() != null && getItem() instanceof SeriesRow.Series(Choice mine) && mine == choice;
    }

    private void show(Choice choice, Optional<Image> image) {
        if (!(getItem() instanceof SeriesRow.Series(Choice mine) && mine == choice)) return;
        if (image.isPresent()) picture.setImage(image.get());
        else frame.getChildren().setAll(Icons.of(MaterialDesignF.FILE_ALERT_OUTLINE));
    }
}
