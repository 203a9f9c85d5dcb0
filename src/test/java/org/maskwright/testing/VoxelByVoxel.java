package org.maskwright.testing;

import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.volume.Volume;

/// Whether two scans hold the same values at the same places in the patient, however their grids count their voxels.
public final class VoxelByVoxel {
    /// What [#difference] says of two that are the same.
    public static final String SAME = "each voxel where the reference has it";
    private static final double PLACE_VOXELS = 2e-3, VALUE = 1e-6;

    private VoxelByVoxel() {}

    /// The first voxel of `ours` that `reference` has not, with the same value, at the same place; [#SAME] if there is none.
    public static String difference(Volume ours, Volume reference) {
        Size size = ours.geometry().size();
        if (size.voxels() != reference.geometry().size().voxels()) return size + " voxels against " + reference.geometry().size();
        Affine toReference = reference.geometry().toPatient().inverse().after(ours.geometry().toPatient());
        double tolerance = VALUE * Math.max(1, Math.max(Math.abs(reference.range().low()), Math.abs(reference.range().high())));
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    Point p = toReference.apply(x, y, z);
                    int i = (int) Math.rint(p.x()), j = (int) Math.rint(p.y()), k = (int) Math.rint(p.z());
                    if (Math.abs(p.x() - i) + Math.abs(p.y() - j) + Math.abs(p.z() - k) > PLACE_VOXELS || !(Math.abs(reference.value(i, j, k) - ours.value(x, y, z)) <= tolerance))
                        return "voxel (" + x + ", " + y + ", " + z + ") of value " + ours.value(x, y, z) + " is at " + p + " of the reference";
                }
            }
        }
        return SAME;
    }
}
