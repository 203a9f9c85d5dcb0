package org.maskwright.learn.image;

import org.maskwright.geometry.Size;

/// Takes away islands: of each class but background only the largest connected piece may keep its voxels.
public final class LargestPiece {
    private LargestPiece() {}

    /// Lowers, in place, the probability of every class to 0 in its smaller pieces, so that the next likeliest class wins there.
    /// Pieces are connected by faces; of equally large ones the first in the array stays.
    ///
    /// @param probabilities `[class][z][y][x]`
    public static void keep(float[][] probabilities, Size size) {
        int voxels = Math.toIntExact(size.voxels());
        short[] best = new short[voxels];
        for (int i = 0; i < voxels; i++) {
            for (int c = 1; c < probabilities.length; c++) {
                if (probabilities[c][i] > probabilities[best[i]][i]) best[i] = (short) c;
            }
        }
        int[] piece = new int[voxels];
        int[] largest = new int[probabilities.length];
        int[] largestCount = new int[probabilities.length];
        int[] queue = new int[voxels];
        int pieces = 0;
        for (int start = 0; start < voxels; start++) {
            int c = best[start];
            if (c == 0 || piece[start] != 0) continue;
            int count = flood(start, ++pieces, best, piece, queue, size);
            if (count > largestCount[c]) {
                largestCount[c] = count;
                largest[c] = pieces;
            }
        }
        for (int i = 0; i < voxels; i++) {
            int c = best[i];
            if (c != 0 && piece[i] != largest[c]) probabilities[c][i] = 0;
        }
    }

    private static int flood(int start, int number, short[] best, int[] piece, int[] queue, Size size) {
        int[] steps = {1, size.x(), size.x() * size.y()};
        int count = 1;
        queue[0] = start;
        piece[start] = number;
        for (int next = 0; next < count; next++) {
            int at = queue[next];
            int[] position = {at % size.x(), at / size.x() % size.y(), at / steps[2]};
            for (int axis = 0; axis < 3; axis++) {
                for (int direction = -1; direction <= 1; direction += 2) {
                    int moved = position[axis] + direction;
                    int to = at + direction * steps[axis];
                    if (moved < 0 || moved >= size.along(axis) || piece[to] != 0 || best[to] != best[start]) continue;
                    piece[to] = number;
                    queue[count++] = to;
                }
            }
        }
        return count;
    }
}
