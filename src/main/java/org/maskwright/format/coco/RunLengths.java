package org.maskwright.format.coco;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Run lengths of a mask as COCO counts them: down the columns, beginning with the zeros.
///
/// @see <a href="https://cocodataset.org/#format-data">COCO data format</a>
public final class RunLengths {
    private RunLengths() {}

    /// @param mask pixel (x, y) at `y · width + x`
    public static List<Integer> of(BitSet mask, int width, int height) {
        List<Integer> counts = new ArrayList<>();
        boolean now = false;
        int run = 0;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                if (mask.get(y * width + x) != now) {
                    counts.add(run);
                    run = 0;
                    now = !now;
                }
                run++;
            }
        }
        counts.add(run);
        return counts;
    }

    /// @throws IllegalArgumentException unless the runs fill the picture exactly
    static BitSet mask(long[] counts, int width, int height) {
        BitSet mask = new BitSet(width * height);
        long at = 0, pixels = (long) width * height;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0 || counts[i] > pixels - at) throw new IllegalArgumentException("runs that fill " + width + " × " + height + " pixels");
            if (i % 2 == 1) for (long k = at; k < at + counts[i]; k++) mask.set((int) (k % height) * width + (int) (k / height));
            at += counts[i];
        }
        if (at != pixels) throw new IllegalArgumentException("runs that fill " + width + " × " + height + " pixels");
        return mask;
    }

    /// Counts as pycocotools packs them: five bits a letter from `0` on, the sixth says that more follow, and from the fourth
    /// count on the difference to the last but one.
    ///
    /// @throws IllegalArgumentException if the text ends within a count, or holds other letters
    static long[] unpack(String text) {
        byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
        long[] counts = new long[letters.length];
        int n = 0;
        for (int at = 0; at < letters.length; n++) {
            long value = 0;
            boolean more = true;
            for (int shift = 0; more; shift += 5) {
                int letter = at < letters.length ? letters[at++] - 48 : -1;
                if (letter < 0 || letter > 63 || shift > 30) throw new IllegalArgumentException("packed runs");
                value |= (letter & 31L) << shift;
                more = (letter & 32) != 0;
                if (!more && (letter & 16) != 0) value |= -1L << shift + 5;
            }
            counts[n] = n > 2 ? value + counts[n - 2] : value;
        }
        return java.util.Arrays.copyOf(counts, n);
    }
}
