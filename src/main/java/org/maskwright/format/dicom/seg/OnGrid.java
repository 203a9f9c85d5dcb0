package org.maskwright.format.dicom.seg;

import java.util.Arrays;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.label.Labels;

/// Frames that lie anywhere in the patient, put on the voxels of a given grid: also on one whose axes are in another order or
/// turned around, but never between voxels.
final class OnGrid {
    /// How to walk over the voxels of a grid along the pixels of a frame.
    ///
    /// @param first the voxel of the first pixel
    /// @param across and `down`: to the voxel of the next pixel in the row, in the column
    /// @param isOnVoxels whether each pixel is a voxel; else the walk means nothing
    @SuppressWarnings("ArrayRecordComponent")
    private record Walk(int[] first, int[] across, int[] down, boolean isOnVoxels) {
        static Walk of(Geometry grid, Frames.Place place, int columns, int rows) {
            Point origin = grid.toVoxel(place.position());
            Point right = grid.toVoxel(place.position().plus(place.across())).minus(origin), below = grid.toVoxel(place.position().plus(place.down())).minus(origin);
            int[] first = whole(origin), across = whole(right), down = whole(below);
            boolean near = staysNear(origin, first, 1) && staysNear(right, across, columns - 1) && staysNear(below, down, rows - 1);
            boolean steps = isStep(across) && isStep(down) && across[0] * down[0] + across[1] * down[1] + across[2] * down[2] == 0;
            return new Walk(first, across, down, near && steps);
        }

        private static int[] whole(Point voxels) {
            return new int[] {(int) Math.rint(voxels.x()), (int) Math.rint(voxels.y()), (int) Math.rint(voxels.z())};
        }

        /// Whether `times` of `voxels` stay near `times` of `whole`, and `whole` can be counted with.
        private static boolean staysNear(Point voxels, int[] whole, int times) {
            double[] values = {voxels.x(), voxels.y(), voxels.z()};
            for (int axis = 0; axis < 3; axis++)
                if (!(Math.abs(values[axis]) < 1 << 28) || Math.abs(values[axis] - whole[axis]) * Math.max(1, times) > FrameGrid.SLACK) return false;
            return true;
        }

        private static boolean isStep(int[] voxels) {
            return Math.abs(voxels[0]) + Math.abs(voxels[1]) + Math.abs(voxels[2]) == 1;
        }
    }

    private final String name;
    private final Geometry grid;
    private final short[] blank;
    private final short[][] slices;
    private long outside;

    /// @throws FormatException if labels of the whole grid would not fit into the free memory
    OnGrid(String name, Geometry grid) throws FormatException {
        Memory.require(name, 2 * grid.size().voxels());
        this.name = name;
        this.grid = grid;
        this.blank = new short[grid.size().sliceVoxels()];
        this.slices = new short[grid.size().z()][];
        Arrays.fill(slices, blank);
    }

    /// Whether the pixels of a frame are voxels of `grid`, or would be if it were larger.
    static boolean holds(Geometry grid, Frames.Place place, int columns, int rows) {
        return Walk.of(grid, place, columns, rows).isOnVoxels;
    }

    /// @param labels of the frame's pixels, row by row
    /// @param segment the label wherever `labels` is not 0; negative if `labels` are the labels themselves
    void put(Frames.Place place, short[] labels, int segment, int columns, int rows) throws FormatException {
        Walk walk = Walk.of(grid, place, columns, rows);
        if (!walk.isOnVoxels()) throw FormatException.of(name, "", "its frames do not lie on the voxels of this scan: they are finer, coarser, turned or shifted.",
                "Choose the scan that it was drawn on, or resample it onto this one first, for instance in 3D Slicer.");
        int[] first = walk.first, across = walk.across, down = walk.down;
        for (int r = 0, i = 0; r < rows; r++) {
            int x = first[0] + r * down[0], y = first[1] + r * down[1], z = first[2] + r * down[2];
            for (int c = 0; c < columns; c++, i++, x += across[0], y += across[1], z += across[2]) {
                if (labels[i] == 0) continue;
                if (!grid.size().contains(x, y, z)) outside++;
                else slice(z)[y * grid.size().x() + x] = segment < 0 ? labels[i] : (short) segment;
            }
        }
    }

    private short[] slice(int z) {
        if (slices[z] == blank) slices[z] = new short[blank.length];
        return slices[z];
    }

    /// @throws FormatException if something of a segment lay outside
    Labels labels() throws FormatException {
        if (outside > 0) throw FormatException.of(name, "", outside + (outside == 1 ? " voxel" : " voxels") + " of its segments lie outside this scan.", "Choose the scan that it was drawn on.");
        return Labels.adopting(grid, slices);
    }
}
