package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Optional;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// Whether the scan holds a picture: no voxel without a number, and more than one value.
final class ImageCheck implements Check.OfScan {
    @Override
    public String id() {
        return "image";
    }

    @Override
    public String title() {
        return "Scans without a usable picture";
    }

    @Override
    public List<Finding> look(CheckedCase one) {
        Size size = one.volume().geometry().size();
        float[] slice = new float[size.sliceVoxels()];
        long bad = 0;
        int first = -1, firstSlice = 0;
        double least = Double.POSITIVE_INFINITY, greatest = Double.NEGATIVE_INFINITY;
        for (int z = 0; z < size.z(); z++) {
            one.volume().copySlice(z, slice);
            for (int i = 0; i < slice.length; i++) {
                if (Float.isFinite(slice[i])) {
                    least = Math.min(least, slice[i]);
                    greatest = Math.max(greatest, slice[i]);
                } else if (bad++ == 0) {
                    first = i;
                    firstSlice = z;
                }
            }
        }
        if (bad > 0) {
            Point at = new Point(first % size.x(), first / size.x(), firstSlice);
            return List.of(Finding.at(id(), Severity.BLOCKS, one, 0, at, "The scan holds no number in " + Words.count(bad, "voxel", "voxels") + ", the first at " + Words.at(at)
                    + "; training would break on it. Mend the scan, or leave the case out.", new Fix.LeaveOut(one.id())));
        }
        if (greatest > least) return List.of();
        return List.of(new Finding(id(), Severity.BLOCKS, one.id(), 0, Optional.empty(), "Every voxel of the scan has the value " + least
                + ": there is no picture. Put the right scan in its place, or leave the case out.", Optional.of(new Fix.LeaveOut(one.id()))));
    }
}
