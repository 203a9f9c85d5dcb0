package org.maskwright.geometry;

import java.util.function.Consumer;

/// A set of voxels inside a box; immutable. Tools and algorithms make masks, labels are changed by them.
///
/// Bits are packed, each row of the box in whole 64-bit words, so that a run is found a word at a time.
public final class Mask {
    /// Told of each run of set voxels: row `y` of slice `z`, from `x0` up to but without `x1`.
    @FunctionalInterface
    public interface RunVisitor {
        void run(int y, int z, int x0, int x1);
    }

    @FunctionalInterface
    private interface WordSource {
        long bits(int y, int z, int x);
    }

    public static final Mask EMPTY = new Mask(Box.EMPTY, new long[0]);

    private final Box box;
    private final int wordsPerRow;
    private final long[] words;

    private Mask(Box box, long[] words) {
        this.box = box;
        this.wordsPerRow = wordsPerRow(box);
        this.words = words;
    }

    private static int wordsPerRow(Box box) {
        return (box.width() + 63) >> 6;
    }

    /// Builds a mask inside `box`: `fill` writes into the builder, which is closed when it returns.
    public static Mask of(Box box, Consumer<Builder> fill) {
        Builder builder = new Builder(box);
        fill.accept(builder);
        return builder.build();
    }

    /// The box outside which no voxel is set; it may be larger than needed.
    public Box box() {
        return box;
    }

    public boolean contains(int x, int y, int z) {
        if (!box.contains(x, y, z)) return false;
        int bit = x - box.x0();
        return (words[row(box, wordsPerRow, y, z) + (bit >> 6)] >>> bit & 1) != 0;
    }

    private static int row(Box box, int wordsPerRow, int y, int z) {
        return ((z - box.z0()) * box.height() + (y - box.y0())) * wordsPerRow;
    }

    public long count() {
        long n = 0;
        for (long word : words) n += Long.bitCount(word);
        return n;
    }

    public boolean isEmpty() {
        for (long word : words) if (word != 0) return false;
        return true;
    }

    /// Visits every run, in order of z, then y, then x.
    public void forEachRun(RunVisitor visitor) {
        for (int z = box.z0(); z < box.z1(); z++) forEachRunOfSlice(z, visitor);
    }

    /// Visits every run of slice `z`, in order of y, then x; none if the slice lies outside the box.
    public void forEachRunOfSlice(int z, RunVisitor visitor) {
        if (z < box.z0() || z >= box.z1()) return;
        int width = box.width();
        for (int y = box.y0(); y < box.y1(); y++) {
            int row = row(box, wordsPerRow, y, z);
            int x = next(row, 0, width, true);
            while (x < width) {
                int end = next(row, x, width, false);
                visitor.run(y, z, box.x0() + x, box.x0() + end);
                x = next(row, end, width, true);
            }
        }
    }

    /// The first bit at or after `from` in a row that is `set` (or clear); `width` if there is none.
    private int next(int row, int from, int width, boolean set) {
        int word = from >> 6;
        if (from >= width) return width;
        long bits = (set ? words[row + word] : ~words[row + word]) & -1L << from;
        while (bits == 0) {
            if (++word == wordsPerRow) return width;
            bits = set ? words[row + word] : ~words[row + word];
        }
        return Math.min(width, (word << 6) + Long.numberOfTrailingZeros(bits));
    }

    /// The 64 voxels of row `y`, slice `z` from `x` on: bit i is voxel x + i. Bits outside the box are clear.
    public long bits(int y, int z, int x) {
        if (y < box.y0() || y >= box.y1() || z < box.z0() || z >= box.z1()) return 0;
        int row = row(box, wordsPerRow, y, z), from = x - box.x0(), word = from >> 6, shift = from & 63;
        long low = word >= 0 && word < wordsPerRow ? words[row + word] >>> shift : 0;
        long high = shift != 0 && word + 1 >= 0 && word + 1 < wordsPerRow ? words[row + word + 1] << -shift : 0;
        return low | high;
    }

    /// The voxels in this mask and in `other`.
    public Mask and(Mask other) {
        return of(box.intersect(other.box), b -> b.fill((y, z, x) -> bits(y, z, x) & other.bits(y, z, x)));
    }

    /// The voxels in this mask or in `other`.
    public Mask or(Mask other) {
        return of(box.union(other.box), b -> b.fill((y, z, x) -> bits(y, z, x) | other.bits(y, z, x)));
    }

    /// The voxels in this mask but not in `other`.
    public Mask minus(Mask other) {
        return of(box, b -> b.fill((y, z, x) -> bits(y, z, x) & ~other.bits(y, z, x)));
    }

    /// The same set of voxels, whatever the boxes.
    @Override
    public boolean equals(Object object) {
        return object instanceof Mask other && count() == other.count() && minus(other).isEmpty();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count());
    }

    @Override
    public String toString() {
        return "Mask of " + count() + " voxels in " + box;
    }

    /// Collects the voxels of a mask. Voxels outside its box are left out without a word: tools reach past the border.
    public static final class Builder {
        private final Box box;
        private final int wordsPerRow;
        private final long[] words;
        private boolean built;

        public Builder(Box box) {
            this.box = box;
            this.wordsPerRow = wordsPerRow(box);
            long need = (long) wordsPerRow * box.height() * box.depth();
            if (need > Integer.MAX_VALUE - 8) throw new IllegalArgumentException("a mask of " + box + " is too large for memory");
            this.words = new long[(int) need];
        }

        public boolean contains(int x, int y, int z) {
            if (!box.contains(x, y, z)) return false;
            int bit = x - box.x0();
            return (words[row(box, wordsPerRow, y, z) + (bit >> 6)] >>> bit & 1) != 0;
        }

        public void set(int x, int y, int z) {
            if (built || !box.contains(x, y, z)) return;
            int bit = x - box.x0();
            words[row(box, wordsPerRow, y, z) + (bit >> 6)] |= 1L << bit;
        }

        /// Sets the voxels of row `y`, slice `z`, from `x0` up to but without `x1`.
        public void run(int y, int z, int x0, int x1) {
            if (built || y < box.y0() || y >= box.y1() || z < box.z0() || z >= box.z1()) return;
            int from = Math.max(x0, box.x0()) - box.x0(), to = Math.min(x1, box.x1()) - box.x0();
            if (from >= to) return;
            int row = row(box, wordsPerRow, y, z), first = row + (from >> 6), last = row + (to - 1 >> 6);
            long head = -1L << from, tail = -1L >>> -to;
            if (first == last) {
                words[first] |= head & tail;
                return;
            }
            words[first] |= head;
            for (int w = first + 1; w < last; w++) words[w] = -1L;
            words[last] |= tail;
        }

        /// Sets those of the 64 voxels of row `y`, slice `z` from `x` on whose bit in `bits` is set: bit i is voxel x + i.
        public void bits(int y, int z, int x, long bits) {
            if (built || bits == 0 || y < box.y0() || y >= box.y1() || z < box.z0() || z >= box.z1()) return;
            int row = row(box, wordsPerRow, y, z), from = x - box.x0(), word = from >> 6, shift = from & 63;
            or(row, word, bits << shift);
            if (shift != 0) or(row, word + 1, bits >>> -shift);
        }

        private void or(int row, int word, long bits) {
            if (word < 0 || word >= wordsPerRow) return;
            int inLast = box.width() & 63;
            words[row + word] |= word == wordsPerRow - 1 && inLast != 0 ? bits & -1L >>> -inLast : bits;
        }

        /// Sets the whole box, 64 voxels at a time.
        private void fill(WordSource source) {
            for (int z = box.z0(); z < box.z1(); z++)
                for (int y = box.y0(); y < box.y1(); y++)
                    for (int x = box.x0(); x < box.x1(); x += 64) bits(y, z, x, source.bits(y, z, x));
        }

        /// The mask; the builder takes no more voxels afterwards, so the mask stays as it is.
        public Mask build() {
            built = true;
            return new Mask(box, words);
        }
    }
}
