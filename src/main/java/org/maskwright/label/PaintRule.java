package org.maskwright.label;

import java.util.Set;

/// What may be painted over; asked for every voxel inside [OpenEdit], so that no tool can skip it.
///
/// @param over which labels may be painted over
/// @param locked labels that stay as they are: neither painted over, nor painted
/// @param limit where painting is allowed at all, such as an intensity range
public record PaintRule(Over over, Set<Integer> locked, VoxelTest limit) {
    public static final PaintRule EVERYWHERE = new PaintRule(new Over.Everything(), Set.of(), VoxelTest.ALL);

    public PaintRule {
        locked = Set.copyOf(locked);
    }

    /// Which labels may be painted over.
    public sealed interface Over {
        record Everything() implements Over {}

        /// Only unlabelled voxels.
        record Background() implements Over {}

        /// Only voxels of one label.
        record Only(int label) implements Over {}
    }

    /// A question about a place.
    @FunctionalInterface
    public interface VoxelTest {
        VoxelTest ALL = (x, y, z) -> true;

        boolean allows(int x, int y, int z);
    }

    public PaintRule withOver(Over newOver) {
        return new PaintRule(newOver, locked, limit);
    }

    public PaintRule withLocked(Set<Integer> newLocked) {
        return new PaintRule(over, newLocked, limit);
    }

    public PaintRule withLimit(VoxelTest newLimit) {
        return new PaintRule(over, locked, newLimit);
    }

    boolean allowsOver(int before) {
        return switch (over) {
            case Over.Everything _ -> true;
            case Over.Background _ -> before == 0;
            case Over.Only(int label) -> before == label;
        };
    }
}
