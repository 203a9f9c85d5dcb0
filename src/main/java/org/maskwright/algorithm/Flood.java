package org.maskwright.algorithm;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;

/// Spreads from seeds over the voxels that may be entered, from face to face (4 neighbours in a slice, 6 in space).
///
/// Works on rows of bits, 64 voxels at a time: along a row by the carry of an addition (Cameron et al. 2014, "MatchStar"),
/// between rows by and-ing words. A slice is exhausted before its neighbours are entered, so it stays in the cache.
final class Flood {
    /// Where the flood may go; asked once for each slice it comes to.
    @FunctionalInterface
    interface Terrain {
        Mask slice(int z);
    }

    private final Box box;
    private final Terrain terrain;
    private final int height, rowWords;
    private final Slice[] slices;
    private final int[] waitingSlices; // a stack of slices that hold pending bits
    private int waitingCount;

    /// @param box the flood stays in it
    Flood(Box box, Terrain terrain) {
        this.box = box;
        this.terrain = terrain;
        this.height = box.height();
        this.rowWords = (box.width() + 63) >> 6;
        this.slices = new Slice[box.depth()];
        this.waitingSlices = new int[box.depth()];
    }

    /// Lets the flood begin at those of the 64 voxels of a row from `x` on (a multiple of 64 from the box's edge) whose bit is set.
    void seed(int y, int z, int x, long bits) {
        Slice slice = slice(z - box.z0());
        slice.offer(y - box.y0(), (x - box.x0()) >> 6, bits);
    }

    void seed(int x, int y, int z) {
        int i = x - box.x0();
        seed(y, z, box.x0() + (i & ~63), 1L << i);
    }

    /// Spreads until nothing is left to enter.
    ///
    /// @throws Progress.Cancelled if `progress` says so; asked before each slice
    Mask run(Progress progress) {
        while (waitingCount > 0) {
            progress.at(Double.NaN, "growing");
            int z = waitingSlices[--waitingCount];
            Slice slice = slices[z];
            slice.waiting = false;
            slice.spread();
            if (z > 0) slice.pourInto(slice(z - 1));
            if (z + 1 < slices.length) slice.pourInto(slice(z + 1));
            slice.forgetFresh();
        }
        return result();
    }

    private Slice slice(int z) {
        Slice slice = slices[z];
        if (slice == null) slices[z] = slice = new Slice(z);
        return slice;
    }

    /// The voxels reached, in the smallest box of whole words that holds them.
    private Mask result() {
        int z0 = Integer.MAX_VALUE, z1 = -1, y0 = Integer.MAX_VALUE, y1 = -1, w0 = Integer.MAX_VALUE, w1 = -1;
        for (int z = 0; z < slices.length; z++) {
            Slice slice = slices[z];
            if (slice == null) continue;
            for (int i = 0; i < slice.reached.length; i++) {
                if (slice.reached[i] == 0) continue;
                int y = i / rowWords, w = i % rowWords;
                z0 = Math.min(z0, z);
                z1 = Math.max(z1, z + 1);
                y0 = Math.min(y0, y);
                y1 = Math.max(y1, y + 1);
                w0 = Math.min(w0, w);
                w1 = Math.max(w1, w + 1);
            }
        }
        if (z1 < 0) return Mask.EMPTY;
        Box tight = new Box(box.x0() + w0 * 64, box.y0() + y0, box.z0() + z0, Math.min(box.x1(), box.x0() + w1 * 64), box.y0() + y1, box.z0() + z1);
        int firstWord = w0;
        return Mask.of(tight, out -> {
            for (int z = tight.z0(); z < tight.z1(); z++) {
                Slice slice = slices[z - box.z0()];
                if (slice == null) continue;
                for (int y = tight.y0(); y < tight.y1(); y++) {
                    int row = (y - box.y0()) * rowWords + firstWord;
                    for (int x = tight.x0(); x < tight.x1(); x += 64) out.bits(y, z, x, slice.reached[row++]);
                }
            }
        });
    }

    private final class Slice {
        private final int z;
        private final long[] open = new long[height * rowWords]; // may be entered and was not
        private final long[] reached = new long[height * rowWords];
        private final long[] pending = new long[height * rowWords]; // to be entered
        private final long[] fresh = new long[height * rowWords]; // reached since poured into the neighbours last
        private final boolean[] rowWaits = new boolean[height];
        private final int[] waitingRows = new int[height];
        private int waitingRowCount, freshFrom = height, freshTo;
        private boolean waiting;

        Slice(int z) {
            this.z = z;
            Mask mask = terrain.slice(box.z0() + z);
            for (int y = 0; y < height; y++)
                for (int w = 0; w < rowWords; w++) open[y * rowWords + w] = mask.bits(box.y0() + y, box.z0() + z, box.x0() + w * 64);
        }

        /// Takes note of voxels that a neighbour leads to.
        void offer(int y, int w, long bits) {
            int i = y * rowWords + w;
            long news = bits & open[i];
            if (news == 0) return;
            pending[i] |= news;
            if (!rowWaits[y]) {
                rowWaits[y] = true;
                waitingRows[waitingRowCount++] = y;
            }
            if (!waiting) {
                waiting = true;
                waitingSlices[waitingCount++] = z;
            }
        }

        void spread() {
            waiting = true; // what the rows offer one another does not call the slice again
            while (waitingRowCount > 0) {
                int y = waitingRows[--waitingRowCount];
                rowWaits[y] = false;
                enter(y);
            }
            waiting = false;
        }

        private void enter(int y) {
            int row = y * rowWords, end = row + rowWords;
            spreadAlong(row, end);
            for (int i = row; i < end; i++) {
                long entered = pending[i];
                if (entered == 0) continue;
                pending[i] = 0;
                open[i] &= ~entered;
                reached[i] |= entered;
                fresh[i] |= entered;
                if (y > 0) offer(y - 1, i - row, entered);
                if (y + 1 < height) offer(y + 1, i - row, entered);
            }
            freshFrom = Math.min(freshFrom, y);
            freshTo = Math.max(freshTo, y + 1);
        }

        /// Widens the pending bits of a row to the whole open runs they lie in.
        ///
        /// Adding a bit to the run it lies in clears the run from there upward and carries out at its end: what changed is what
        /// is reached. Downward it is the same with the bits reversed.
        private void spreadAlong(int row, int end) {
            long carry = 0;
            for (int i = row; i < end; i++) {
                long run = open[i], marks = pending[i] | carry & run;
                if (marks == 0) {
                    carry = 0;
                    continue;
                }
                long sum = marks + run;
                carry = (marks & run | (marks | run) & ~sum) >>> 63; // the carry out of bit 63
                pending[i] = marks | (sum ^ run) & run;
            }
            carry = 0;
            for (int i = end - 1; i >= row; i--) {
                long run = open[i], marks = pending[i] | carry & run;
                if (marks == 0) {
                    carry = 0;
                    continue;
                }
                long reversedRun = Long.reverse(run), reversedMarks = Long.reverse(marks), sum = reversedMarks + reversedRun;
                pending[i] = marks | Long.reverse((sum ^ reversedRun) & reversedRun);
                carry = (reversedMarks & reversedRun | (reversedMarks | reversedRun) & ~sum) & Long.MIN_VALUE;
            }
        }

        void pourInto(Slice other) {
            for (int y = freshFrom; y < freshTo; y++)
                for (int w = 0; w < rowWords; w++) other.offer(y, w, fresh[y * rowWords + w]);
        }

        void forgetFresh() {
            if (freshFrom < freshTo) java.util.Arrays.fill(fresh, freshFrom * rowWords, freshTo * rowWords, 0);
            freshFrom = height;
            freshTo = 0;
        }
    }
}
