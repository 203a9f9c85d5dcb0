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
    private final String name;
    private final Geometry grid;
    private final short[] blank;
    private final short[][] slices;
    private long outside;

    OnGrid(String name, Geometry grid) {
        this.name = name;
        this.grid = grid;
        this.blank = new short[grid.size().sliceVoxels()];
        this.slices = new short[grid.size().z()][];
        Arrays.fill(slices, blank);
    }

    /// @param labels of the frame's pixels, row by row
    /// @param segment the label wherever `labels` is not 0; negative if `labels` are the labels themselves
    void put(Frames.Place place, short[] labels, int segment, int columns, int rows) throws FormatException {
        Point origin = grid.toVoxel(place.position());
        int[] first = whole(origin, 1), across = whole(grid.toVoxel(place.position().plus(place.across())).minus(origin), columns - 1),
                down = whole(grid.toVoxel(place.position().plus(place.down())).minus(origin), rows - 1);
        if (!isStep(across) || !isStep(down) || across[0] * down[0] + across[1] * down[1] + across[2] * down[2] != 0) throw between();
        for (int r = 0, i = 0; r < rows; r++) {
            int x = first[0] + r * down[0], y = first[1] + r * down[1], z = first[2] + r * down[2];
            for (int c = 0; c < columns; c++, i++, x += across[0], y += across[1], z += across[2]) {
                if (labels[i] == 0) continue;
                if (!grid.size().contains(x, y, z)) outside++;
                else slice(z)[y * grid.size().x() + x] = segment < 0 ? labels[i] : (short) segment;
            }
        }
    }

    private short[] slice(int z) throws FormatException {
        if (slices[z] == blank) {
            Memory.require(name, 2L * blank.length);
            slices[z] = new short[blank.length];
        }
        return slices[z];
    }

    /// The whole numbers that `voxels` are meant to be, so near that `times` of them go astray by less than [FrameGrid#SLACK].
    private int[] whole(Point voxels, int times) throws FormatException {
        double[] values = {voxels.x(), voxels.y(), voxels.z()};
        int[] whole = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            if (!(Math.abs(values[axis]) < 1 << 28)) throw between();
            whole[axis] = (int) Math.rint(values[axis]);
            if (Math.abs(values[axis] - whole[axis]) * Math.max(1, times) > FrameGrid.SLACK) throw between();
        }
        return whole;
    }

    private static boolean isStep(int[] voxels) {
        return Math.abs(voxels[0]) + Math.abs(voxels[1]) + Math.abs(voxels[2]) == 1;
    }

    private FormatException between() {
        return FormatException.of(name, "", "its frames do not lie on the voxels of this scan: they are finer, coarser, turned or shifted.",
                "Choose the scan that it was drawn on, or resample it onto this one first, for instance in 3D Slicer.");
    }

    /// @throws FormatException if something of a segment lay outside
    Labels labels() throws FormatException {
        if (outside > 0) throw FormatException.of(name, "", outside + (outside == 1 ? " voxel" : " voxels") + " of its segments lie outside this scan.", "Choose the scan that it was drawn on.");
        return Labels.adopting(grid, slices);
    }
}
