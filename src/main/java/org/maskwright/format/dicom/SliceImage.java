package org.maskwright.format.dicom;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.ParallelSlices;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.format.dicom.image.SeenColours;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// Slices out of one or many files, in the order of the volume they make up.
///
/// If they do not share one scale, their samples become floats in real-world units.
final class SliceImage implements StoredImage {
    /// Bytes of a slice from which on its frame is asked for its size before memory is taken: a header may lie.
    private static final long LARGE = 64L << 20;

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
        read(from, to, false, sink, progress);
    }

    @Override
    public void readUnordered(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        read(from, to, true, sink, progress);
    }

    private void read(int from, int to, boolean unordered, SliceSink sink, Progress progress) throws IOException, FormatException {
        if (to > from && header.sliceBytes() > LARGE) {
            try (SliceReader first = new SliceReader(header, seen)) {
                first.check(slices.get(from));
            }
        }
        ParallelSlices.read(name, from, to, header.sliceBytes(), slices.get(from).file().layout().frameBytes(), Worker::new, unordered, sink, progress);
    }

    /// Reads some of the slices, on one thread.
    private final class Worker implements ParallelSlices.Maker {
        private final SliceReader reader = new SliceReader(header, seen);

        @Override
        public void make(int index, byte[] out) throws IOException, FormatException {
            reader.read(slices.get(index), out);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
