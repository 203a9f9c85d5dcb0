package org.maskwright.fx.export;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.theme.Icons;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.workflow.Trouble;

/// What leaves: one page for each kind of thing, one button that writes, and beside it why it does not.
public final class ExportSheet extends VBox {
    private final Places places;
    private final Runnable close;
    private final VBox page = new VBox();
    private final Label reason = Texts.plain("", "small", "wrap"), doing = Texts.plain("", "small");
    private final ProgressBar bar = new ProgressBar(0);
    private final HBox work;
    private final Button export, cancel;
    private ExportPage shown;
    private @Nullable Job<?> writing;

    /// @param first the page to begin with, one of `pages`
    /// @param turned told which page is in sight
    public ExportSheet(List<ExportPage> pages, ExportPage first, Places places, Consumer<ExportPage> turned, Runnable close) {
        super(16);
        this.places = places;
        this.close = close;
        this.shown = first;
        Choices<ExportPage> tabs = new Choices<>(pages, first, ExportPage::title, chosen -> {
            turned.accept(chosen);
            show(chosen);
        });
        tabs.setId("export-pages");
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        work = new HBox(12, doing, bar);
        work.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(tabs, page);
        reason.setId("export-reason");
        reason.setMinHeight(USE_PREF_SIZE);
        reason.setMaxWidth(Double.MAX_VALUE);
        reason.getStyleClass().add("reason");
        HBox.setHgrow(reason, Priority.ALWAYS);
        cancel = Buttons.soft("Cancel", this::cancel);
        export = Buttons.named(Buttons.primary("Export", MaterialDesignT.TRAY_ARROW_UP, this::write), "export-now");
        pages.forEach(one -> one.obstacle().addListener((o, was, is) -> {
            if (one == shown) showReason();
        }));
        show(first);
    }

    /// What stands at the sheet's foot: why nothing can leave, and the buttons.
    public Node[] foot() {
        return new Node[] {reason, cancel, export};
    }

    private void show(ExportPage chosen) {
        shown = chosen;
        page.getChildren().setAll(chosen.body());
        boolean writes = chosen.writes();
        export.setVisible(writes);
        export.setManaged(writes);
        cancel.setText(writes ? "Cancel" : "Close");
        chosen.shown();
        showReason();
    }

    private void showReason() {
        String why = shown.obstacle().get();
        reason.setText(writing == null && shown.writes() ? why : "");
        export.setDisable(writing != null || !why.isEmpty());
    }

    private void cancel() {
        if (writing != null) writing.cancel();
        else close.run();
    }

    private void write() {
        Job<?> job = shown.start(this::showWritten);
        writing = job;
        page.setDisable(true);
        getChildren().remove(work);
        getChildren().add(work);
        follow(job);
        showReason();
    }

    private <T> void follow(Job<T> job) {
        job.onState(state -> {
            switch (state) {
                case JobState.Waiting<T> _ -> progress(Double.NaN, job.name());
                case JobState.Running<T>(double fraction, String what) -> progress(fraction, what);
                case JobState.Done<T> _ -> end("");
                case JobState.Cancelled<T> _ -> end("Stopped; nothing was written.");
                case JobState.Failed<T>(Throwable cause) -> end(Trouble.sentence(cause));
            }
        });
    }

    private void progress(double fraction, String what) {
        doing.setText(what);
        bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
    }

    private void end(String trouble) {
        writing = null;
        bar.setProgress(0); // a bar without end keeps the window repainting
        getChildren().remove(work);
        page.setDisable(false);
        if (page.getChildren().contains(shown.body())) showReason();
        if (!trouble.isEmpty()) reason.setText(trouble);
    }

    private void showWritten(ExportPage.Written written) {
        VBox remarks = new VBox(4);
        written.remarks().forEach(remark -> remarks.getChildren().add(Texts.prose(remark)));
        Label headline = Buttons.named(Texts.plain(written.headline(), "strong", "wrap"), "export-done");
        headline.setMinHeight(USE_PREF_SIZE);
        Node tick = Icons.of(MaterialDesignC.CHECK_CIRCLE_OUTLINE);
        tick.getStyleClass().add("good");
        HBox head = new HBox(12, tick, headline);
        head.setAlignment(Pos.CENTER_LEFT);
        Label place = Texts.plain(written.place().toString(), "mono", "wrap");
        place.setMinHeight(USE_PREF_SIZE);
        VBox well = new VBox(place);
        well.getStyleClass().add("well");
        HBox open = new HBox(Buttons.named(Buttons.soft("Open folder", MaterialDesignF.FOLDER_OPEN_OUTLINE, () -> places.show(written.place())), "export-open"));
        getChildren().setAll(head, well, open);
        if (!written.remarks().isEmpty()) getChildren().add(remarks);
        reason.setText("");
        export.setVisible(false);
        export.setManaged(false);
        cancel.setText("Done");
        cancel.setOnAction(e -> close.run());
        cancel.requestFocus();
    }
}
