package org.maskwright.learn.image;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// The grid on which a network sees a case: the case's own box, with the model's spacing, and its axes in the model's order
/// (left, back, head) whichever way the scanner laid them down.
///
/// Oblique scans stay oblique: axes are exchanged and turned round, never rotated, so that the way back is exact.
public final class NetworkGrid {
    private final Geometry source;
    /// For network axis x, y, z: which voxel axis of the source it is, and whether it is turned round.
    private final int[] axis = new int[3];
    private final boolean[] flipped = new boolean[3];
    private final Size size;
    /// The network's size in the order of the source's axes.
    private final Size sizeInSource;

    private NetworkGrid(Geometry source, Point spacingMm) {
        this.source = source;
        SliceAxes axes = source.axes(Plane.AXIAL);
        axis[0] = axes.across();
        axis[1] = axes.down();
        axis[2] = axes.normal();
        flipped[0] = axes.acrossFlipped();
        flipped[1] = axes.downFlipped();
        flipped[2] = axes.normalFlipped();
        int[] counts = new int[3];
        int[] inSource = new int[3];
        for (int i = 0; i < 3; i++) {
            double own = source.spacingMm().along(axis[i]);
            double wanted = spacingMm.along(i) == 0 ? own : spacingMm.along(i);
            counts[i] = (int) Math.max(1, Math.round(source.size().along(axis[i]) * own / wanted));
            inSource[axis[i]] = counts[i];
        }
        size = new Size(counts[0], counts[1], counts[2]);
        sizeInSource = new Size(inSource[0], inSource[1], inSource[2]);
    }

    /// @param spacingMm along the patient's left, back and head axis; 0 keeps the source's own
    public static NetworkGrid of(Geometry source, Point spacingMm) {
        return new NetworkGrid(source, spacingMm);
    }

    /// The spacing of `source` in the network's order of axes.
    public static Point spacingMm(Geometry source) {
        SliceAxes axes = source.axes(Plane.AXIAL);
        Point own = source.spacingMm();
        return new Point(own.along(axes.across()), own.along(axes.down()), own.along(axes.normal()));
    }

    /// The size of `source` in the network's order of axes.
    public static Size size(Geometry source) {
        SliceAxes axes = source.axes(Plane.AXIAL);
        Size own = source.size();
        return new Size(own.along(axes.across()), own.along(axes.down()), own.along(axes.normal()));
    }

    public Geometry source() {
        return source;
    }

    public Size size() {
        return size;
    }

    /// The volume's values on this grid; voxels that were not measured, which hold no number or padding, count as its least value.
    public Block image(Volume volume) {
        requireSource(volume.geometry());
        Size own = source.size();
        float fallback = (float) volume.range().low();
        return new Block(size, toNetwork(shrink((z, slice) -> {
            volume.copySlice(z, slice);
            for (int i = 0; i < own.sliceVoxels(); i++) {
                if (!volume.info().isMeasured(slice[i])) slice[i] = fallback;
            }
        })));
    }

    /// The class of each voxel of this grid: where grids differ, the class that covers most of it.
    public short[] classes(Labels labels, Classes classes) {
        requireSource(labels.geometry());
        Size own = source.size();
        short[] raw = new short[own.sliceVoxels()];
        short[] best = new short[Math.toIntExact(size.voxels())];
        float[] most = new float[best.length];
        for (int c = 0; c < classes.count(); c++) {
            int wanted = classes.labelOf(c);
            float[] share = toNetwork(shrink((z, slice) -> {
                labels.copySlice(z, raw);
                for (int i = 0; i < raw.length; i++) slice[i] = Short.toUnsignedInt(raw[i]) == wanted ? 1 : 0;
            }));
            for (int i = 0; i < best.length; i++) {
                if (share[i] > most[i]) {
                    most[i] = share[i];
                    best[i] = (short) c;
                }
            }
        }
        return best;
    }

    /// Labels on the source's own grid: each voxel gets the class of the highest interpolated probability.
    ///
    /// @param probabilities `[class][z][y][x]` on this grid
    /// @param each told of every finished slice, to report progress
    public Labels labels(float[][] probabilities, Classes classes, java.util.function.IntConsumer each) {
        float[][] coarse = new float[probabilities.length][];
        for (int c = 0; c < coarse.length; c++) coarse[c] = toSource(probabilities[c]);
        Size own = source.size();
        var upX = new AxisTaps(sizeInSource.x(), own.x());
        var upY = new AxisTaps(sizeInSource.y(), own.y());
        var upZ = new AxisTaps(sizeInSource.z(), own.z());
        short[][] slices = new short[own.z()][];
        for (int z = 0; z < own.z(); z++) {
            short[] out = new short[own.sliceVoxels()];
            float[] most = new float[out.length];
            for (int c = 0; c < coarse.length; c++) {
                float[] slice = between(coarse[c], upZ, z);
                spread(slice, upX, upY, 1f / coarse.length, (short) classes.labelOf(c), most, out);
            }
            slices[z] = out;
            each.accept(z);
        }
        return Labels.adopting(source, slices);
    }

    /// One class's values on the source's own grid, worked out a slice at a time.
    public final class OnSource {
        private final float[] stack;
        private final AxisTaps upX = new AxisTaps(sizeInSource.x(), source.size().x());
        private final AxisTaps upY = new AxisTaps(sizeInSource.y(), source.size().y());
        private final AxisTaps upZ = new AxisTaps(sizeInSource.z(), source.size().z());

        private OnSource(float[] stack) {
            this.stack = stack;
        }

        /// Adds slice `z`, `times` over, to `out`, x fastest.
        public void add(int z, float times, float[] out) {
            float[] slice = between(stack, upZ, z);
            float[] row = new float[upX.oldCount()];
            for (int y = 0; y < upY.newCount(); y++) {
                upY.line(slice, y, row);
                for (int x = 0; x < upX.newCount(); x++) out[y * upX.newCount() + x] += times * upX.at(row, x);
            }
        }
    }

    /// @param inNetwork values on this grid, `[z][y][x]`
    public OnSource onSource(float[] inNetwork) {
        return new OnSource(toSource(inNetwork));
    }

    /// Values of another grid of the same source, interpolated to this one.
    public float[] from(NetworkGrid other, float[] inOther) {
        other.requireSource(source);
        Size old = other.sizeInSource;
        float[] x = new AxisTaps(old.x(), sizeInSource.x()).apply(other.toSource(inOther), old.y() * old.z(), 1);
        float[] y = new AxisTaps(old.y(), sizeInSource.y()).apply(x, old.z(), sizeInSource.x());
        return toNetwork(new AxisTaps(old.z(), sizeInSource.z()).apply(y, 1, sizeInSource.sliceVoxels()));
    }

    private float[] between(float[] stack, AxisTaps upZ, int z) {
        float[] slice = new float[sizeInSource.sliceVoxels()];
        float[] taps = upZ.weights(z);
        for (int t = 0; t < taps.length; t++) {
            int from = (upZ.first(z) + t) * slice.length;
            for (int i = 0; i < slice.length; i++) slice[i] += taps[t] * stack[from + i];
        }
        return slice;
    }

    /// Enlarges one class's slice and gives `label` to the voxels where it is likelier than `most`. A class less likely than
    /// `least`, one in n, can win nowhere, so rows and their ends below it are passed over: most of the slice for most classes.
    private static void spread(float[] slice, AxisTaps upX, AxisTaps upY, float least, short label, float[] most, short[] out) {
        float[] row = new float[upX.oldCount()];
        for (int y = 0; y < upY.newCount(); y++) {
            upY.line(slice, y, row);
            int first = 0;
            int last = row.length - 1;
            while (first <= last && row[first] < least) first++;
            while (last > first && row[last] < least) last--;
            if (first > last) continue;
            int end = Math.min(upX.newCount(), upX.lastTouching(last) + 1);
            for (int x = upX.firstTouching(first); x < end; x++) {
                float value = upX.at(row, x);
                int i = y * upX.newCount() + x;
                if (value > most[i]) {
                    most[i] = value;
                    out[i] = label;
                }
            }
        }
    }

    /// Fills a slice of the source, x fastest.
    private interface SliceSource {
        void read(int z, float[] slice);
    }

    /// The source's values with the network's number of voxels, still in the source's order of axes.
    private float[] shrink(SliceSource values) {
        Size own = source.size();
        var downX = new AxisTaps(own.x(), sizeInSource.x());
        var downY = new AxisTaps(own.y(), sizeInSource.y());
        var downZ = new AxisTaps(own.z(), sizeInSource.z());
        int small = sizeInSource.sliceVoxels();
        float[] stack = new float[Math.multiplyExact(small, own.z())];
        float[] slice = new float[own.sliceVoxels()];
        for (int z = 0; z < own.z(); z++) {
            values.read(z, slice);
            float[] shrunk = downY.apply(downX.apply(slice, own.y(), 1), 1, sizeInSource.x());
            System.arraycopy(shrunk, 0, stack, z * small, small);
        }
        return downZ.apply(stack, 1, small);
    }

    private float[] toNetwork(float[] inSource) {
        float[] out = new float[inSource.length];
        forEachVoxel((network, own) -> out[network] = inSource[own]);
        return out;
    }

    private float[] toSource(float[] inNetwork) {
        float[] out = new float[inNetwork.length];
        forEachVoxel((network, own) -> out[own] = inNetwork[network]);
        return out;
    }

    /// The size of this grid in the order of the source's axes.
    public Size sizeInSource() {
        return sizeInSource;
    }

    /// The same values in the order of the source's axes, `[z][y][x]`.
    public float[] inSource(float[] inNetwork) {
        return toSource(inNetwork);
    }

    private interface Pairing {
        void pair(int network, int own);
    }

    private void forEachVoxel(Pairing pairing) {
        int[] strideOfSource = {1, sizeInSource.x(), sizeInSource.x() * sizeInSource.y()};
        int[] step = new int[3];
        int start = 0;
        for (int i = 0; i < 3; i++) {
            int stride = strideOfSource[axis[i]];
            step[i] = flipped[i] ? -stride : stride;
            if (flipped[i]) start += (size.along(i) - 1) * stride;
        }
        int network = 0;
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                int own = start + z * step[2] + y * step[1];
                for (int x = 0; x < size.x(); x++, own += step[0]) pairing.pair(network++, own);
            }
        }
    }

    private void requireSource(Geometry geometry) {
        if (!geometry.size().equals(source.size())) {
            throw new IllegalArgumentException("this grid was made for " + source.size() + " voxels, got " + geometry.size());
        }
    }
}
