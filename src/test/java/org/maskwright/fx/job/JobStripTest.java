package org.maskwright.fx.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.maskwright.fx.FxThread;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class JobStripTest extends ApplicationTest {
    private final AtomicLong seconds = new AtomicLong();
    private JobStrip strip;

    @Override
    public void start(Stage stage) {
        strip = new JobStrip(() -> seconds.get() * 1_000_000_000L);
        new Scene(strip);
    }

    /// A tenth in two minutes leaves 18.
    @Test
    void workThatLastsSaysHowLongAndLeavesNothingForTheNext() throws Exception {
        var watched = new CountDownLatch(1);
        var seen = new CountDownLatch(1);
        try (var jobs = new JobRunner(new FxThread())) {
            Job<Integer> job = jobs.submit(JobRunner.Lane.COMPUTE, "Work", progress -> {
                watched.await();
                progress.at(0, "case 1 of 10");
                WaitForAsyncUtils.waitForFxEvents();
                seconds.set(120);
                progress.at(0.1, "case 2 of 10");
                seen.await();
                return 1;
            });
            interact(() -> strip.watch(job));
            watched.countDown();
            until("about 18 min left");
            seen.countDown();
            job.await();
            Job<Integer> next = jobs.submit(JobRunner.Lane.COMPUTE, "More", _ -> 1);
            interact(() -> strip.watch(next));
            until("");
        }
    }

    private void until(String words) throws Exception {
        WaitForAsyncUtils.waitFor(10, java.util.concurrent.TimeUnit.SECONDS, () -> strip.lookup("#job-time-left") instanceof Label label && label.getText().equals(words));
        assertThat(strip.lookup("#job-time-left").isManaged()).isEqualTo(!words.isEmpty());
    }
}
