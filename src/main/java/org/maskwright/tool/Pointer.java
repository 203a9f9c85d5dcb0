package org.maskwright.tool;

import java.util.Set;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;

/// Where the hand is: in voxel coordinates of the case's grid (whole numbers are voxel centres), never in pixels.
///
/// @param voxel the position; along the plane's normal exactly the slice shown
/// @param plane the picture that the pointer is over
/// @param pressure of a pen in [0, 1]; 1 for a mouse
/// @param modifiers keys and button held
public record Pointer(Point voxel, Plane plane, double pressure, Set<Modifier> modifiers) {
    /// What may be held while pointing.
    public enum Modifier { SHIFT, CTRL, ALT, ERASE }

    public Pointer {
        modifiers = Set.copyOf(modifiers);
    }

    public static Pointer at(double x, double y, double z, Plane plane) {
        return new Pointer(new Point(x, y, z), plane, 1, Set.of());
    }

    public boolean has(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    /// The nearest voxel's index along x.
    public int x() {
        return (int) Math.rint(voxel.x());
    }

    public int y() {
        return (int) Math.rint(voxel.y());
    }

    public int z() {
        return (int) Math.rint(voxel.z());
    }
}
