package org.maskwright.learn.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;

class TilingTest {
    @Property(tries = 200)
    void everyVoxelLiesInATileAndEveryTileHasTheSize(@ForAll @IntRange(min = 1, max = 40) int x, @ForAll @IntRange(min = 1, max = 40) int y,
                                                     @ForAll @IntRange(min = 1, max = 20) int z, @ForAll @IntRange(min = 1, max = 24) int tileX,
                                                     @ForAll @IntRange(min = 1, max = 24) int tileZ) {
        var grid = new Size(x, y, z);
        var size = new Size(tileX, 8, tileZ);
        Tiling tiling = Tiling.of(grid, size);
        int[] covered = new int[Math.toIntExact(grid.voxels())];
        for (Box tile : tiling.tiles()) {
            assertThat(new Size(tile.width(), tile.height(), tile.depth())).isEqualTo(size);
            Box inside = tile.intersect(grid.box());
            for (int k = inside.z0(); k < inside.z1(); k++) {
                for (int j = inside.y0(); j < inside.y1(); j++) {
                    for (int i = inside.x0(); i < inside.x1(); i++) covered[(k * y + j) * x + i]++;
                }
            }
        }
        assertThat(covered).doesNotContain(0);
    }

    @Property(tries = 50)
    void weightsArePositiveAndHighestInTheMiddle(@ForAll @IntRange(min = 2, max = 20) int side) {
        float[] weights = Tiling.of(new Size(50, 50, 50), new Size(side, side, side)).weights();
        float highest = 0;
        for (float weight : weights) {
            assertThat(weight).isPositive();
            highest = Math.max(highest, weight);
        }
        int middle = side / 2;
        assertThat(weights[(middle * side + middle) * side + middle]).isEqualTo(highest);
    }
}
