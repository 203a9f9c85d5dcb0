package org.maskwright.fx.project;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;

/// What stands in the middle while no case is open: how to open one, or how far its reading is.
public final class Waiting extends VBox {
    private final TopBar.Deeds deeds;
    private List<Path> recent = List.of();

    public Waiting(TopBar.Deeds deeds) {
        super(16);
        this.deeds = deeds;
        setAlignment(Pos.CENTER);
        setMaxWidth(420);
        setId("waiting");
        showChoices();
    }

    public void showRecent(List<Path> paths) {
        recent = paths;
        if (lookup("#reading") == null) showChoices();
    }

    /// Shows the ways to open a case.
    public void showChoices() {
        ImageView logo = new ImageView(new Image(java.util.Objects.requireNonNull(TopBar.class.getResourceAsStream("logo-256.png")), 192, 192, true, true));
        logo.setFitWidth(96);
        logo.setFitHeight(96);
        Label head = Texts.plain("Drop a scan or a DICOM folder here", "heading");
        Button file = Buttons.primary("Open a scan…", MaterialDesignF.FOLDER_OPEN_OUTLINE, deeds::openFiles);
        HBox buttons = new HBox(8, file, Buttons.soft("DICOM folder…", deeds::openFolder), Buttons.soft("Built-in case", deeds::openBuiltIn));
        buttons.setAlignment(Pos.CENTER);
        getChildren().setAll(logo, head, buttons);
        if (recent.isEmpty()) return;
        VBox list = new VBox(6, Texts.plain("Recent", "section-title"));
        list.setAlignment(Pos.CENTER);
        for (Path path : recent.subList(0, Math.min(5, recent.size()))) {
            Path name = path.getFileName();
            Button link = Buttons.link(name == null ? path.toString() : name.toString(), () -> deeds.open(path));
            link.setTooltip(Texts.tip(path.toString()));
            list.getChildren().add(link);
        }
        getChildren().add(list);
    }

    /// Shows how far `job` is, with a button that stops it.
    public <T> void watch(Job<T> job) {
        Label doing = Texts.plain(job.name(), "heading");
        Label detail = Texts.muted(" ");
        ProgressBar bar = new ProgressBar(-1);
        bar.setPrefWidth(320);
        VBox reading = new VBox(12, doing, bar, detail, Buttons.soft("Stop", MaterialDesignS.STOP, job::cancel));
        reading.setAlignment(Pos.CENTER);
        reading.setId("reading");
        getChildren().setAll(reading);
        job.onState(state -> {
            switch (state) {
                case JobState.Waiting<T> _ -> {}
                case JobState.Running<T>(double fraction, String what) -> {
                    bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
                    detail.setText(what.equals(job.name()) ? " " : what);
                }
                case JobState.Done<T> _ -> detail.setText("Ready");
                case JobState.Failed<T> _, JobState.Cancelled<T> _ -> {
                    if (getChildren().contains(reading)) showChoices();
                }
            }
        });
    }
}
