package org.maskwright.format.dicom.rt;

import java.util.Arrays;
import java.util.List;

/// The pixels of one slice that lie inside an odd number of outlines. Filled again and again; used by one thread.
final class SliceMask {
    private final int width, height, wordsPerRow;
    private final long[] words;
    /// The rows in which a pixel may be set.
    private int from, to;

    SliceMask(int width, int height) {
        this.width = width;
        this.height = height;
        this.wordsPerRow = (width + 63) >> 6;
        this.words = new long[Math.multiplyExact(wordsPerRow, height)];
    }

    /// Makes this the pixels inside an odd number of `outlines`.
    void fill(List<Outline> outlines) {
        Arrays.fill(words, from * wordsPerRow, to * wordsPerRow, 0);
        from = height;
        to = 0;
        for (Outline outline : outlines) outline.crossings(height, this::toggle);
        if (from > to) from = to = 0;
        for (int row = from; row < to; row++) flood(row * wordsPerRow);
    }

    private void toggle(int row, long x) {
        if (x >= width) return;
        int at = (int) Math.max(0, x);
        words[row * wordsPerRow + (at >> 6)] ^= 1L << at;
        from = Math.min(from, row);
        to = Math.max(to, row + 1);
    }

    /// Each bit becomes the parity of the bits up to it.
    private void flood(int first) {
        long carry = 0;
        for (int w = first; w < first + wordsPerRow; w++) {
            long bits = words[w];
            for (int shift = 1; shift < 64; shift <<= 1) bits ^= bits << shift;
            bits ^= carry;
            words[w] = bits;
            carry = bits >> 63;
        }
        int inLast = width & 63;
        if (inLast != 0) words[first + wordsPerRow - 1] &= -1L >>> -inLast;
    }

    boolean intersects(SliceMask other) {
        for (int w = Math.max(from, other.from) * wordsPerRow; w < Math.min(to, other.to) * wordsPerRow; w++) if ((words[w] & other.words[w]) != 0) return true;
        return false;
    }

    /// Adds the pixels of `other`.
    void add(SliceMask other) {
        for (int w = other.from * wordsPerRow; w < other.to * wordsPerRow; w++) words[w] |= other.words[w];
        if (other.from == other.to) return;
        from = from == to ? other.from : Math.min(from, other.from);
        to = Math.max(to, other.to);
    }

    void clear() {
        Arrays.fill(words, from * wordsPerRow, to * wordsPerRow, 0);
        from = to = 0;
    }

    /// Told of the pixels, x fastest.
    interface Pixels {
        void at(int index);
    }

    void forEach(Pixels pixels) {
        for (int row = from; row < to; row++)
            for (int w = 0; w < wordsPerRow; w++)
                for (long bits = words[row * wordsPerRow + w]; bits != 0; bits &= bits - 1) pixels.at(row * width + (w << 6) + Long.numberOfTrailingZeros(bits));
    }
}
