package org.maskwright.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AffineTest {
    @Property(tries = 300)
    void theInverseTakesEveryPointBack(@ForAll long seed, @ForAll @DoubleRange(min = -900, max = 900) double x, @ForAll @DoubleRange(min = -900, max = 900) double y) {
        Affine map = Oblique.random(new Random(seed), new Size(1, 1, 1)).toPatient();
        Point p = new Point(x, y, x - y);
        assertThat(map.inverse().apply(map.apply(p)).distanceTo(p)).isLessThan(1e-8);
        assertThat(map.apply(map.inverse().apply(p)).distanceTo(p)).isLessThan(1e-8);
    }

    @Property(tries = 200)
    void afterAppliesTheFirstThenThis(@ForAll long seed) {
        Random random = new Random(seed);
        Affine first = Oblique.random(random, new Size(1, 1, 1)).toPatient(), then = Oblique.random(random, new Size(1, 1, 1)).toPatient();
        Point p = new Point(3, -5, 7);
        assertThat(then.after(first).apply(p).distanceTo(then.apply(first.apply(p)))).isLessThan(1e-8);
        assertThat(then.after(first).determinant()).isCloseTo(then.determinant() * first.determinant(), org.assertj.core.data.Percentage.withPercentage(1e-6));
    }

    @Test
    void anObliqueMapIsWhatItsColumnsSay() {
        Affine map = Affine.ofColumns(new Point(1, 2, 3), new Point(4, 5, 6), new Point(7, 8, 10), new Point(100, 200, 300));
        assertThat(map.apply(1, 0, 0)).isEqualTo(new Point(101, 202, 303));
        assertThat(map.apply(0, 1, 1)).isEqualTo(new Point(111, 213, 316));
        assertThat(map.column(1)).isEqualTo(new Point(4, 5, 6));
        assertThat(map.origin()).isEqualTo(new Point(100, 200, 300));
        assertThat(map.determinant()).isEqualTo(-3); // 1(50−48) − 4(20−24) + 7(12−15)
        assertThat(Affine.ofRows(map.rows())).isEqualTo(map);
    }

    @Test
    void turningTheTargetTwiceChangesNothing() {
        Affine map = Affine.ofColumns(new Point(1, 2, 3), new Point(4, 5, 6), new Point(7, 8, 10), new Point(100, 200, 300));
        assertThat(map.withTargetXyNegated().apply(1, 0, 0)).isEqualTo(new Point(-101, -202, 303));
        assertThat(map.withTargetXyNegated().withTargetXyNegated()).isEqualTo(map);
    }

    @Test
    void aFlatMapHasNoInverse() {
        Affine flat = Affine.ofColumns(new Point(1, 0, 0), new Point(0, 1, 0), new Point(1, 1, 0), new Point(0, 0, 0));
        assertThatThrownBy(flat::inverse).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("one plane");
    }

    @Test
    void tinySpacingsHaveAnInverse() {
        Affine map = Affine.scaling(1e-6, 1e-6, 1e-3);
        assertThat(map.inverse().apply(map.apply(3, 4, 5)).distanceTo(new Point(3, 4, 5))).isLessThan(1e-9);
    }

    @Test
    void notANumberIsRefused() {
        assertThatThrownBy(() -> Affine.translation(Double.NaN, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Affine.scaling(1, Double.POSITIVE_INFINITY, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
