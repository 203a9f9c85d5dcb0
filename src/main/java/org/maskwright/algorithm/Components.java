package org.maskwright.algorithm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;

/// The parts of a mask that hang together, the largest first; immutable.
///
/// Runs are joined by union and find, so the cost grows with the number of runs, not of voxels.
public final class Components {
    /// What makes two voxels neighbours in space.
    public enum Neighbours {
        /// They share a face: 6 neighbours.
        FACES,
        /// They share a face, an edge or a corner: 26 neighbours.
        CORNERS
    }

    private final Runs runs;
    private final int[] partOfRun;
    private final long[] sizes; // falling

    private Components(Runs runs, int[] partOfRun, long[] sizes) {
        this.runs = runs;
        this.partOfRun = partOfRun;
        this.sizes = sizes;
    }

    public static Components of(Mask mask, Neighbours neighbours) {
        Runs runs = new Runs();
        mask.forEachRun(runs::add);
        int reach = switch (neighbours) {
            case FACES -> 0;
            case CORNERS -> 1;
        };
        int[] parent = IntStream.range(0, runs.count).toArray();
        RowIndex rows = new RowIndex(runs, mask.box());
        for (int i = 0; i < runs.count; i++) {
            rows.joinWith(i, runs.y(i) - 1, runs.z(i), reach, parent);
            for (int dy = -reach; dy <= reach; dy++) rows.joinWith(i, runs.y(i) + dy, runs.z(i) - 1, reach, parent);
        }
        long[] sizeOfRoot = new long[runs.count];
        for (int i = 0; i < runs.count; i++) sizeOfRoot[root(parent, i)] += runs.length(i);
        List<Integer> roots = IntStream.range(0, runs.count).filter(i -> sizeOfRoot[i] > 0).boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -sizeOfRoot[i]).thenComparing(i -> i)).toList();
        int[] partOfRoot = new int[runs.count];
        for (int part = 0; part < roots.size(); part++) partOfRoot[roots.get(part)] = part;
        int[] partOfRun = new int[runs.count];
        for (int i = 0; i < runs.count; i++) partOfRun[i] = partOfRoot[root(parent, i)];
        return new Components(runs, partOfRun, roots.stream().mapToLong(i -> sizeOfRoot[i]).toArray());
    }

    private static int root(int[] parent, int i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]]; // path halving: Tarjan and van Leeuwen 1984
        return i;
    }

    public int count() {
        return sizes.length;
    }

    /// Voxels of part `i`; 0 is the largest.
    public long size(int i) {
        return sizes[i];
    }

    /// Part `i` alone; of parts of one size the one that is met first, by slice, row and column, comes first.
    public Mask part(int i) {
        if (i < 0 || i >= sizes.length) throw new IndexOutOfBoundsException("part " + i + " of " + sizes.length);
        Box box = Box.EMPTY;
        for (int r = 0; r < runs.count; r++) if (partOfRun[r] == i) box = box.union(runs.box(r));
        return Mask.of(box, out -> {
            for (int r = 0; r < runs.count; r++) if (partOfRun[r] == i) out.run(runs.y(r), runs.z(r), runs.x0(r), runs.x1(r));
        });
    }

    /// All parts of fewer than `voxels` voxels together, save the largest part.
    public Mask smallerThan(double voxels) {
        Box box = Box.EMPTY;
        for (int r = 0; r < runs.count; r++) if (isSmall(r, voxels)) box = box.union(runs.box(r));
        return Mask.of(box, out -> {
            for (int r = 0; r < runs.count; r++) if (isSmall(r, voxels)) out.run(runs.y(r), runs.z(r), runs.x0(r), runs.x1(r));
        });
    }

    private boolean isSmall(int run, double voxels) {
        return partOfRun[run] > 0 && sizes[partOfRun[run]] < voxels;
    }

    /// The largest part; empty if there is none.
    public Mask largest() {
        return count() == 0 ? Mask.EMPTY : part(0);
    }

    /// Runs by rising slice, row and column.
    private static final class Runs {
        private int[] numbers = new int[4 * 256];
        private int count;

        void add(int y, int z, int x0, int x1) {
            if (4 * count == numbers.length) numbers = Arrays.copyOf(numbers, numbers.length * 2);
            int at = 4 * count++;
            numbers[at] = y;
            numbers[at + 1] = z;
            numbers[at + 2] = x0;
            numbers[at + 3] = x1;
        }

        int y(int i) {
            return numbers[4 * i];
        }

        int z(int i) {
            return numbers[4 * i + 1];
        }

        int x0(int i) {
            return numbers[4 * i + 2];
        }

        int x1(int i) {
            return numbers[4 * i + 3];
        }

        int length(int i) {
            return x1(i) - x0(i);
        }

        Box box(int i) {
            return new Box(x0(i), y(i), z(i), x1(i), y(i) + 1, z(i) + 1);
        }
    }

    /// Where the runs of a row begin.
    private static final class RowIndex {
        private final Runs runs;
        private final Box box;
        private final int[] start; // the first run of each row, and one more

        RowIndex(Runs runs, Box box) {
            this.runs = runs;
            this.box = box;
            this.start = new int[box.height() * box.depth() + 1];
            for (int i = 0; i < runs.count; i++) start[row(runs.y(i), runs.z(i)) + 1]++;
            for (int i = 1; i < start.length; i++) start[i] += start[i - 1];
        }

        private int row(int y, int z) {
            return (z - box.z0()) * box.height() + y - box.y0();
        }

        /// Joins run `i` with those of a row that touch it, or come within `reach` voxels of touching by a corner.
        void joinWith(int i, int y, int z, int reach, int[] parent) {
            if (y < box.y0() || y >= box.y1() || z < box.z0()) return;
            int from = runs.x0(i) - reach, to = runs.x1(i) + reach, end = start[row(y, z) + 1];
            for (int other = firstEndingAfter(from, start[row(y, z)], end); other < end && runs.x0(other) < to; other++) {
                int a = root(parent, i), b = root(parent, other);
                if (a < b) parent[b] = a;
                else parent[a] = b;
            }
        }

        private int firstEndingAfter(int x, int low, int high) {
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (runs.x1(middle) > x) high = middle;
                else low = middle + 1;
            }
            return low;
        }
    }
}
