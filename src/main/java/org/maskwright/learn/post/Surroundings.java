package org.maskwright.learn.post;

import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;

/// What voxels that lost their label are given instead: layer by layer from outside, what most of their neighbours have.
///
/// So an island in another label becomes part of that, and one in background vanishes. Neighbours share a face; of equally
/// frequent labels the least is taken. Voxels that nothing else than their own old label surrounds become background.
final class Surroundings {
    private static final int UNDECIDED = -1;

    private final Labels map;
    private final Box box;
    private final int[] label; // of the voxels of the box that lost theirs; of others not used
    private final Mask gone;

    /// @param map as it was before
    /// @param gone voxels that lost their label, all of one label
    Surroundings(Labels map, Mask gone) {
        this.map = map;
        this.gone = gone;
        this.box = gone.box();
        this.label = new int[Math.toIntExact(box.voxels())];
        int[] open = new int[Math.toIntExact(gone.count())];
        int[] count = {0};
        gone.forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) {
                open[count[0]++] = at(x, y, z);
                label[at(x, y, z)] = UNDECIDED;
            }
        });
        spread(open, count[0]);
    }

    private int at(int x, int y, int z) {
        return ((z - box.z0()) * box.height() + y - box.y0()) * box.width() + x - box.x0();
    }

    private void spread(int[] open, int all) {
        if (all == 0) return;
        int own = map.at(box.x0() + open[0] % box.width(), box.y0() + open[0] / box.width() % box.height(), box.z0() + open[0] / (box.width() * box.height()));
        int left = all;
        int[] found = new int[all];
        while (left > 0) {
            // Decided from the layers before alone, so that the order of voxels plays no part.
            int undecided = 0;
            for (int i = 0; i < left; i++) found[i] = mostFrequent(open[i], own);
            for (int i = 0; i < left; i++) {
                if (found[i] == UNDECIDED) open[undecided++] = open[i];
                else label[open[i]] = found[i];
            }
            if (undecided == left) {
                for (int i = 0; i < left; i++) label[open[i]] = 0;
                return;
            }
            left = undecided;
        }
    }

    private int mostFrequent(int index, int own) {
        int x = box.x0() + index % box.width();
        int y = box.y0() + index / box.width() % box.height();
        int z = box.z0() + index / (box.width() * box.height());
        int[] around = {neighbour(x - 1, y, z), neighbour(x + 1, y, z), neighbour(x, y - 1, z), neighbour(x, y + 1, z), neighbour(x, y, z - 1), neighbour(x, y, z + 1)};
        int best = UNDECIDED;
        int most = 0;
        for (int candidate : around) {
            if (candidate == UNDECIDED || candidate == own) continue;
            int n = 0;
            for (int other : around) {
                if (other == candidate) n++;
            }
            if (n > most || n == most && candidate < best) {
                most = n;
                best = candidate;
            }
        }
        return best;
    }

    private int neighbour(int x, int y, int z) {
        Size size = map.geometry().size();
        if (!size.contains(x, y, z)) return UNDECIDED;
        return gone.contains(x, y, z) ? label[at(x, y, z)] : map.at(x, y, z);
    }

    /// Tells of the voxels that become each label, background among them.
    void forEach(BiConsumer<Mask, Integer> each) {
        var masks = new TreeMap<Integer, Mask.Builder>();
        gone.forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) masks.computeIfAbsent(label[at(x, y, z)], _ -> new Mask.Builder(box)).set(x, y, z);
        });
        masks.forEach((value, mask) -> each.accept(mask.build(), value));
    }
}
