package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;

class TrainingTurnTest {
    private final JobRunner jobs = new JobRunner(Runnable::run);
    private final TrainingTurn turn = new TrainingTurn(jobs);
    private final CountDownLatch begun = new CountDownLatch(1), go = new CountDownLatch(1);

    @AfterEach
    void closeJobs() {
        go.countDown();
        jobs.close();
    }

    /// Work that reports its steps until it is let go.
    private Job<String> work(String name) {
        return turn.submit(name, progress -> {
            begun.countDown();
            while (go.getCount() > 0) {
                progress.at(0.5, "a step");
                go.await(5, TimeUnit.MILLISECONDS);
            }
            return name;
        });
    }

    @Test
    void shorterWorkPassesBetweenItsStepsAndOtherWorkOfHoursIsRefusedByName() throws Exception {
        Job<String> tuning = work("Tuning mine");
        begun.await();
        assertThat(jobs.submit(JobRunner.Lane.ENGINE, "Proposing", _ -> "proposed").await()).as("while the tuning goes on").isEqualTo("proposed");
        assertThatThrownBy(() -> work("Training").await()).isInstanceOf(ExecutionException.class).hasMessageContaining("“Tuning mine” is under way. Wait for its end, or stop it.");
        go.countDown();
        assertThat(tuning.await()).isEqualTo("Tuning mine");
        assertThat(work("Training").await()).as("its turn has come").isEqualTo("Training");
    }

    @Test
    void whoWaitsForATurnHearsOfIt() throws Exception {
        List<Boolean> busy = new CopyOnWriteArrayList<>();
        turn.onChange(() -> busy.add(turn.refusal().isPresent()));
        go.countDown();
        work("Tuning mine").await();
        assertThat(busy).containsExactly(true, false);
    }
}
