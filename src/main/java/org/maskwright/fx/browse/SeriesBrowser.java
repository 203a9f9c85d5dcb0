package org.maskwright.fx.browse;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.JobState;
import org.maskwright.workflow.Choice;
import org.maskwright.workflow.OpenCase;

/// What a folder holds, to choose from: patients, studies and series with their pictures, a field to search in, and beside them
/// the chosen one with the ways to open it. While the folder is searched it shows how far that is.
public final class SeriesBrowser extends BorderPane {
    /// How wide the sheet should be.
    public static final double WIDTH = 1080;
    private static final double LOW = 560, HIGH = 860, AROUND = 96;

    private final JobRunner jobs;
    private final SeriesDetail.Deeds deeds;
    private final Runnable close;
    private final Thumbnails thumbnails;
    private final Label title = Texts.plain("", "heading");
    private final TextField search = new TextField();
    private final ListView<SeriesRow> list = new ListView<>();
    private final SeriesDetail detail;
    private List<Choice> choices = List.of();
    private String folder = "";

    /// @param close takes the browser away
    public SeriesBrowser(JobRunner jobs, SeriesDetail.Deeds deeds, Runnable close) {
        this.jobs = jobs;
        this.deeds = deeds;
        this.close = close;
        this.thumbnails = new Thumbnails(jobs, SeriesCell.THUMBNAIL);
        this.detail = new SeriesDetail(jobs, deeds);
        getStyleClass().add("series-browser");
        search.setPromptText("Search");
        search.setId("series-search");
        search.setPrefWidth(240);
        search.setMinWidth(160);
        search.textProperty().addListener((o, was, is) -> fill());
        search.setVisible(false);
        HBox head = new HBox(title, Texts.spring(), search, Buttons.icon(MaterialDesignC.CLOSE, "Close (Esc)", close));
        head.getStyleClass().add("sheet-head");
        title.setMinWidth(0);
        setTop(head);
        list.setId("series-list");
        list.getStyleClass().addAll("calm-list", "series-list");
        list.setCellFactory(_ -> new SeriesCell(thumbnails));
        list.setPlaceholder(Texts.muted("Nothing here matches the search."));
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is instanceof SeriesRow.Series(Choice choice)) detail.show(choice);
        });
        list.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) detail.open();
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        sceneProperty().addListener((o, was, is) -> {
            if (is == null) thumbnails.stop();
            else setPrefHeight(Math.clamp(is.getHeight() - AROUND, LOW, HIGH));
        });
    }

    /// Shows how far the search of a folder is; it can be stopped.
    public <T> void watch(String name, Job<T> job) {
        folder = name;
        title.setText("Looking into " + name);
        Label detail = Buttons.named(Texts.muted(" "), "scan-progress");
        ProgressBar bar = new ProgressBar(-1);
        bar.setPrefWidth(360);
        VBox reading = new VBox(14, bar, detail, Buttons.named(Buttons.soft("Stop", MaterialDesignS.STOP, () -> {
            job.cancel();
            close.run();
        }), "scan-stop"));
        reading.setAlignment(Pos.CENTER);
        setCenter(new StackPane(reading));
        job.onState(state -> {
            switch (state) {
                case JobState.Running<T>(double fraction, String what) -> {
                    bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
                    detail.setText(what);
                }
                case JobState.Waiting<T> _, JobState.Done<T> _, JobState.Failed<T> _, JobState.Cancelled<T> _ -> bar.setProgress(0); // one without end keeps repainting
            }
        });
    }

    /// Shows what was found, the largest chosen.
    ///
    public void show(String name, OpenCase.Look found) {
        folder = name;
        choices = found.choices();
        detail.among(choices);
        search.setVisible(true);
        list.setMinWidth(380);
        BorderPane body = new BorderPane(list, null, detail, leftOut(found.remarks()), null);
        body.getStyleClass().add("series-body");
        setCenter(body);
        fill();
        choose(choices.getFirst());
        search.requestFocus();
    }

    /// What is not in the list, and why: in two lines, the whole of it on demand.
    private static Label leftOut(List<String> remarks) {
        Label words = Buttons.named(Texts.plain(String.join("  ", remarks), "muted", "small", "wrap", "left-out"), "series-left-out");
        words.setMaxHeight(52);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setVisible(!remarks.isEmpty());
        words.setManaged(!remarks.isEmpty());
        Tooltip all = Texts.tip(String.join("\n", remarks));
        all.setWrapText(true);
        all.setMaxWidth(720);
        words.setTooltip(all);
        return words;
    }

    private void choose(Choice choice) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (!(list.getItems().get(i) instanceof SeriesRow.Series(Choice there) && there == choice)) continue;
            list.getSelectionModel().select(i);
            list.scrollTo(Math.max(0, i - 1)); // with the heading over it
        }
    }

    private void fill() {
        Optional<Choice> chosen = chosen();
        list.getItems().setAll(SeriesRow.of(choices, search.getText()));
        long shown = list.getItems().stream().filter(SeriesRow.Series.class::isInstance).count();
        boolean series = choices.stream().anyMatch(choice -> !choice.seriesId().isEmpty());
        String what = (series ? " series in " : choices.size() == 1 ? " scan in " : " scans in ") + folder;
        title.setText(Figures.count(shown) + (shown == choices.size() ? "" : " of " + Figures.count(choices.size())) + what);
        chosen.ifPresent(this::choose);
        if (chosen().isEmpty()) {
            step(1);
            list.scrollTo(0); // with the heading over it
        }
    }

    private Optional<Choice> chosen() {
        return list.getSelectionModel().getSelectedItem() instanceof SeriesRow.Series(Choice choice) ? Optional.of(choice) : Optional.empty();
    }

    /// Arrows and Enter act on the list wherever the focus is, so that nobody has to leave the search.
    private void key(KeyEvent e) {
        boolean typing = e.getTarget() != search && e.getTarget() instanceof TextField;
        int page = Math.max(1, (int) (list.getHeight() / 80) - 1);
        int steps = switch (e.getCode()) {
            case DOWN -> 1;
            case UP -> -1;
            case PAGE_DOWN -> page;
            case PAGE_UP -> -page;
            default -> 0;
        };
        if (typing || choices.isEmpty()) return;
        if (steps != 0) step(steps);
        else if (e.getCode() == KeyCode.ENTER && !(e.getTarget() instanceof javafx.scene.control.Button)) detail.open();
        else return;
        e.consume();
    }

    /// Chooses the series `steps` further down, past headings; stops at the ends.
    private void step(int steps) {
        int at = list.getSelectionModel().getSelectedIndex(), best = -1, left = Math.abs(steps), way = Integer.signum(steps);
        for (int i = at + way; i >= 0 && i < list.getItems().size() && left > 0; i += way) {
            if (!(list.getItems().get(i) instanceof SeriesRow.Series)) continue;
            best = i;
            left--;
        }
        if (best < 0) return;
        list.getSelectionModel().select(best);
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) flow.scrollTo(best); // no further than needed
    }
}
