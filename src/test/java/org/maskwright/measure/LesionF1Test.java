package org.maskwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.label.Labels;

class LesionF1Test {
    private static final Geometry GRID = Geometry.upright(30, 10, 5, 1, 1, 2);

    private static Comparison compare(Box[] reference, Box[] candidate) {
        Labels a = labels(reference), b = labels(candidate);
        return new Comparison(a, b, 1, CaseScore.of("case", a, b).overlap(1));
    }

    private static Labels labels(Box... boxes) {
        return Labels.of(GRID, Mask.of(GRID.size().box(), out -> {
            for (Box b : boxes) for (int z = b.z0(); z < b.z1(); z++) for (int y = b.y0(); y < b.y1(); y++) out.run(y, z, b.x0(), b.x1());
        }), 1);
    }

    private static final Box LARGE = new Box(0, 0, 0, 5, 5, 3), SMALL = new Box(10, 2, 1, 11, 3, 2), PAIR = new Box(20, 2, 1, 22, 3, 2), ELSEWHERE = new Box(27, 8, 4, 28, 9, 5);

    @Test
    void threeLesionsOneMissedAndOneFalseFind() {
        Comparison c = compare(new Box[] {LARGE, SMALL, PAIR}, new Box[] {new Box(4, 4, 2, 7, 7, 4), new Box(21, 2, 1, 23, 3, 2), ELSEWHERE});
        assertThat(new LesionF1(0).count(c)).isEqualTo(new LesionF1.Count(3, 1, 3, 1));
        assertThat(new LesionF1(0).of(c).orElse(-1)).isCloseTo(4 / 6.0, within(1e-12));
    }

    @Test
    void partsBelowTheLeastVolumeDoNotCount() {
        Comparison c = compare(new Box[] {LARGE, SMALL}, new Box[] {LARGE, ELSEWHERE});
        assertThat(new LesionF1(2).count(c)).as("one voxel is 2 mm³").isEqualTo(new LesionF1.Count(2, 1, 2, 1));
        assertThat(new LesionF1(2.1).count(c)).isEqualTo(new LesionF1.Count(1, 0, 1, 0));
    }

    @Test
    void voxelsThatShareACornerAreOneLesion() {
        Comparison c = compare(new Box[] {new Box(3, 3, 1, 4, 4, 2), new Box(4, 4, 2, 5, 5, 3)}, new Box[] {SMALL});
        assertThat(new LesionF1(0).count(c)).isEqualTo(new LesionF1.Count(1, 1, 1, 1));
    }
}
