package org.maskwright.fx.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.job.TimeLeft;

/// The work under way: what it does now, about how long it will last, how far it is, and a button that stops it. Shows the newest of several; its place
/// in the status line is kept, so that nothing moves when it comes and goes.
public final class JobStrip extends HBox {
    private final Label doing = Texts.plain(""), left = Texts.plain("", "caption");
    private final ProgressBar bar = new ProgressBar();
    private final List<Job<?>> underway = new ArrayList<>();
    private final LongSupplier nanos;

    public JobStrip() {
        this(System::nanoTime);
    }

    /// @param nanos a clock
    JobStrip(LongSupplier nanos) {
        this.nanos = nanos;
        getStyleClass().add("job-strip");
        setId("job-strip");
        doing.setMinWidth(0);
        doing.setMaxWidth(280);
        left.setId("job-time-left");
        left.setMinWidth(USE_PREF_SIZE);
        left.managedProperty().bind(left.textProperty().isNotEmpty());
        bar.setPrefWidth(120);
        bar.setMinWidth(60);
        getChildren().addAll(doing, left, bar, Buttons.named(Buttons.icon(MaterialDesignC.CLOSE, "Stop", this::stop), "job-stop"));
        setVisible(false);
    }

    /// Shows `job` until it is over.
    public void watch(Job<?> job) {
        underway.add(job);
        follow(job);
    }

    private <T> void follow(Job<T> job) {
        var time = new TimeLeft(nanos);
        job.onState(state -> {
            switch (state) {
                case JobState.Waiting<T> _ -> show(job, Double.NaN, job.name(), "");
                case JobState.Running<T>(double fraction, String what) -> show(job, fraction, what, time.at(fraction).orElse(""));
                case JobState.Done<T> _, JobState.Failed<T> _, JobState.Cancelled<T> _ -> end(job);
            }
        });
    }

    private void show(Job<?> job, double fraction, String what, String timeLeft) {
        if (underway.isEmpty() || underway.getLast() != job) return;
        doing.setText(what);
        left.setText(timeLeft);
        bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
        setVisible(true);
    }

    private void end(Job<?> job) {
        underway.remove(job);
        if (underway.isEmpty()) {
            setVisible(false);
            left.setText("");
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
