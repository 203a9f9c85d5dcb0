package org.maskwright.algorithm;

import java.util.Arrays;
import org.maskwright.geometry.Size;

/// The cheapest way to part a grid into object and background: each voxel costs what its side costs it, and each pair of neighbours on two sides what
/// parting it costs. Found exactly, as a minimum cut, by shortest augmenting paths in layers (Dinic 1970).
///
/// @see <a href="https://doi.org/10.1109/ICCV.2001.937505">Boykov and Jolly 2001</a>
public final class GraphCut {
    private static final int AXES = 3;
    private static final int NOWHERE = -1;

    private final int[] steps;
    /// What can still flow from each voxel to its neighbour: along x, against x, along y, …
    private final int[][] room;
    /// What can still flow from the source into a voxel; below 0, from it into the sink.
    private final int[] supply;
    private final int[] layer;
    private final int[] queue;
    private final int[] next;
    private final int[] path;

    private GraphCut(Size size, int[] ofObject, int[] ofBackground, int[][] parting) {
        int count = Math.toIntExact(size.voxels());
        int[] strides = {1, size.x(), size.sliceVoxels()};
        steps = new int[] {strides[0], -strides[0], strides[1], -strides[1], strides[2], -strides[2]};
        room = new int[2 * AXES][count];
        supply = new int[count];
        layer = new int[count];
        queue = new int[count];
        next = new int[count];
        path = new int[count];
        for (int i = 0; i < count; i++) {
            supply[i] = ofBackground[i] - ofObject[i];
            for (int axis = 0; axis < AXES; axis++) {
                if (i / strides[axis] % size.along(axis) == size.along(axis) - 1) continue;
                room[2 * axis][i] = parting[axis][i];
                room[2 * axis + 1][i + strides[axis]] = parting[axis][i];
            }
        }
    }

    /// @param ofObject what it costs each voxel to be object, 0 or more, `[z][y][x]`
    /// @param ofBackground what it costs to be background
    /// @param parting for each axis, what it costs to part a voxel from the next one along it, 0 or more; that of the last is not looked at
    /// @return whether each voxel is object; where both are as cheap, background
    public static boolean[] of(Size size, int[] ofObject, int[] ofBackground, int[][] parting) {
        var cut = new GraphCut(size, ofObject, ofBackground, parting);
        while (cut.layers()) cut.augment();
        boolean[] object = new boolean[ofObject.length];
        for (int i = 0; i < object.length; i++) object[i] = cut.layer[i] != NOWHERE;
        return object;
    }

    /// How many steps each voxel is from the source, as far as something can flow; whether the sink is reached.
    private boolean layers() {
        Arrays.fill(layer, NOWHERE);
        int end = 0;
        for (int i = 0; i < supply.length; i++) {
            if (supply[i] <= 0) continue;
            layer[i] = 0;
            queue[end++] = i;
        }
        boolean reached = false;
        for (int begin = 0; begin < end; begin++) {
            int at = queue[begin];
            reached |= supply[at] < 0;
            for (int way = 0; way < room.length; way++) {
                if (room[way][at] == 0 || layer[at + steps[way]] != NOWHERE) continue;
                layer[at + steps[way]] = layer[at] + 1;
                queue[end++] = at + steps[way];
            }
        }
        return reached;
    }

    /// Fills all shortest paths.
    private void augment() {
        Arrays.fill(next, 0);
        for (int source = 0; source < supply.length; source++) {
            while (supply[source] > 0 && next[source] < room.length) flow(source);
        }
    }

    /// Follows one path from `source` until it meets the sink, and fills it, or until no way leads on.
    private void flow(int source) {
        int length = 0;
        int at = source;
        while (supply[at] >= 0) {
            int way = next[at];
            while (way < room.length && (room[way][at] == 0 || layer[at + steps[way]] != layer[at] + 1)) way++;
            next[at] = way;
            if (way < room.length) {
                path[length++] = at;
                at += steps[way];
            } else if (length == 0) {
                return;
            } else {
                at = path[--length];
                next[at]++;
            }
        }
        int amount = Math.min(supply[source], -supply[at]);
        for (int i = 0; i < length; i++) amount = Math.min(amount, room[next[path[i]]][path[i]]);
        supply[source] -= amount;
        supply[at] += amount;
        for (int i = 0; i < length; i++) {
            int way = next[path[i]];
            room[way][path[i]] -= amount;
            room[way ^ 1][path[i] + steps[way]] += amount;
        }
    }
}
