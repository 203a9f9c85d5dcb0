package org.maskwright.format.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.format.StoredImage.SliceSink;
import org.maskwright.job.Parallel;
import org.maskwright.job.Progress;

/// Slices made on all processors, a few at a time, so that memory stays bounded.
final class ParallelSlices {
    /// Makes slices on one thread of its own.
    interface Maker extends Closeable {
        /// Fills `out` with the samples of slice `index`.
        void make(int index, byte[] out) throws IOException, FormatException;

        @Override
        default void close() throws IOException {}
    }

    private ParallelSlices() {}

    /// @param sliceBytes of one slice
    /// @param moreBytes that making a slice needs besides
    /// @param unordered whether `sink` is called on the threads that make the slices, else on this one in rising order
    static void read(String name, int from, int to, long sliceBytes, long moreBytes, Supplier<? extends Maker> makers, boolean unordered, SliceSink sink,
            Progress progress) throws IOException, FormatException {
        int bytes = Math.toIntExact(sliceBytes), processors = Runtime.getRuntime().availableProcessors();
        Memory.require(name, Math.min(to - from, Parallel.RESULTS_PER_THREAD * processors) * sliceBytes + Math.min(to - from, processors) * moreBytes);
        ConcurrentLinkedQueue<byte[]> spare = new ConcurrentLinkedQueue<>();
        try {
            Parallel.<byte[], Exception>inOrder(to - from, () -> new Worker(makers.get(), from, bytes, spare, unordered ? sink : (_, _) -> {}), (i, samples) -> {
                progress.at((double) i / (to - from), "Reading slice " + (i + 1) + " of " + (to - from));
                if (!unordered) sink.slice(from + i, samples);
                spare.add(samples);
            });
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
