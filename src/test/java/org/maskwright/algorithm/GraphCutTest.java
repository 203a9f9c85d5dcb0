package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Size;

class GraphCutTest {
    private static final Size SIZE = new Size(3, 2, 2);

    @Test
    void noOtherWayOfPartingTheGridIsCheaper() {
        var random = new Random(11);
        for (int n = 0; n < 200; n++) {
            int[] ofObject = numbers(random, 12), ofBackground = numbers(random, 12);
            int[][] parting = {numbers(random, 8), numbers(random, 8), numbers(random, 8)};
            int found = cost(GraphCut.of(SIZE, ofObject, ofBackground, parting), ofObject, ofBackground, parting);
            int least = Integer.MAX_VALUE;
            for (int way = 0; way < 1 << 12; way++) {
                boolean[] object = new boolean[12];
                for (int i = 0; i < 12; i++) object[i] = (way >> i & 1) == 1;
                least = Math.min(least, cost(object, ofObject, ofBackground, parting));
            }
            assertThat(found).as("grid %s", n).isEqualTo(least);
        }
    }

    private static int[] numbers(Random random, int below) {
        return random.ints(12, 0, below).toArray();
    }

    private static int cost(boolean[] object, int[] ofObject, int[] ofBackground, int[][] parting) {
        int cost = 0;
        for (int i = 0; i < object.length; i++) {
            cost += object[i] ? ofObject[i] : ofBackground[i];
            int x = i % 3, y = i / 3 % 2, z = i / 6;
            if (x < 2 && object[i] != object[i + 1]) cost += parting[0][i];
            if (y < 1 && object[i] != object[i + 3]) cost += parting[1][i];
            if (z < 1 && object[i] != object[i + 6]) cost += parting[2][i];
        }
        return cost;
    }

    @Test
    void aNoisyStepIsPartedWhereItLies() {
        Size size = new Size(30, 4, 5);
        var random = new Random(3);
        int[] ofObject = new int[600], ofBackground = new int[600];
        int[][] parting = new int[3][600];
        for (int i = 0; i < 600; i++) {
            double grey = (i % 30 < 17 ? 1 : 0) + 0.6 * random.nextGaussian();
            ofObject[i] = (int) (100 * (grey - 1) * (grey - 1));
            ofBackground[i] = (int) (100 * grey * grey);
            for (int[] axis : parting) axis[i] = 120;
        }
        boolean[] object = GraphCut.of(size, ofObject, ofBackground, parting);
        for (int i = 0; i < 600; i++) assertThat(object[i]).as("voxel %s", i).isEqualTo(i % 30 < 17);
    }
}
