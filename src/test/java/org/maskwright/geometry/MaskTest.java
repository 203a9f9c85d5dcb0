package org.maskwright.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    /// Random stretches of set and clear voxels, so that runs of all lengths come, over word borders too.
    private static boolean[][][] bits(Box box, Random random) {
        boolean[][][] bits = new boolean[box.depth()][box.height()][box.width()];
        for (boolean[][] slice : bits) {
            for (boolean[] row : slice) {
                boolean on = random.nextBoolean();
                for (int x = 0; x < row.length; x++) {
                    if (random.nextInt(1 + random.nextInt(40)) == 0) on = !on;
                    row[x] = on;
                }
            }
        }
        return bits;
    }

    private static Mask mask(Box box, boolean[][][] bits) {
        return Mask.of(box, b -> {
            for (int z = 0; z < bits.length; z++)
                for (int y = 0; y < bits[z].length; y++) for (int x = 0; x < bits[z][y].length; x++) if (bits[z][y][x]) b.set(box.x0() + x, box.y0() + y, box.z0() + z);
        });
    }

    private record Run(int y, int z, int x0, int x1) {}

    private static List<Run> runsByHand(Box box, boolean[][][] bits) {
        List<Run> runs = new ArrayList<>();
        for (int z = 0; z < box.depth(); z++) {
            for (int y = 0; y < box.height(); y++) {
                for (int x = 0; x < box.width(); x++) {
                    if (!bits[z][y][x] || x > 0 && bits[z][y][x - 1]) continue;
                    int end = x;
                    while (end < box.width() && bits[z][y][end]) end++;
                    runs.add(new Run(box.y0() + y, box.z0() + z, box.x0() + x, box.x0() + end));
                }
            }
        }
        return runs;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 63, 64, 65, 127, 128, 129, 192, 200})
    void runsAreThoseFoundVoxelByVoxel(int width) {
        Random random = new Random(width);
        for (int round = 0; round < 60; round++) {
            Box box = new Box(-7, 3, -2, width - 7, 6, 0);
            boolean[][][] bits = bits(box, random);
            Mask mask = mask(box, bits);
            List<Run> runs = new ArrayList<>();
            mask.forEachRun((y, z, x0, x1) -> runs.add(new Run(y, z, x0, x1)));
            assertThat(runs).isEqualTo(runsByHand(box, bits));
            assertThat(mask.count()).isEqualTo(runs.stream().mapToLong(r -> r.x1 - r.x0).sum());
            assertThat(mask.isEmpty()).isEqualTo(runs.isEmpty());
            Mask again = Mask.of(box, b -> runs.forEach(r -> b.run(r.y, r.z, r.x0, r.x1)));
            assertThat(again).isEqualTo(mask);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 130})
    void everyRunSetsItsVoxelsAndNoOthers(int width) {
        Box box = new Box(0, 0, 0, width, 3, 1);
        for (int from = 0; from < width; from++) {
            for (int to = from; to <= width; to += 1 + (to - from) / 9) {
                int x0 = from, x1 = to;
                Mask mask = Mask.of(box, b -> b.run(1, 0, x0, x1));
                assertThat(mask.count()).isEqualTo(to - from);
                for (int x = 0; x < width; x++) assertThat(mask.contains(x, 1, 0)).isEqualTo(x >= from && x < to);
            }
        }
    }

    @Property(tries = 200)
    void setAlgebraIsThatOfTheVoxels(@ForAll long seed, @ForAll @IntRange(min = 1, max = 70) int width) {
        Random random = new Random(seed);
        Box a = new Box(0, 0, 0, width, 3, 2), b = new Box(random.nextInt(-9, 9), -1, 1, width, 2, 3);
        Mask ma = mask(a, bits(a, random)), mb = b.isEmpty() ? Mask.EMPTY : mask(b, bits(b, random));
        Mask and = ma.and(mb), or = ma.or(mb), minus = ma.minus(mb);
        for (int z = -1; z < 4; z++) {
            for (int y = -2; y < 4; y++) {
                for (int x = -10; x < width + 2; x++) {
                    boolean inA = ma.contains(x, y, z), inB = mb.contains(x, y, z);
                    assertThat(and.contains(x, y, z)).isEqualTo(inA && inB);
                    assertThat(or.contains(x, y, z)).isEqualTo(inA || inB);
                    assertThat(minus.contains(x, y, z)).isEqualTo(inA && !inB);
                }
            }
        }
        assertThat(and.count() + or.count()).isEqualTo(ma.count() + mb.count());
        assertThat(or).isEqualTo(mb.or(ma)).hasSameHashCodeAs(mb.or(ma));
    }

    @Test
    void voxelsPastTheBorderAreLeftOut() {
        Mask mask = Mask.of(new Box(0, 0, 0, 4, 4, 1), b -> {
            b.set(4, 0, 0);
            b.set(-1, 0, 0);
            b.set(0, 0, 1);
            b.run(2, 0, -5, 99);
            b.run(9, 0, 0, 4);
            b.run(1, 0, 3, 3);
            b.run(1, 0, 6, 2);
        });
        assertThat(mask.count()).isEqualTo(4);
        assertThat(mask.contains(0, 2, 0)).isTrue();
    }

    @Test
    void aBuiltMaskNeverChanges() {
        Mask.Builder builder = new Mask.Builder(new Box(0, 0, 0, 4, 1, 1));
        builder.set(1, 0, 0);
        Mask mask = builder.build();
        builder.set(2, 0, 0);
        builder.run(0, 0, 0, 4);
        assertThat(mask.count()).isEqualTo(1);
    }

    @Test
    void masksAreEqualByVoxelsNotByBoxes() {
        Mask small = Mask.of(new Box(2, 2, 2, 3, 3, 3), b -> b.set(2, 2, 2)), large = Mask.of(new Box(0, 0, 0, 9, 9, 9), b -> b.set(2, 2, 2));
        assertThat(small).isEqualTo(large).hasSameHashCodeAs(large);
        assertThat(small).isNotEqualTo(Mask.of(new Box(0, 0, 0, 9, 9, 9), b -> b.set(2, 2, 3)));
    }
}
