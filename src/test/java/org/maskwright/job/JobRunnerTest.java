package org.maskwright.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JobRunnerTest {
    private final JobRunner runner = new JobRunner(Runnable::run);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void theResultAndTheStatesAreTold() throws Exception {
        List<String> states = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch listening = new CountDownLatch(1);
        Job<Integer> job = runner.submit(JobRunner.Lane.COMPUTE, "Counting", progress -> {
            listening.await();
            progress.at(0.5, "half");
            return 42;
        });
        List<Integer> results = Collections.synchronizedList(new ArrayList<>());
        job.onDone(results::add);
        job.onState(s -> {
            if (s instanceof JobState.Running<Integer>(double fraction, String what)) states.add(what + " " + fraction);
            if (s instanceof JobState.Done<Integer>) states.add("done");
        });
        listening.countDown();
        assertThat(job.await()).isEqualTo(42);
        assertThat(results).containsExactly(42);
        assertThat(states).endsWith("half 0.5", "done");
        assertThat(job.state()).isEqualTo(new JobState.Done<>(42));
    }

    @Test
    void aListenerThatComesLateLearnsTheEnd() throws Exception {
        Job<Integer> job = runner.submit(JobRunner.Lane.DISK, "Quick", progress -> 7);
        job.await();
        List<Integer> results = new ArrayList<>();
        job.onDone(results::add);
        assertThat(results).containsExactly(7);
    }

    @Test
    void theDiskLaneKeepsTheOrder() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Job<Boolean>> jobs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int n = i;
            jobs.add(runner.submit(JobRunner.Lane.DISK, "Write", progress -> order.add(n)));
        }
        for (Job<Boolean> job : jobs) job.await();
        assertThat(order).isSorted().hasSize(100);
    }

    @Test
    void lanesDoNotWaitForOneAnother() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Job<Boolean> disk = runner.submit(JobRunner.Lane.DISK, "Slow disk", p -> release.await(10, TimeUnit.SECONDS));
        Job<Boolean> engine = runner.submit(JobRunner.Lane.ENGINE, "Slow engine", p -> release.await(10, TimeUnit.SECONDS));
        assertThat(runner.submit(JobRunner.Lane.COMPUTE, "Quick", p -> 1).await()).isEqualTo(1);
        release.countDown();
        assertThat(disk.await() && engine.await()).isTrue();
    }

    @Test
    void aCancelledJobStopsAtItsNextReport() {
        CountDownLatch started = new CountDownLatch(1);
        AtomicInteger after = new AtomicInteger();
        Job<String> job = runner.submit(JobRunner.Lane.COMPUTE, "Endless", progress -> {
            while (true) {
                progress.at(Double.NaN, "round");
                after.incrementAndGet();
                started.countDown();
            }
        });
        assertThat(await(started)).isTrue();
        job.cancel();
        assertThatThrownBy(job::await).isInstanceOf(Progress.Cancelled.class);
        assertThat(job.state()).isInstanceOf(JobState.Cancelled.class);
        assertThat(job.state().isOver()).isTrue();
    }

    @Test
    void aJobCancelledWhileItWaitsNeverStarts() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        runner.submit(JobRunner.Lane.ENGINE, "First", p -> release.await(10, TimeUnit.SECONDS));
        AtomicInteger ran = new AtomicInteger();
        Job<Integer> second = runner.submit(JobRunner.Lane.ENGINE, "Second", p -> ran.incrementAndGet());
        second.cancel();
        release.countDown();
        assertThatThrownBy(second::await).isInstanceOf(Progress.Cancelled.class);
        assertThat(ran).hasValue(0);
    }

    @Test
    void aFailureIsToldWithItsCauseAndTheLaneGoesOn() throws Exception {
        IOException cause = new IOException("disk full");
        Job<String> job = runner.submit(JobRunner.Lane.DISK, "Save", p -> {
            throw cause;
        });
        List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(job::await).isInstanceOf(ExecutionException.class).hasCause(cause);
        job.onFailed(told::add);
        assertThat(told).containsExactly(cause);
        Job<String> error = runner.submit(JobRunner.Lane.DISK, "Deep", p -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(error::await).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(runner.submit(JobRunner.Lane.DISK, "Next", p -> 1).await()).isEqualTo(1);
    }

    @Test
    void aFailingListenerHarmsNeitherTheJobNorOtherListeners() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        Job<Integer> job = runner.submit(JobRunner.Lane.COMPUTE, "Work", progress -> {
            listening.await();
            progress.at(0.1, "step");
            return 5;
        });
        List<Integer> results = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger calls = new AtomicInteger();
        job.onState(s -> {
            if (calls.incrementAndGet() > 1) throw new IllegalArgumentException("listener");
        });
        job.onDone(results::add);
        listening.countDown();
        assertThat(job.await()).isEqualTo(5);
        assertThat(results).containsExactly(5);
        assertThat(calls.get()).isGreaterThan(1);
    }

    @Test
    void closingFinishesTheDiskLaneAndCancelsTheRest() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Job<Integer> running = runner.submit(JobRunner.Lane.ENGINE, "Training", progress -> {
            started.countDown();
            while (true) progress.at(Double.NaN, "epoch");
        });
        Job<Integer> queued = runner.submit(JobRunner.Lane.ENGINE, "Queued", p -> 1);
        assertThat(await(started)).isTrue();
        List<Integer> written = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 20; i++) {
            int n = i;
            runner.submit(JobRunner.Lane.DISK, "Write", p -> written.add(n));
        }
        runner.close();
        assertThat(written).hasSize(20);
        assertThatThrownBy(queued::await).isInstanceOf(Progress.Cancelled.class);
        assertThatThrownBy(running::await).isInstanceOf(Progress.Cancelled.class);
        Job<Integer> late = runner.submit(JobRunner.Lane.COMPUTE, "Late", p -> 1);
        assertThatThrownBy(late::await).as("asked for after the end").isInstanceOf(Progress.Cancelled.class);
        assertThatThrownBy(() -> runner.submit(JobRunner.Lane.DISK, "Write late", p -> 1)).as("nothing is left unwritten in silence").isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void whatIsInHandAtTheEndStillGetsToTheDisk() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        List<String> written = Collections.synchronizedList(new ArrayList<>());
        Job<Integer> made = runner.submit(JobRunner.Lane.ENGINE, "Proposing", progress -> {
            started.countDown();
            while (true) {
                try {
                    progress.at(Double.NaN, "tile");
                } catch (Progress.Cancelled e) {
                    return runner.submit(JobRunner.Lane.DISK, "Keep", p -> written.add("proposal")).await() ? 1 : 0;
                }
            }
        });
        assertThat(await(started)).isTrue();
        runner.close();
        assertThat(written).containsExactly("proposal");
        assertThat(made.await()).isEqualTo(1);
    }

    @Test
    void whatIsOnlyReadGoesInTurnWithWhatIsWrittenAndEndsWithTheRest() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        runner.submit(JobRunner.Lane.DISK, "Write", p -> order.add("written"));
        runner.submit(JobRunner.Lane.READ, "Look", p -> order.add("read")).await();
        assertThat(order).containsExactly("written", "read");
        CountDownLatch hold = new CountDownLatch(1);
        runner.submit(JobRunner.Lane.DISK, "Write", p -> await(hold));
        Job<Integer> waiting = runner.submit(JobRunner.Lane.READ, "Look", p -> 1);
        runner.stop(0);
        hold.countDown();
        assertThatThrownBy(waiting::await).isInstanceOf(Progress.Cancelled.class);
        runner.close();
        assertThatThrownBy(runner.submit(JobRunner.Lane.READ, "Look late", p -> 1)::await).isInstanceOf(Progress.Cancelled.class);
    }

    @Test
    void whoWasStoppedAndFindsTheDiskClosedIsCancelledAndWhoWasNotHasFailed() throws Exception {
        JobRunner closed = new JobRunner(Runnable::run);
        closed.close();
        CountDownLatch running = new CountDownLatch(2), asked = new CountDownLatch(1);
        Job.Task<Integer> late = p -> {
            running.countDown();
            await(asked);
            return closed.submit(JobRunner.Lane.DISK, "Write late", q -> 1).await();
        };
        Job<Integer> stopped = runner.submit(JobRunner.Lane.COMPUTE, "Stopped", late), going = runner.submit(JobRunner.Lane.COMPUTE, "Going", late);
        assertThat(await(running)).isTrue();
        stopped.cancel();
        asked.countDown();
        assertThatThrownBy(stopped::await).isInstanceOf(Progress.Cancelled.class);
        assertThatThrownBy(going::await).hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aPictureThatIsAskedForAfterTheEndIsNotPainted() {
        List<Integer> shown = Collections.synchronizedList(new ArrayList<>());
        LatestOnly<Integer, Integer> pictures = runner.latestOnly(n -> n, shown::add);
        runner.close();
        pictures.ask(1);
        assertThat(shown).isEmpty();
    }

    @Test
    void aPartOfTheProgressIsMappedOntoTheWhole() {
        List<Double> told = new ArrayList<>();
        Progress whole = (fraction, what) -> told.add(fraction);
        whole.part(0.5, 0.75).at(0, "a");
        whole.part(0.5, 0.75).at(1, "b");
        whole.part(0, 0.5).part(0.5, 1).at(0.5, "c");
        assertThat(told).containsExactly(0.5, 0.75, 0.375);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
