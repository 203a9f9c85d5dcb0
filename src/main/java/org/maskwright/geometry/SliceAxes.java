package org.maskwright.geometry;

/// How a grid's slice is laid on a picture: which voxel axis runs across, down and into it, and whether it is turned round.
///
/// A picture is one slice of the grid itself, never resampled between voxels: an oblique grid is shown in its own planes,
/// each under the name of the patient plane it is nearest to.
///
/// @param across voxel axis (0 x, 1 y, 2 z) that runs rightward on the picture
/// @param acrossFlipped whether the voxel index falls to the right
/// @param down voxel axis that runs downward
/// @param downFlipped whether the voxel index falls downward
/// @param normal voxel axis that is fixed in one picture: the slice
/// @param normalFlipped whether the voxel index falls in the plane's [Plane#normal()] direction
public record SliceAxes(Size size, int across, boolean acrossFlipped, int down, boolean downFlipped, int normal, boolean normalFlipped) {
    public SliceAxes {
        if (across == down || across == normal || down == normal || across + down + normal != 3)
            throw new IllegalArgumentException("each voxel axis is needed once, got " + across + ", " + down + ", " + normal);
    }

    public int width() {
        return size.along(across);
    }

    public int height() {
        return size.along(down);
    }

    public int slices() {
        return size.along(normal);
    }

    /// The voxel coordinate, along axis 0, 1 or 2, of picture position (`u`, `v`) in slice `slice` (a voxel index along
    /// [#normal()]). Works on positions between voxels too; the centre of picture pixel (0, 0) is position (0, 0).
    public double voxel(int axis, double u, double v, double slice) {
        if (axis == across) return acrossFlipped ? width() - 1 - u : u;
        if (axis == down) return downFlipped ? height() - 1 - v : v;
        return slice;
    }

    public Point voxel(double u, double v, double slice) {
        return new Point(voxel(0, u, v, slice), voxel(1, u, v, slice), voxel(2, u, v, slice));
    }

    /// The picture column of a voxel position.
    public double u(Point voxel) {
        double i = voxel.along(across);
        return acrossFlipped ? width() - 1 - i : i;
    }

    /// The picture row of a voxel position.
    public double v(Point voxel) {
        double i = voxel.along(down);
        return downFlipped ? height() - 1 - i : i;
    }

    /// The part of the picture that a box of voxels covers, as a box with z from 0 to 1; empty if it misses slice `slice`.
    public Box onPicture(Box box, int slice) {
        int[] from = {box.x0(), box.y0(), box.z0()}, to = {box.x1(), box.y1(), box.z1()};
        if (box.isEmpty() || slice < from[normal] || slice >= to[normal]) return Box.EMPTY;
        int u0 = acrossFlipped ? width() - to[across] : from[across], u1 = acrossFlipped ? width() - from[across] : to[across];
        int v0 = downFlipped ? height() - to[down] : from[down], v1 = downFlipped ? height() - from[down] : to[down];
        return new Box(u0, v0, 0, u1, v1, 1);
    }

    /// Told of one line of a picture: `count` voxels in the array of slice `z`, the first at index `from`, the next `step`
    /// further; they belong at `to`, `to + toStep` … of the picture (row by row, [#width()] a row).
    @FunctionalInterface
    public interface LineVisitor {
        void line(int z, int from, int step, int to, int toStep, int count);
    }

    /// Walks one picture line by line, each line inside one of the grid's slice arrays (x fastest, one array a z), so that
    /// a copy needs no index arithmetic of its own.
    public void forEachLine(int slice, LineVisitor visitor) {
        if (slice < 0 || slice >= slices()) throw new IndexOutOfBoundsException("slice " + slice + " of " + slices());
        int nx = size.x(), width = width(), height = height();
        if (normal == 2) {
            int stepU = across == 0 ? 1 : nx, stepV = down == 0 ? 1 : nx;
            for (int v = 0; v < height; v++) {
                int row = (downFlipped ? height - 1 - v : v) * stepV;
                visitor.line(slice, row + (acrossFlipped ? (width - 1) * stepU : 0), acrossFlipped ? -stepU : stepU, v * width, 1, width);
            }
            return;
        }
        boolean zAcross = across == 2;
        int step = normal == 1 ? 1 : nx, start = normal == 1 ? slice * nx : slice;
        int count = zAcross ? height : width;
        boolean lineFlipped = zAcross ? downFlipped : acrossFlipped, zFlipped = zAcross ? acrossFlipped : downFlipped;
        for (int z = 0; z < size.z(); z++) {
            int at = zFlipped ? size.z() - 1 - z : z;
            visitor.line(z, lineFlipped ? start + (count - 1) * step : start, lineFlipped ? -step : step, zAcross ? at : at * width, zAcross ? width : 1, count);
        }
    }
}
