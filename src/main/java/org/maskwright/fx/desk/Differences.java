package org.maskwright.fx.desk;

import java.util.Optional;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;

/// Where labels and proposal differ, slice by slice.
final class Differences {
    private Differences() {}

    /// The middle of what differs in the next slice that differs, going on from `z` in `direction` and round the end.
    static Optional<Point> next(Labels labels, Labels proposal, int z, int direction) {
        Size size = labels.geometry().size();
        short[] a = new short[size.sliceVoxels()], b = new short[size.sliceVoxels()];
        for (int step = 1; step <= size.z(); step++) {
            int at = Math.floorMod(z + direction * step, size.z());
            if (labels.isUntouched(at) && proposal.isUntouched(at) || labels.sharesSlice(proposal, at)) continue;
            labels.copySlice(at, a);
            proposal.copySlice(at, b);
            long n = 0, x = 0, y = 0;
            for (int i = 0; i < a.length; i++) {
                if (a[i] == b[i]) continue;
                n++;
                x += i % size.x();
                y += i / size.x();
            }
            if (n > 0) return Optional.of(new Point(Math.rint((double) x / n), Math.rint((double) y / n), at));
        }
        return Optional.empty();
    }
}
