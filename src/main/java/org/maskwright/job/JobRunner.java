package org.maskwright.job;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/// Runs jobs in three lanes, so that none waits for a stranger: disk (one thread, in order), compute, and engine (one
/// thread: the network library wants one caller).
public final class JobRunner implements AutoCloseable {
    /// The lanes.
    public enum Lane {
        /// What is written: it is finished before the lanes close.
        DISK,
        /// What is only read, in turn with what is written; stopped at the end like the rest.
        READ,
        COMPUTE, ENGINE
    }

    private static final int LAST_MOMENTS_S = 5, DISK_CLOSE_S = 30;

    private final ExecutorService disk = Executors.newSingleThreadExecutor(named("disk"));
    private final ThreadPoolExecutor compute = lane("compute", Math.max(2, Runtime.getRuntime().availableProcessors())), engine = lane("engine", 1);
    private final Executor listenerExecutor;
    private final Set<Job<?>> stoppable = ConcurrentHashMap.newKeySet(); // waiting or running outside the disk lane

    /// @param listenerExecutor where job listeners are told: the window's thread, or `Runnable::run` without a window
    public JobRunner(Executor listenerExecutor) {
        this.listenerExecutor = listenerExecutor;
    }

    private static ThreadPoolExecutor lane(String name, int threads) {
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
    }

    private static ThreadFactory named(String lane) {
        return Thread.ofPlatform().name(lane + "-", 1).daemon(true).factory();
    }

    /// Queues `task` in its lane and returns at once. What is asked for when the lanes are closed, such as by a listener that hears of an end late,
    /// is cancelled, as what waited then was.
    ///
    /// @throws RejectedExecutionException from the closed disk lane: what it does not write would be lost without a word
    public <T> Job<T> submit(Lane lane, String name, Job.Task<T> task) {
        Job<T> job = new Job<>(name, task, listenerExecutor);
        if (lane != Lane.DISK) stoppable.add(job);
        Turn turn = new Turn(job);
        try {
            executor(lane).execute(turn);
        } catch (RejectedExecutionException e) {
            if (lane == Lane.DISK) throw e;
            job.cancel();
            turn.run();
        }
        return job;
    }

    /// A job's turn in its lane; a name for it, so that [#close] can tell jobs from pictures in the queue.
    private final class Turn implements Runnable {
        private final Job<?> job;

        Turn(Job<?> job) {
            this.job = job;
        }

        @Override
        public void run() {
            try {
                job.run();
            } finally {
                stoppable.remove(job);
            }
        }
    }

    /// Does, on this thread, what waits in the engine lane. A job of hours calls it between its steps, so that one of seconds need
    /// not wait for its end; it must be a job of that lane.
    public void letEngineJobsPass() {
        for (Runnable next = engine.getQueue().poll(); next != null; next = engine.getQueue().poll()) next.run();
    }

    private ExecutorService executor(Lane lane) {
        return switch (lane) {
            case DISK, READ -> disk;
            case COMPUTE -> compute;
            case ENGINE -> engine;
        };
    }

    /// A queue of one in the compute lane: of the requests that come while one is answered, only the newest is answered.
    public <Q, A> LatestOnly<Q, A> latestOnly(Function<Q, A> work, Consumer<A> show) {
        return new LatestOnly<>(this::compute, listenerExecutor, work, show);
    }

    private void compute(Runnable picture) {
        try {
            compute.execute(picture);
        } catch (RejectedExecutionException e) {
            // the lanes are closed: nobody looks any more
        }
    }

    /// Where listeners are told; for code that must hand a result to the window's thread itself.
    public Executor listenerExecutor() {
        return listenerExecutor;
    }

    /// Cancels all but what is written, and waits until they have stopped, though not longer than this; the lanes stay open. For a process
    /// that is told to end: the network library is torn down with it, and crashes if it is at work then.
    public void stop(int seconds) throws InterruptedException {
        List<Job<?>> stopping = List.copyOf(stoppable);
        stopping.forEach(Job::cancel);
        try {
            CompletableFuture.allOf(stopping.stream().map(Job::ended).toArray(CompletableFuture[]::new)).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // one that does not stop ends with the process
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end that fails", e);
        }
    }

    /// Cancels all but what is written, gives it a moment to put down what it has in hand, such as a training its checkpoint or a model its
    /// proposal, and then finishes what waits in the disk lane (at most 30 s). Nobody is interrupted: who waits for the disk is waited for.
    @Override
    public void close() {
        stoppable.forEach(Job::cancel);
        for (ThreadPoolExecutor lane : List.of(compute, engine)) {
            lane.shutdown();
            for (Runnable waiting = lane.getQueue().poll(); waiting != null; waiting = lane.getQueue().poll()) if (waiting instanceof Turn turn) turn.run(); // ends it as cancelled
        }
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_MOMENTS_S);
            for (ThreadPoolExecutor lane : List.of(engine, compute)) lane.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS); // one that does not stop is a daemon's
            disk.shutdown();
            if (!disk.awaitTermination(DISK_CLOSE_S, TimeUnit.SECONDS)) disk.shutdownNow();
        } catch (InterruptedException e) {
            disk.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
