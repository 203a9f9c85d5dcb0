package org.maskwright.label;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;

/// A label map that never changes: one unsigned 16-bit label a voxel, 0 for background. Any thread may read it.
///
/// A snapshot of a [LabelVolume] shares its slices with it until they are written to, so taking one costs nothing.
public final class Labels {
    /// The largest label value.
    public static final int MAX = 65_535;

    private final Geometry geometry;
    private final short[] @Nullable [] slices; // an absent slice is all background

    Labels(Geometry geometry, short[] @Nullable [] slices) {
        this.geometry = geometry;
        this.slices = slices;
    }

    public static Labels empty(Geometry geometry) {
        return new Labels(geometry, new short[geometry.size().z()] @Nullable []);
    }

    /// A label map that takes over `slices` (one array of `size.x · size.y` labels, x fastest, for each z, read as unsigned):
    /// the caller must not touch them any more.
    public static Labels adopting(Geometry geometry, short[][] slices) {
        Size size = geometry.size();
        if (slices.length != size.z()) throw new IllegalArgumentException(size.z() + " slices are needed, got " + slices.length);
        short[][] kept = new short[slices.length] @Nullable [];
        for (int z = 0; z < slices.length; z++) {
            if (slices[z].length != size.sliceVoxels())
                throw new IllegalArgumentException("a slice needs " + size.sliceVoxels() + " labels, got " + slices[z].length);
            if (!isBackground(slices[z])) kept[z] = slices[z];
        }
        return new Labels(geometry, kept);
    }

    /// A label map with `label` in the voxels of `mask`, background elsewhere.
    public static Labels of(Geometry geometry, Mask mask, int label) {
        LabelVolume volume = new LabelVolume(geometry);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        edit.fill(mask, label);
        edit.commit("Labels");
        return volume.snapshot();
    }

    private static boolean isBackground(short[] slice) {
        // each equals the one before, asked many at a time
        return slice.length == 0 || slice[0] == 0 && Arrays.equals(slice, 0, slice.length - 1, slice, 1, slice.length);
    }

    public Geometry geometry() {
        return geometry;
    }

    /// The label of a voxel, 0 to 65535.
    public int at(int x, int y, int z) {
        short[] slice = slices[z];
        return slice == null ? 0 : Short.toUnsignedInt(slice[y * geometry.size().x() + x]);
    }

    /// Whether slice `z` holds background alone *because it was never painted*: quick, and never wrong when true.
    public boolean isUntouched(int z) {
        return slices[z] == null;
    }

    /// Whether slice `z` is the very same array in both maps, so that no voxel can differ.
    public boolean sharesSlice(Labels other, int z) {
        return slices[z] == other.slices[z];
    }

    /// Copies the labels of slice `z` into `out`, x fastest.
    public void copySlice(int z, short[] out) {
        short[] slice = slices[z];
        if (slice == null) Arrays.fill(out, 0, geometry.size().sliceVoxels(), (short) 0);
        else System.arraycopy(slice, 0, out, 0, slice.length);
    }

    /// Copies the labels of one picture into `out`, row by row: `axes.width() · axes.height()` of them.
    public void copyPlane(SliceAxes axes, int slice, short[] out) {
        axes.forEachLine(slice, (z, from, step, to, toStep, count) -> {
            short[] source = slices[z];
            if (source == null) {
                if (toStep == 1) Arrays.fill(out, to, to + count, (short) 0);
                else for (int k = 0, o = to; k < count; k++, o += toStep) out[o] = 0;
            } else if (step == 1 && toStep == 1) {
                System.arraycopy(source, from, out, to, count);
            } else {
                for (int k = 0, i = from, o = to; k < count; k++, i += step, o += toStep) out[o] = source[i];
            }
        });
    }

    /// The voxels of `label` within `box`.
    public Mask mask(int label, Box box) {
        Box inside = box.intersect(geometry.size().box());
        short wanted = (short) label;
        int nx = geometry.size().x();
        return Mask.of(inside, b -> {
            for (int z = inside.z0(); z < inside.z1(); z++) {
                short[] slice = slices[z];
                if (slice == null && wanted != 0) continue;
                for (int y = inside.y0(); y < inside.y1(); y++) {
                    if (slice == null) {
                        b.run(y, z, inside.x0(), inside.x1());
                        continue;
                    }
                    for (int x = inside.x0(); x < inside.x1(); x++) {
                        if (slice[y * nx + x] != wanted) continue;
                        int start = x;
                        while (x < inside.x1() && slice[y * nx + x] == wanted) x++;
                        b.run(y, z, start, x);
                    }
                }
            }
        });
    }

    /// The voxels of `label`.
    public Mask mask(int label) {
        return mask(label, geometry.size().box());
    }

    /// How many voxels each label has, background left out, by rising label.
    public TreeMap<Integer, Long> counts() {
        long[] counts = new long[MAX + 1];
        for (short[] slice : slices) {
            if (slice == null) continue;
            for (short s : slice) counts[s & 0xFFFF]++;
        }
        TreeMap<Integer, Long> found = new TreeMap<>();
        for (int label = 1; label <= MAX; label++) if (counts[label] > 0) found.put(label, counts[label]);
        return found;
    }

    /// The smallest box that holds each label, background left out, by rising label.
    public TreeMap<Integer, Box> boxes() {
        TreeMap<Integer, int[]> found = new TreeMap<>(); // x0 y0 z0 x1 y1 z1
        int nx = geometry.size().x();
        for (int z = 0; z < slices.length; z++) {
            short[] slice = slices[z];
            if (slice == null) continue;
            for (int i = 0; i < slice.length; i++) {
                short label = slice[i];
                if (label == 0) continue;
                int start = i, row = i / nx, end = (row + 1) * nx;
                while (i + 1 < end && slice[i + 1] == label) i++;
                int[] box = found.computeIfAbsent(label & 0xFFFF, _ -> new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0});
                box[0] = Math.min(box[0], start - row * nx);
                box[1] = Math.min(box[1], row);
                box[2] = Math.min(box[2], z);
                box[3] = Math.max(box[3], i - row * nx + 1);
                box[4] = Math.max(box[4], row + 1);
                box[5] = z + 1;
            }
        }
        TreeMap<Integer, Box> boxes = new TreeMap<>();
        found.forEach((label, b) -> boxes.put(label, new Box(b[0], b[1], b[2], b[3], b[4], b[5])));
        return boxes;
    }

    /// The same labels on another description of the grid, as when a file's header is mended.
    ///
    /// @throws IllegalArgumentException if the sizes differ
    public Labels on(Geometry other) {
        if (!other.size().equals(geometry.size())) throw new IllegalArgumentException("labels of " + geometry.size() + " do not fit a grid of " + other.size());
        return new Labels(other, slices);
    }

    /// Whether every voxel holds the same label; the grids' place in the patient plays no part.
    public boolean sameVoxels(Labels other) {
        if (!geometry.size().equals(other.geometry.size())) return false;
        short[] background = new short[0];
        for (int z = 0; z < slices.length; z++) {
            short[] a = slices[z], b = other.slices[z];
            if (a == b) continue;
            if (a != null && b != null) {
                if (!Arrays.equals(a, b)) return false;
            } else if (!isBackground(a != null ? a : b != null ? b : background)) {
                return false;
            }
        }
        return true;
    }

    short @Nullable [] slice(int z) {
        return slices[z];
    }

    short[] @Nullable [] sharedSlices() {
        return slices.clone();
    }
}
