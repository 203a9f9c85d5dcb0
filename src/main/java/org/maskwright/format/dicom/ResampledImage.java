package org.maskwright.format.dicom;

import java.io.IOException;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.ParallelSlices;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.volume.Range;

/// Slices on a straight and even grid, made from slices that are not: scans linearly, labels and coded colours by the nearest.
///
/// What lies beyond the slices there are is the scan's padding; of CT without any, air (−1024 HU); else 0.
final class ResampledImage implements StoredImage {
    private static final double AIR_HU = -1024;

    private final StoredImage source;
    private final ImageHeader header;
    private final List<Blend> blends;
    private final boolean nearest;
    private final double beyond;

    /// @param source z fastest, then frames
    /// @param blends one for each slice of one frame, out of one frame of `source`
    ResampledImage(StoredImage source, Geometry geometry, List<Blend> blends) {
        this.source = source;
        this.blends = List.copyOf(blends);
        ImageHeader h = source.header();
        header = new ImageHeader(geometry, h.type(), h.channels(), h.interleaved(), h.frames(), h.slope(), h.intercept(), h.kind(), h.info(), h.table());
        nearest = h.kind() == ImageHeader.Kind.LABELS || source.asSeen() != source;
        double value = h.info().padding().map(Range::low).orElse(h.info().modality().equals("CT") ? AIR_HU : h.intercept());
        beyond = (value - h.intercept()) / h.slope();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public ImageHeader header() {
        return header;
    }

    @Override
    public StoredImage asSeen() {
        StoredImage seen = source.asSeen();
        return seen == source ? this : new ResampledImage(seen, header.geometry(), blends);
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        ParallelSlices.read(name(), from, to, header.sliceBytes(), 2 * source.header().sliceBytes(), Mixer::new, false, sink, progress);
    }

    @Override
    public void readUnordered(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        ParallelSlices.read(name(), from, to, header.sliceBytes(), 2 * source.header().sliceBytes(), Mixer::new, true, sink, progress);
    }

    /// Makes slices on one thread.
    private final class Mixer implements ParallelSlices.Maker {
        private final SampleType type = header.type();
        private final int channels = header.channels(), columns = source.header().size().x(), rows = source.header().size().y();
        private final byte[][] held = new byte[2][(int) source.header().sliceBytes()];
        private final int[] heldIndex = {-1, -1};

        @Override
        public void make(int index, byte[] out) throws IOException, FormatException {
            Blend blend = blends.get(index % blends.size());
            int first = index / blends.size() * source.header().size().z();
            byte[] below = slice(first + blend.below(), first + blend.above());
            if (blend.isExact() && out.length == below.length) {
                System.arraycopy(below, 0, out, 0, out.length);
                return;
            }
            byte[] above = slice(first + blend.above(), first + blend.below());
            double part = nearest ? Math.rint(blend.part()) : blend.part();
            for (int y = 0, o = 0; y < header.size().y(); y++) {
                for (int x = 0; x < header.size().x(); x++) {
                    for (int c = 0; c < channels; c++, o++) {
                        double value = part == 1 ? 0 : sample(below, x + blend.belowX(), y + blend.belowY(), c);
                        if (part > 0) value += part * (sample(above, x + blend.aboveX(), y + blend.aboveY(), c) - value);
                        type.put(out, o, value);
                    }
                }
            }
        }

        /// The samples of a slice of the source; those of slice `kept` stay at hand.
        private byte[] slice(int wanted, int kept) throws IOException, FormatException {
            for (int i = 0; i < 2; i++) if (heldIndex[i] == wanted) return held[i];
            int free = heldIndex[0] == kept ? 1 : 0;
            heldIndex[free] = -1; // while it is filled, and if that fails
            source.read(wanted, wanted + 1, (_, samples) -> System.arraycopy(samples, 0, held[free], 0, samples.length), Progress.NONE);
            heldIndex[free] = wanted;
            return held[free];
        }

        private double sample(byte[] slice, double x, double y, int channel) {
            if (x < -0.5 || y < -0.5 || x > columns - 0.5 || y > rows - 0.5) return channels == 1 ? beyond : 0;
            double heldX = Math.clamp(x, 0, columns - 1), heldY = Math.clamp(y, 0, rows - 1);
            if (nearest) return at(slice, (int) Math.rint(heldX), (int) Math.rint(heldY), channel);
            int left = (int) heldX, top = (int) heldY;
            double right = heldX - left, down = heldY - top, value = at(slice, left, top, channel);
            if (right > 0) value += right * (at(slice, left + 1, top, channel) - value);
            if (down == 0) return value;
            double lower = at(slice, left, top + 1, channel);
            if (right > 0) lower += right * (at(slice, left + 1, top + 1, channel) - lower);
            return value + down * (lower - value);
        }

        private double at(byte[] slice, int x, int y, int channel) {
            return type.value(slice, (y * columns + x) * channels + channel);
        }
    }
}
