package org.maskwright.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LatestOnlyTest {
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final List<String> shown = new ArrayList<>();

    /// Runs what the worker was handed, as its thread would.
    private void work() {
        while (!worker.isEmpty()) worker.poll().run();
    }

    @Test
    void onlyTheNewestOfThoseThatWaitIsAnswered() {
        LatestOnly<Integer, String> view = new LatestOnly<>(worker::add, Runnable::run, q -> "picture " + q, shown::add);
        for (int i = 0; i < 10; i++) view.ask(i);
        assertThat(worker).hasSize(1);
        work();
        assertThat(shown).containsExactly("picture 9");
        view.ask(10);
        work();
        assertThat(shown).containsExactly("picture 9", "picture 10");
    }

    @Test
    void aRequestThatComesDuringTheWorkIsAnsweredNext() {
        List<Integer> begun = new ArrayList<>();
        LatestOnly<Integer, String>[] view = new LatestOnly[1];
        view[0] = new LatestOnly<>(worker::add, Runnable::run, q -> {
            begun.add(q);
            if (q == 1) for (int i = 2; i < 8; i++) view[0].ask(i);
            return "picture " + q;
        }, shown::add);
        view[0].ask(1);
        work();
        assertThat(begun).containsExactly(1, 7);
        assertThat(shown).containsExactly("picture 1", "picture 7");
    }

    @Test
    void aRequestThatWaitsBehindAFailingOneIsStillAnswered() {
        LatestOnly<Integer, String>[] view = new LatestOnly[1];
        view[0] = new LatestOnly<>(worker::add, Runnable::run, q -> {
            if (q == 1) {
                view[0].ask(2);
                throw new IllegalStateException("cannot paint");
            }
            return "picture " + q;
        }, shown::add);
        view[0].ask(1);
        assertThatThrownBy(this::work).hasMessage("cannot paint");
        work();
        assertThat(shown).containsExactly("picture 2");
        view[0].ask(3);
        work();
        assertThat(shown).containsExactly("picture 2", "picture 3");
    }

    @Test
    void aFailingViewDoesNotStopLaterPictures() {
        LatestOnly<Integer, String> view = new LatestOnly<>(worker::add, Runnable::run, q -> "picture " + q, answer -> {
            if (answer.equals("picture 1")) throw new IllegalStateException("view closed");
            shown.add(answer);
        });
        view.ask(1);
        assertThatThrownBy(this::work).hasMessage("view closed");
        view.ask(2);
        work();
        assertThat(shown).containsExactly("picture 2");
    }

    @Test
    void underFireTheLastRequestIsShownLastAndOneAtATime() throws InterruptedException {
        try (JobRunner runner = new JobRunner(Runnable::run)) {
            AtomicInteger atOnce = new AtomicInteger(), most = new AtomicInteger(), last = new AtomicInteger(-1);
            CountDownLatch end = new CountDownLatch(1);
            LatestOnly<Integer, Integer> view = runner.latestOnly(q -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                atOnce.decrementAndGet();
                return q;
            }, a -> {
                assertThat(a).isGreaterThan(last.get());
                last.set(a);
                if (a == 20_000) end.countDown();
            });
            for (int i = 0; i <= 20_000; i++) view.ask(i);
            assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(most).hasValue(1);
        }
    }
}
