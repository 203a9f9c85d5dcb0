package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;

/// The set algebra of masks works on words of 64 voxels; boxes that begin anywhere must not shift a voxel.
class MaskSetsTest {
    private static final Size ROOM = new Size(210, 7, 4);

    private static Mask random(Random random) {
        int x = random.nextInt(150), y = random.nextInt(6), z = random.nextInt(3);
        Box box = new Box(x, y, z, x + 1 + random.nextInt(ROOM.x() - x), y + 1 + random.nextInt(ROOM.y() - y), z + 1 + random.nextInt(ROOM.z() - z));
        return Mask.of(box, b -> Grids.where(ROOM, (i, j, k) -> box.contains(i, j, k) && random.nextInt(3) == 0).forEachRun(b::run));
    }

    @Property(tries = 200)
    void setsAreCombinedVoxelByVoxel(@ForAll long seed) {
        Random random = new Random(seed);
        Mask a = random(random), b = random(random);
        assertSame(a.and(b), (x, y, z) -> a.contains(x, y, z) && b.contains(x, y, z));
        assertSame(a.or(b), (x, y, z) -> a.contains(x, y, z) || b.contains(x, y, z));
        assertSame(a.minus(b), (x, y, z) -> a.contains(x, y, z) && !b.contains(x, y, z));
    }

    private static void assertSame(Mask mask, Grids.VoxelTest expected) {
        long n = 0;
        for (int z = 0; z < ROOM.z(); z++) {
            for (int y = 0; y < ROOM.y(); y++) {
                for (int x = 0; x < ROOM.x(); x++) {
                    assertThat(mask.contains(x, y, z)).isEqualTo(expected.is(x, y, z));
                    if (expected.is(x, y, z)) n++;
                }
            }
        }
        assertThat(mask.count()).isEqualTo(n); // no bit beyond the box
    }

    @Property(tries = 200)
    void bitsReadAndWriteAnyPlaceOfARow(@ForAll long seed) {
        Random random = new Random(seed);
        Mask mask = random(random);
        int from = random.nextInt(330) - 100, y = random.nextInt(9) - 1, z = random.nextInt(6) - 1;
        long bits = mask.bits(y, z, from);
        for (int i = 0; i < 64; i++) assertThat(bits >>> i & 1).isEqualTo(mask.contains(from + i, y, z) ? 1 : 0);
        long written = random.nextLong();
        Mask line = Mask.of(mask.box(), b -> b.bits(y, z, from, written));
        for (int i = 0; i < 64; i++)
            assertThat(line.contains(from + i, y, z)).isEqualTo((written >>> i & 1) != 0 && mask.box().contains(from + i, y, z));
        assertThat(line.count()).isLessThanOrEqualTo(Long.bitCount(written));
    }
}
