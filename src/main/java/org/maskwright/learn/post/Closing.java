package org.maskwright.learn.post;

import java.util.Locale;
import org.maskwright.algorithm.surface.DistanceMap;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// Closes gaps and notches that a ball of this radius does not fit into: grown by the radius, then shrunk by it, with exact
/// Euclidean distances between voxel centres. Never takes a voxel away.
public record Closing(double radiusMm) implements Step {
    public Closing {
        if (!(radiusMm > 0) || !Double.isFinite(radiusMm)) throw new IllegalArgumentException("a radius is above 0 mm, got " + radiusMm);
    }

    @Override
    public String id() {
        return "closing";
    }

    @Override
    public String words() {
        return String.format(Locale.ROOT, "closed by %s mm", Lengths.text(radiusMm));
    }

    @Override
    public Mask apply(Mask mask, Geometry grid) {
        if (mask.isEmpty()) return mask;
        Point spacing = grid.spacingMm();
        // One voxel more than is reached: the outside must be there to be measured to, also beyond the edge of the grid.
        Box around = Lengths.grown(mask.box(), radiusMm, spacing, 1);
        DistanceMap toMask = DistanceMap.to(mask, around, spacing);
        Mask outside = where(around, (x, y, z) -> toMask.mm(x, y, z) > radiusMm);
        DistanceMap toOutside = DistanceMap.to(outside, around, spacing);
        return where(mask.box(), (x, y, z) -> mask.contains(x, y, z) || toOutside.mm(x, y, z) > radiusMm);
    }

    private interface Question {
        boolean at(int x, int y, int z);
    }

    private static Mask where(Box box, Question question) {
        return Mask.of(box, out -> {
            for (int z = box.z0(); z < box.z1(); z++) {
                for (int y = box.y0(); y < box.y1(); y++) {
                    for (int x = box.x0(); x < box.x1(); x++) {
                        if (question.at(x, y, z)) out.set(x, y, z);
                    }
                }
            }
        });
    }
}
