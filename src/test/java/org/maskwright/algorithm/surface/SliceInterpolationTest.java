package org.maskwright.algorithm.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

class SliceInterpolationTest {
    private static final Point SQUARE = new Point(1, 1, 1);

    private static Mask disc(double radius, int z) {
        return Mask.of(new Box(0, 0, z, 41, 41, z + 1), b -> {
            for (int y = 0; y < 41; y++) for (int x = 0; x < 41; x++) if (Math.hypot(x - 20, y - 20) <= radius) b.set(x, y, z);
        });
    }

    @Test
    void betweenTwoDiscsLiesADiscOfTheRadiusBetween() {
        Mask between = SliceInterpolation.between(disc(6, 0).or(disc(14, 2)), 2, 1, SQUARE);
        assertThat(between.minus(disc(10.6, 1)).isEmpty()).isTrue();
        assertThat(disc(9.4, 1).minus(between).isEmpty()).isTrue();
    }

    @Test
    void betweenTwoEqualSlicesLiesTheSame() {
        for (double radius : new double[] {0, 1, 5, 12.5})
            assertThat(SliceInterpolation.between(disc(radius, 3).or(disc(radius, 5)), 2, 4, SQUARE)).isEqualTo(disc(radius, 4));
    }

    @Test
    void spacingPlaysItsPart() {
        // squares of 4 and 12 voxels along x give 8; a voxel along y is 100 mm, so y plays no part in the distance
        Mask mask = Mask.of(new Box(0, 0, 0, 40, 5, 3), b -> {
            for (int y = 0; y < 5; y++) {
                b.run(y, 0, 18, 22);
                b.run(y, 2, 14, 26);
            }
        });
        Mask between = SliceInterpolation.between(mask, 2, 1, new Point(1, 100, 1));
        assertThat(between.contains(16, 2, 1)).isTrue();
        assertThat(between.contains(23, 2, 1)).isTrue();
        assertThat(between.contains(15, 2, 1)).isFalse();
        assertThat(between.contains(24, 2, 1)).isFalse();
    }

    @Test
    void withoutASliceOnBothSidesThereIsNothingBetween() {
        assertThat(SliceInterpolation.between(disc(6, 0), 2, 1, SQUARE).isEmpty()).isTrue();
        assertThat(SliceInterpolation.between(Mask.EMPTY, 0, 1, SQUARE).isEmpty()).isTrue();
    }
}
