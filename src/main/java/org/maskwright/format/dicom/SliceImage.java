package org.maskwright.format.dicom;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.format.dicom.image.SeenColours;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Parallel;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// Slices out of one or many files, in the order of the volume they make up.
///
/// If they do not share one scale, their samples become floats in real-world units.
final class SliceImage implements StoredImage {
    private final String name;
    private final ImageHeader header;
    private final List<Slice> slices;
    /// Whether stored codings of colour are undone, and lookup tables applied.
    private final boolean seen;

    private SliceImage(String name, ImageHeader header, List<Slice> slices, boolean seen) {
        this.name = name;
        this.header = header;
        this.slices = List.copyOf(slices);
        this.seen = seen;
    }

    /// @param slices z fastest, then frames; of one layout
    static SliceImage of(String name, Geometry geometry, int frames, List<Slice> slices) {
        ImageFile file = slices.getFirst().file();
        PixelLayout layout = file.layout();
        ImageFile.Frame first = slices.getFirst().description();
        boolean oneScale = slices.stream().allMatch(s -> s.description().slope() == first.slope() && s.description().intercept() == first.intercept());
        ImageHeader header = new ImageHeader(geometry, oneScale ? layout.type() : SampleType.FLOAT32, layout.samples(), true, frames,
                oneScale ? first.slope() : 1, oneScale ? first.intercept() : 0, file.kind(), oneScale ? file.info() : file.info().withPadding(Optional.empty()), LabelTable.EMPTY);
        return new SliceImage(name, header, slices, false);
    }

    /// The slices, z fastest, then frames.
    List<Slice> slices() {
        return slices;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImageHeader header() {
        return header;
    }

    @Override
    public StoredImage asSeen() {
        ImageFile any = slices.getFirst().file();
        if (seen || !any.hasModalityTable() && !SeenColours.apply(any.layout())) return this;
        ImageHeader asSeen = new ImageHeader(header.geometry(), any.hasModalityTable() ? SampleType.UINT16 : SampleType.UINT8, any.hasModalityTable() ? 1 : 3, true, header.frames(), 1, 0, header.kind(), header.info(), header.table());
        return new SliceImage(name, asSeen, slices, true);
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        read(from, to, (_, _) -> {}, sink, progress);
    }

    @Override
    public void readUnordered(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        read(from, to, sink, (_, _) -> {}, progress);
    }

    /// @param atOnce called on the thread that read the slice
    /// @param inOrder called on this thread
    private void read(int from, int to, SliceSink atOnce, SliceSink inOrder, Progress progress) throws IOException, FormatException {
        int bytes = Math.toIntExact(header.sliceBytes());
        long held = Math.min(to - from, Parallel.RESULTS_PER_THREAD * Runtime.getRuntime().availableProcessors());
        Memory.require(name, held * bytes + slices.get(from).file().layout().frameBytes());
        ConcurrentLinkedQueue<byte[]> spare = new ConcurrentLinkedQueue<>();
        try {
            Parallel.<byte[], Exception>inOrder(to - from, () -> new Worker(from, bytes, spare, atOnce), (i, samples) -> {
                progress.at((double) i / (to - from), "Reading slice " + (from + i + 1) + " of " + slices.size());
                inOrder.slice(from + i, samples);
                spare.add(samples);
            });
        } catch (IOException | FormatException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("reading throws nothing else", e);
        }
    }

    /// Reads some of the slices, on one thread.
    private final class Worker implements Parallel.Maker<byte[], Exception> {
        private final SliceReader reader = new SliceReader(header, seen);
        private final int from, bytes;
        private final ConcurrentLinkedQueue<byte[]> spare;
        private final SliceSink sink;

        Worker(int from, int bytes, ConcurrentLinkedQueue<byte[]> spare, SliceSink sink) {
            this.sink = sink;
            this.from = from;
            this.bytes = bytes;
            this.spare = spare;
        }

        @Override
        public byte[] make(int index) throws IOException, FormatException {
            byte[] samples = Objects.requireNonNullElseGet(spare.poll(), () -> new byte[bytes]);
            reader.read(slices.get(from + index), samples);
            sink.slice(from + index, samples);
            return samples;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
