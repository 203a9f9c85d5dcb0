package org.maskwright.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.maskwright.format.StoredImage.SliceSink;
import org.maskwright.job.Parallel;
import org.maskwright.job.Progress;

/// Slices made on other threads, a few at a time, so that memory stays bounded.
public final class ParallelSlices {
    /// Makes slices on one thread of its own.
    public interface Maker extends Closeable {
        /// Fills `out` with the samples of slice `index`.
        void make(int index, byte[] out) throws IOException, FormatException;

        @Override
        default void close() throws IOException {}
    }

    /// So few bytes are had sooner than a thread is begun.
    private static final long FEW_BYTES = 1 << 18;

    private ParallelSlices() {}

    /// Slices that are made on all processors, each for itself.
    ///
    /// @param sliceBytes of one slice
    /// @param moreBytes that making a slice needs besides
    /// @param unordered whether `sink` is called on the threads that make the slices, else on this one in rising order
    public static void read(String name, int from, int to, long sliceBytes, long moreBytes, Supplier<? extends Maker> makers, boolean unordered, SliceSink sink,
            Progress progress) throws IOException, FormatException {
        int bytes = Math.toIntExact(sliceBytes), processors = (to - from) * sliceBytes <= FEW_BYTES ? 1 : Runtime.getRuntime().availableProcessors();
        Memory.require(name, Math.min(to - from, Parallel.RESULTS_PER_THREAD * processors) * sliceBytes + Math.min(to - from, processors) * moreBytes);
        ConcurrentLinkedQueue<byte[]> spare = new ConcurrentLinkedQueue<>();
        narrowed(() -> Parallel.<byte[], Exception>inOrder(processors, to - from, () -> new Worker(makers.get(), from, bytes, spare, unordered ? sink : (_, _) -> {}),
                taker(from, to, unordered ? (_, _) -> {} : sink, spare, progress)));
    }

    /// Slices that can only be made one after another: on one thread, while `sink` takes those before on this one.
    ///
    /// @param maker asked for every slice, in rising order
    public static void ahead(String name, int from, int to, long sliceBytes, Maker maker, SliceSink sink, Progress progress) throws IOException, FormatException {
        int bytes = Math.toIntExact(sliceBytes);
        Memory.require(name, Math.min(to - from, Parallel.RESULTS_PER_THREAD + 1) * sliceBytes);
        ConcurrentLinkedQueue<byte[]> spare = new ConcurrentLinkedQueue<>();
        Worker worker = new Worker(maker, from, bytes, spare, (_, _) -> {});
        Parallel.Taker<byte[], Exception> taker = taker(from, to, sink, spare, progress);
        if ((to - from) * sliceBytes <= FEW_BYTES) narrowed(() -> Parallel.inOrder(1, to - from, () -> worker, taker));
        else narrowed(() -> Parallel.ahead(to - from, worker, taker));
    }

    private static Parallel.Taker<byte[], Exception> taker(int from, int to, SliceSink sink, ConcurrentLinkedQueue<byte[]> spare, Progress progress) {
        return (i, samples) -> {
            progress.at((double) i / (to - from), "slice " + (i + 1) + " of " + (to - from));
            sink.slice(from + i, samples);
            spare.add(samples);
        };
    }

    private interface Reading {
        void run() throws Exception;
    }

    private static void narrowed(Reading reading) throws IOException, FormatException {
        try {
            reading.run();
        } catch (IOException | FormatException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("reading throws nothing else", e);
        }
    }

    private record Worker(Maker maker, int from, int bytes, ConcurrentLinkedQueue<byte[]> spare, SliceSink atOnce) implements Parallel.Maker<byte[], Exception> {
        @Override
        public byte[] make(int index) throws IOException, FormatException {
            byte[] samples = Objects.requireNonNullElseGet(spare.poll(), () -> new byte[bytes]);
            maker.make(from + index, samples);
            atOnce.slice(from + index, samples);
            return samples;
        }

        @Override
        public void close() throws IOException {
            maker.close();
        }
    }
}
