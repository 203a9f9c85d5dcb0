package org.maskwright.algorithm.phantom;

import java.util.SplittableRandom;

/// Smooth random fields of one, two or three numbers: value noise on the unit lattice, repeating every 256.
final class Noise {
    private static final int MASK = 255;

    private final int[] order = new int[2 * (MASK + 1)];
    private final float[] value = new float[MASK + 1];

    Noise(SplittableRandom random) {
        for (int i = 0; i <= MASK; i++) {
            order[i] = i;
            value[i] = (float) random.nextDouble(-1, 1);
        }
        for (int i = MASK; i > 0; i--) {
            int j = random.nextInt(i + 1), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        System.arraycopy(order, 0, order, MASK + 1, MASK + 1);
    }

    /// A value in [−1, 1] that changes over distances of about 1.
    double at(double x, double y, double z) {
        int i = floor(x), j = floor(y), k = floor(z);
        double u = fade(x - i), v = fade(y - j), w = fade(z - k);
        i &= MASK;
        j &= MASK;
        k &= MASK;
        int i1 = (i + 1) & MASK, j1 = (j + 1) & MASK, k1 = (k + 1) & MASK;
        int a = order[i] + j & MASK, a1 = order[i] + j1 & MASK, b = order[i1] + j & MASK, b1 = order[i1] + j1 & MASK;
        a = order[a];
        a1 = order[a1];
        b = order[b];
        b1 = order[b1];
        double near = mix(mix(value[order[a + k]], value[order[b + k]], u), mix(value[order[a1 + k]], value[order[b1 + k]], u), v);
        double far = mix(mix(value[order[a + k1]], value[order[b + k1]], u), mix(value[order[a1 + k1]], value[order[b1 + k1]], u), v);
        return mix(near, far, w);
    }

    private static int floor(double x) {
        int i = (int) x;
        return x < i ? i - 1 : i;
    }

    private static double fade(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
