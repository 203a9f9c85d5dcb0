package org.maskwright.fx.job;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;

/// The work under way: what it does now, how far it is, and a button that stops it. Shows the newest of several; its place
/// in the status line is kept, so that nothing moves when it comes and goes.
public final class JobStrip extends HBox {
    private final Label doing = Texts.plain("");
    private final ProgressBar bar = new ProgressBar();
    private final List<Job<?>> underway = new ArrayList<>();

    public JobStrip() {
        getStyleClass().add("job-strip");
        setId("job-strip");
        doing.setMinWidth(0);
        doing.setMaxWidth(280);
        bar.setPrefWidth(120);
        bar.setMinWidth(60);
        getChildren().addAll(doing, bar, Buttons.named(Buttons.icon(MaterialDesignC.CLOSE, "Stop", this::stop), "job-stop"));
        setVisible(false);
    }

    /// Shows `job` until it is over.
    public void watch(Job<?> job) {
        underway.add(job);
        follow(job);
    }

    private <T> void follow(Job<T> job) {
        job.onState(state -> {
            switch (state) {
                case JobState.Waiting<T> _ -> show(job, Double.NaN, job.name());
                case JobState.Running<T>(double fraction, String what) -> show(job, fraction, what);
                case JobState.Done<T> _, JobState.Failed<T> _, JobState.Cancelled<T> _ -> end(job);
            }
        });
    }

    private void show(Job<?> job, double fraction, String what) {
        if (underway.isEmpty() || underway.getLast() != job) return;
        doing.setText(what);
        bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
        setVisible(true);
    }

    private void end(Job<?> job) {
        underway.remove(job);
        if (underway.isEmpty()) {
            setVisible(false);
            bar.setProgress(0); // a bar without end keeps the window repainting
        }
    }

    /// Stops the job that is shown.
    public void stop() {
        if (underway.isEmpty()) return;
        underway.getLast().cancel();
        doing.setText("Stopping…");
    }

    public boolean isBusy() {
        return !underway.isEmpty();
    }
}
