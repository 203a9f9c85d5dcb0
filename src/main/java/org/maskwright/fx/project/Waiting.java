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
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.browse.SmallSlice;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.JobState;
import org.maskwright.workflow.Glimpse;

/// What stands in the middle while no case is open: how to open one, or how far its reading is.
public final class Waiting extends VBox {
    private static final int PICTURE = 384;

    private final TopBar.Deeds deeds;
    private final JobRunner jobs;
    private final StackPane picture = new StackPane();
    private @Nullable Job<?> watched;
    private @Nullable SmallSlice glimpsed;
    private List<Path> recent = List.of();

    public Waiting(TopBar.Deeds deeds, JobRunner jobs) {
        super(16);
        this.deeds = deeds;
        this.jobs = jobs;
        setAlignment(Pos.CENTER);
        setMaxWidth(420);
        setId("waiting");
        showChoices();
    }

    public void showRecent(List<Path> paths) {
        recent = paths;
        if (watched == null) showChoices();
    }

    /// Shows the ways to open a case.
    public void showChoices() {
        end();
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
        watched = job;
        glimpsed = null;
        Label doing = Texts.plain(job.name(), "heading");
        Label detail = Texts.muted(" ");
        ProgressBar bar = new ProgressBar(-1);
        bar.setPrefWidth(PICTURE);
        picture.getChildren().clear();
        VBox reading = new VBox(12, picture, doing, bar, detail, Buttons.named(Buttons.soft("Stop", MaterialDesignS.STOP, job::cancel), "reading-stop"));
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
                case JobState.Done<T> _ -> {
                    bar.setProgress(1); // one without end keeps the window repainting
                    detail.setText("Ready");
                }
                case JobState.Failed<T> _, JobState.Cancelled<T> _ -> {
                    if (watched == job) showChoices();
                }
            }
        });
    }

    /// Shows a slice of the scan that is being read.
    public void show(Glimpse glimpse) {
        if (watched == null) return;
        if (glimpsed == null) {
            glimpsed = SmallSlice.of(glimpse, jobs, PICTURE);
            picture.getChildren().setAll(glimpsed);
        } else {
            glimpsed.showGlimpse(glimpse);
        }
    }

    /// Whether something is being opened.
    public boolean isWatching() {
        return watched != null;
    }

    /// What was watched is over.
    public void end() {
        watched = null;
        glimpsed = null;
        picture.getChildren().clear();
    }
}
