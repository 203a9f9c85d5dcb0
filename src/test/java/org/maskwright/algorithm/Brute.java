package org.maskwright.algorithm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;

/// Voxel by voxel, as slow as it is plain.
final class Brute {
    private Brute() {}

    /// What can be reached from a voxel by steps of at most `steps` axes at once (1 faces, 3 corners), `open` voxels alone.
    static Mask reach(Size size, int x, int y, int z, int steps, Grids.VoxelTest open) {
        Mask.Builder seen = new Mask.Builder(size.box());
        Deque<int[]> queue = new ArrayDeque<>();
        if (size.contains(x, y, z) && open.is(x, y, z)) {
            seen.set(x, y, z);
            queue.add(new int[] {x, y, z});
        }
        while (!queue.isEmpty()) {
            int[] v = queue.remove();
            for (int dz = -1; dz <= 1; dz++) {
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int i = v[0] + dx, j = v[1] + dy, k = v[2] + dz;
                        if (Math.abs(dx) + Math.abs(dy) + Math.abs(dz) > steps || !size.contains(i, j, k) || seen.contains(i, j, k) || !open.is(i, j, k)) continue;
                        seen.set(i, j, k);
                        queue.add(new int[] {i, j, k});
                    }
                }
            }
        }
        return seen.build();
    }

    static List<Mask> components(Size size, Mask mask, int steps) {
        List<Mask> found = new ArrayList<>();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    int i = x, j = y, k = z;
                    if (mask.contains(x, y, z) && found.stream().noneMatch(part -> part.contains(i, j, k))) found.add(reach(size, x, y, z, steps, mask::contains));
                }
            }
        }
        found.sort((a, b) -> Long.compare(b.count(), a.count())); // stable: the first met comes first
        return found;
    }
}
