package org.maskwright.geometry;

/// A voxel grid in the patient: its size, and the map from voxel indices to patient millimetres in LPS+ (x to the left,
/// y to the back, z to the head). The index (0, 0, 0) is the *centre* of the first voxel.
///
/// Files that think in RAS+ (NIfTI) are turned at their own door.
public record Geometry(Size size, Affine toPatient) {
    public Geometry {
        for (int axis = 0; axis < 3; axis++)
            if (!(toPatient.column(axis).length() > 0)) throw new IllegalArgumentException("spacing along axis " + axis + " must be above 0");
        toPatient.inverse(); // refuses axes in one plane
    }

    /// An upright grid: voxel x to the patient's left, y to the back, z to the head, first voxel at the patient origin.
    public static Geometry upright(int x, int y, int z, double spacingXMm, double spacingYMm, double spacingZMm) {
        return new Geometry(new Size(x, y, z), Affine.scaling(spacingXMm, spacingYMm, spacingZMm));
    }

    /// Millimetres between voxel centres along x, y, z.
    public Point spacingMm() {
        return new Point(toPatient.column(0).length(), toPatient.column(1).length(), toPatient.column(2).length());
    }

    public double voxelMm3() {
        return Math.abs(toPatient.determinant());
    }

    public Point toPatient(double x, double y, double z) {
        return toPatient.apply(x, y, z);
    }

    public Point toVoxel(Point patientMm) {
        return toPatient.inverse().apply(patientMm);
    }

    /// Whether `other` is the same grid: equal size, and no corner further than `toleranceMm` apart.
    public boolean sameGrid(Geometry other, double toleranceMm) {
        if (!size.equals(other.size)) return false;
        for (int corner = 0; corner < 8; corner++) {
            double x = (corner & 1) * (size.x() - 1), y = (corner >> 1 & 1) * (size.y() - 1), z = (corner >> 2) * (size.z() - 1);
            if (toPatient(x, y, z).distanceTo(other.toPatient(x, y, z)) > toleranceMm) return false;
        }
        return true;
    }

    /// How this grid's slices are hung in `plane`: each voxel axis is taken for the patient axis it is nearest to.
    ///
    /// Of the six ways to name the three axes, the one with the largest sum of |cosines| wins, so that an oblique grid
    /// near 45° still gets three different axes.
    public SliceAxes axes(Plane plane) {
        double[][] cosine = new double[3][3]; // [voxel axis][patient axis]
        for (int voxelAxis = 0; voxelAxis < 3; voxelAxis++) {
            Point step = toPatient.column(voxelAxis);
            for (int patientAxis = 0; patientAxis < 3; patientAxis++) cosine[voxelAxis][patientAxis] = step.along(patientAxis) / step.length();
        }
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        int[] best = orders[0]; // best[patient axis] = voxel axis
        double bestSum = -1;
        for (int[] order : orders) {
            double sum = 0;
            for (int patientAxis = 0; patientAxis < 3; patientAxis++) sum += Math.abs(cosine[order[patientAxis]][patientAxis]);
            if (sum > bestSum + 1e-9) {
                bestSum = sum;
                best = order;
            }
        }
        int across = best[main(plane.across())], down = best[main(plane.down())], normal = best[main(plane.normal())];
        return new SliceAxes(size, across, against(across, plane.across()), down, against(down, plane.down()), normal, against(normal, plane.normal()));
    }

    private static int main(Point direction) {
        return direction.x() != 0 ? 0 : direction.y() != 0 ? 1 : 2;
    }

    private boolean against(int voxelAxis, Point direction) {
        return toPatient.column(voxelAxis).dot(direction) < 0;
    }

    /// The patient letters towards which voxel axes x, y, z count up, such as `LPS`; of an oblique axis the nearest.
    public String orientation() {
        SliceAxes axial = axes(Plane.AXIAL);
        char[] letters = new char[3];
        letters[axial.across()] = axial.acrossFlipped() ? 'R' : 'L';
        letters[axial.down()] = axial.downFlipped() ? 'A' : 'P';
        letters[axial.normal()] = axial.normalFlipped() ? 'I' : 'S';
        return new String(letters);
    }

    /// This grid with another number of voxels over the same extent: the outer faces of the box stay where they are.
    public Geometry resampled(Size newSize) {
        double fx = (double) size.x() / newSize.x(), fy = (double) size.y() / newSize.y(), fz = (double) size.z() / newSize.z();
        // voxel i of the new grid has its centre at (i + ½)·f − ½ of the old one
        Affine toOld = new Affine(fx, 0, 0, fx / 2 - 0.5, 0, fy, 0, fy / 2 - 0.5, 0, 0, fz, fz / 2 - 0.5);
        return new Geometry(newSize, toPatient.after(toOld));
    }
}
