package org.maskwright.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Independent steps on all processors, their results in order: reading the slices of a scan, for example.
public final class Parallel {
    /// Makes results on one thread of its own, so it may keep a file open between them.
    public interface Maker<T, E extends Exception> extends AutoCloseable {
        /// @param index of the result, from 0; rising, but not every one comes here
        T make(int index) throws E;

        @Override
        default void close() throws E {}
    }

    /// Takes results.
    @FunctionalInterface
    public interface Taker<T, E extends Exception> {
        void take(int index, T result) throws E;
    }

    /// At most so many results a thread wait to be taken, or are in the making.
    public static final int RESULTS_PER_THREAD = 3;

    private Parallel() {}

    /// Has `count` results made on as many threads as there are processors, and hands them to `taker` on this thread, in
    /// order. At most [#RESULTS_PER_THREAD] results a thread exist at a time. Returns, by an exception too, when all threads have ended.
    ///
    /// @param makers asked for one maker a thread
    /// @throws E what a maker or the taker throws first; then nothing more is begun
    public static <T, E extends Exception> void inOrder(int count, Supplier<? extends Maker<T, E>> makers, Taker<T, E> taker) throws E {
        inOrder(Runtime.getRuntime().availableProcessors(), count, makers, taker);
    }

    /// As above, on at most so many threads; where one is enough, on this one.
    public static <T, E extends Exception> void inOrder(int atMost, int count, Supplier<? extends Maker<T, E>> makers, Taker<T, E> taker) throws E {
        int threads = Math.min(atMost, count);
        if (threads <= 1) {
            try (Maker<T, E> maker = makers.get()) {
                for (int i = 0; i < count; i++) taker.take(i, maker.make(i));
            }
            return;
        }
        run(threads, RESULTS_PER_THREAD * threads, count, makers, taker);
    }

    /// Has `count` results made by one maker on a thread of its own, each while those before it are taken on this one: for what
    /// can only be made one after another, such as what a packed stream holds. `maker` is asked for every result, in order.
    ///
    /// @throws E as of [#inOrder]; results made before a failure are taken before it is thrown
    public static <T, E extends Exception> void ahead(int count, Maker<T, E> maker, Taker<T, E> taker) throws E {
        run(1, RESULTS_PER_THREAD, count, () -> maker, taker);
    }

    private static <T, E extends Exception> void run(int threads, int room, int count, Supplier<? extends Maker<T, E>> makers, Taker<T, E> taker) throws E {
        Belt<T> belt = new Belt<>(count, room);
        List<Thread> workers = new ArrayList<>();
        try {
            for (int t = 0; t < threads; t++) {
                Maker<T, E> maker = makers.get();
                workers.add(Thread.ofPlatform().name("parallel-" + t).daemon(true).start(() -> work(maker, belt)));
            }
            for (int i = 0; i < count; i++) taker.take(i, belt.next());
        } catch (Belt.Broken _) {
            throw Parallel.<E>failure(belt);
        } finally {
            belt.stop();
            join(workers);
        }
    }

    private static <T, E extends Exception> void work(Maker<T, E> maker, Belt<T> belt) {
        try (maker) {
            for (int i = belt.claim(); i >= 0; i = belt.claim()) belt.put(i, maker.make(i));
        } catch (Throwable t) { // thrown again where the results are taken
            belt.fail(t);
        }
    }

    @SuppressWarnings("unchecked") // makers throw E, or what is unchecked
    private static <E extends Exception> E failure(Belt<?> belt) {
        Throwable failure = belt.failure();
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
        return (E) failure;
    }

    private static void join(List<Thread> workers) {
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Results on their way from the makers to the taker.
    private static final class Belt<T> {
        /// A maker has failed.
        static final class Broken extends RuntimeException {
            private static final long serialVersionUID = 1;

            Broken() {
                super("a maker failed", null, false, false);
            }
        }

        private final int count;
        private final @Nullable Object[] slots;
        private int claimed, taken;
        private boolean stopped;
        private @Nullable Throwable failure;

        Belt(int count, int room) {
            this.count = count;
            this.slots = new Object[room];
        }

        /// The next index to make, once there is room for its result; -1 if there is none.
        synchronized int claim() {
            while (!stopped && claimed < count && claimed >= taken + slots.length) pause();
            return stopped || claimed >= count ? -1 : claimed++;
        }

        synchronized void put(int index, T result) {
            slots[index % slots.length] = result;
            notifyAll();
        }

        @SuppressWarnings("unchecked") // only put fills the slots
        synchronized T next() {
            int slot = taken % slots.length;
            while (slots[slot] == null && failure == null) pause();
            Object result = slots[slot];
            if (result == null) throw new Broken();
            slots[slot] = null;
            taken++;
            notifyAll();
            return (T) result;
        }

        synchronized void fail(Throwable t) {
            if (failure == null) failure = t;
            stop();
        }

        synchronized void stop() {
            stopped = true;
            notifyAll();
        }

        synchronized Throwable failure() {
            if (failure == null) throw new IllegalStateException("nothing has failed");
            return failure;
        }

        private void pause() {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Progress.Cancelled();
            }
        }
    }
}
