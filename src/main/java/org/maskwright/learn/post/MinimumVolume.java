package org.maskwright.learn.post;

import java.util.Locale;
import org.maskwright.algorithm.Components;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;

/// Takes away pieces of less than so many mm³, also if none is left. Pieces are connected by faces.
public record MinimumVolume(double mm3) implements Step {
    public MinimumVolume {
        if (!(mm3 > 0) || !Double.isFinite(mm3)) throw new IllegalArgumentException("a least volume is above 0 mm³, got " + mm3);
    }

    @Override
    public String id() {
        return "minimum-volume";
    }

    @Override
    public String words() {
        return String.format(Locale.ROOT, "no piece under %s mm³", Lengths.text(mm3));
    }

    @Override
    public Mask apply(Mask mask, Geometry grid) {
        double voxels = mm3 / grid.voxelMm3();
        Components pieces = Components.of(mask, Components.Neighbours.FACES);
        return pieces.count() == 0 || pieces.size(0) < voxels ? Mask.EMPTY : mask.minus(pieces.smallerThan(voxels));
    }
}
