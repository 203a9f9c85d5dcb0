package org.maskwright.job;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Steps that are handed in one by one and done on all processors, while the thread that hands them in goes on; it gives out
/// their results, in the order of the steps, whenever it hands in more. For what comes in a stream, where [Parallel] can choose.
///
/// @param <T> a result
/// @param <E> what taking a result may throw
public final class Conveyor<T, E extends Exception> implements AutoCloseable {
    private static final int STEPS_PER_THREAD = 3;

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("conveyor-", 0).daemon(true).factory());
    private final Queue<Future<T>> underWay = new ArrayDeque<>();
    private final Parallel.Taker<T, E> taker;
    private int taken;

    /// @param taker called on the thread that hands in the steps
    public Conveyor(Parallel.Taker<T, E> taker) {
        this.taker = taker;
    }

    /// Hands in a step; waits for the oldest where a few a thread are under way.
    ///
    /// @throws E what the taker throws
    public void put(Supplier<T> step) throws E {
        if (underWay.size() == STEPS_PER_THREAD * threads) take();
        underWay.add(pool.submit(step::get));
    }

    /// Waits for all steps and gives out their results.
    public void finish() throws E {
        while (!underWay.isEmpty()) take();
    }

    private void take() throws E {
        try {
            taker.take(taken++, underWay.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException("a step throws nothing else", e.getCause());
        }
    }

    /// Forgets what is not yet begun; returns when no step is under way any more.
    @Override
    public void close() {
        underWay.forEach(step -> step.cancel(false));
        pool.close();
    }
}
