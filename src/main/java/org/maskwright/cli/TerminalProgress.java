package org.maskwright.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.maskwright.job.Progress;
import org.maskwright.job.TimeLeft;

/// A bar on the terminal while one piece of work lasts; nothing in a pipe, where it would be litter.
final class TerminalProgress implements Progress, AutoCloseable {
    private static final long STEPS = 100;
    private static final int TASK_CHARACTERS = 24;
    /// Work that is over sooner shows no bar at all.
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final String task;
    private final boolean shown;
    private final long begin = System.nanoTime();
    private final TimeLeft left = new TimeLeft(System::nanoTime);
    private @Nullable ProgressBar bar;

    TerminalProgress(String task, boolean shown) {
        this.task = task.length() > TASK_CHARACTERS ? task.substring(0, TASK_CHARACTERS - 1) + "…" : task;
        this.shown = shown;
    }

    @Override
    public synchronized void at(double fraction, String what) {
        if (!shown) return;
        String time = left.at(fraction).map(words -> words + ", ").orElse("");
        if (bar == null && System.nanoTime() - begin < PATIENCE.toNanos()) return;
        ProgressBar now = bar;
        if (now == null) {
            now = new ProgressBarBuilder().setTaskName(task).setInitialMax(STEPS).setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(150)
                    .hideEta() // ours, below, is steadier
                    .clearDisplayOnFinish().build();
            bar = now;
        }
        if (!Double.isNaN(fraction)) now.stepTo(Math.round(Math.clamp(fraction, 0, 1) * STEPS));
        now.setExtraMessage(time + what); // what does not fit into the line is cut at its end
    }

    @Override
    public synchronized void close() {
        if (bar != null) bar.close();
    }
}
