package org.maskwright.algorithm.surface;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// The shape half-way between two slices of a mask, for a slice that was left out between them.
///
/// Each shape is turned into the signed distance from its border, and the two are averaged: where the mean is inside, so is
/// the voxel. Two discs give a disc of the radius between.
///
/// @see <a href="https://doi.org/10.1109/42.52979">Raya and Udupa 1990</a>
public final class SliceInterpolation {
    private SliceInterpolation() {}

    /// The slice at `slice` along voxel axis `axis`, made of the slices before and after it.
    ///
    /// @param axis 0, 1 or 2
    public static Mask between(Mask mask, int axis, int slice, Point spacingMm) {
        Box box = mask.box().grow(1), plane = slab(box, axis, slice);
        Mask before = moved(mask, slab(box, axis, slice - 1), axis, 1), after = moved(mask, slab(box, axis, slice + 1), axis, -1);
        if (before.isEmpty() || after.isEmpty()) return Mask.EMPTY;
        SignedDistance a = new SignedDistance(before, plane, spacingMm), b = new SignedDistance(after, plane, spacingMm);
        return Mask.of(plane, out -> {
            for (int z = plane.z0(); z < plane.z1(); z++)
                for (int y = plane.y0(); y < plane.y1(); y++)
                    for (int x = plane.x0(); x < plane.x1(); x++) if (a.mm(x, y, z) + b.mm(x, y, z) <= 0) out.set(x, y, z);
        });
    }

    /// The slice of `box` at `slice`.
    public static Box slab(Box box, int axis, int slice) {
        return switch (axis) {
            case 0 -> new Box(slice, box.y0(), box.z0(), slice + 1, box.y1(), box.z1());
            case 1 -> new Box(box.x0(), slice, box.z0(), box.x1(), slice + 1, box.z1());
            case 2 -> new Box(box.x0(), box.y0(), slice, box.x1(), box.y1(), slice + 1);
            default -> throw new IllegalArgumentException("axis is 0, 1 or 2, got " + axis);
        };
    }

    /// The part of `mask` in `from`, moved along `axis`.
    public static Mask moved(Mask mask, Box from, int axis, int steps) {
        int dx = axis == 0 ? steps : 0, dy = axis == 1 ? steps : 0, dz = axis == 2 ? steps : 0;
        Box to = new Box(from.x0() + dx, from.y0() + dy, from.z0() + dz, from.x1() + dx, from.y1() + dy, from.z1() + dz);
        return Mask.of(to, out -> {
            for (int z = from.z0(); z < from.z1(); z++)
                mask.forEachRunOfSlice(z, (y, at, x0, x1) -> out.run(y + dy, at + dz, x0 + dx, x1 + dx));
        });
    }

    /// Below 0 inside, above 0 outside, in mm from the border between voxels.
    private static final class SignedDistance {
        private final DistanceMap toInside, toOutside;

        SignedDistance(Mask mask, Box plane, Point spacingMm) {
            Mask outside = Mask.of(plane, out -> {
                for (int z = plane.z0(); z < plane.z1(); z++) for (int y = plane.y0(); y < plane.y1(); y++) out.run(y, z, plane.x0(), plane.x1());
            }).minus(mask);
            toInside = DistanceMap.to(mask, plane, spacingMm);
            toOutside = DistanceMap.to(outside, plane, spacingMm);
        }

        double mm(int x, int y, int z) {
            return toInside.mm(x, y, z) - toOutside.mm(x, y, z);
        }
    }
}
