package org.maskwright.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Strays, holes and slices left out: what is found, where, and that the fix takes the finding away and nothing else.
class ShapeChecksTest {
    private static final LabelTable TABLE = Cases.table("Liver", "Spleen");
    /// 20 × 20 × 10 voxels of 2 mm³: 8 ml.
    private static final Box MAIN = new Box(5, 5, 5, 25, 25, 15);

    private static List<Finding> look(Check.OfLabels check, Labels labels) {
        return check.look(Cases.of(TABLE, labels));
    }

    @Test
    void aLabelInOnePieceHasNoFinding() {
        Labels labels = Cases.labels(Cases.GRID, 1, MAIN);
        for (Check check : Checks.ALL) if (check instanceof Check.OfLabels ofLabels) assertThat(look(ofLabels, labels)).as(check.id()).isEmpty();
    }

    @Test
    void islandsAreCountedMeasuredAndShown() {
        // 3 × 3 × 3 voxels are 54 mm³, 2 × 1 × 1 are 4 mm³
        Labels labels = Cases.labels(Cases.GRID, 1, MAIN, 1, new Box(30, 30, 2, 33, 33, 5), 1, new Box(0, 0, 0, 2, 1, 1));
        Finding found = look(new IslandCheck(), labels).getFirst();
        assertThat(found.sentence()).isEqualTo("“Liver” has 2 islands under 100 mm³ apart from its main part, 58 mm³ in all, the largest at voxel (31, 31, 3). Remove them, unless meant.");
        assertThat(found.voxel()).contains(new Point(31, 31, 3));
        assertThat(found.severity()).isEqualTo(Severity.LOOK);
        Labels mended = Cases.mended(found, labels, TABLE);
        assertThat(look(new IslandCheck(), mended)).isEmpty();
        assertThat(mended.sameVoxels(Cases.labels(Cases.GRID, 1, MAIN))).isTrue();
    }

    @Test
    void aPartAsLargeAsTheLimitIsNoIsland() {
        // 50 voxels of 2 mm³ are 100 mm³, and 49 are 98
        assertThat(look(new IslandCheck(), Cases.labels(Cases.GRID, 1, MAIN, 1, new Box(30, 30, 2, 35, 35, 4)))).isEmpty();
        assertThat(look(new IslandCheck(), Cases.labels(Cases.GRID, 1, MAIN, 1, new Box(30, 30, 2, 37, 37, 3)))).hasSize(1);
    }

    @Test
    void aPartThatTouchesByACornerBelongsToTheMainOne() {
        assertThat(look(new IslandCheck(), Cases.labels(Cases.GRID, 1, MAIN, 1, new Box(25, 25, 15, 26, 26, 16)))).isEmpty();
    }

    @Test
    void aLabelOfManySmallPartsIsNotTakenForCrumbs() {
        assertThat(look(new IslandCheck(), Cases.labels(Cases.GRID, 1, new Box(0, 0, 0, 3, 3, 3), 1, new Box(10, 10, 5, 13, 13, 7), 1, new Box(20, 20, 5, 22, 22, 7)))).isEmpty();
    }

    @Test
    void aHoleIsBackgroundEnclosedOnAllSides() {
        Labels labels = Cases.labels(Cases.GRID, 1, MAIN, 0, new Box(10, 10, 8, 12, 12, 10));
        Finding found = look(new HoleCheck(), labels).getFirst();
        assertThat(found.sentence()).isEqualTo("“Liver” encloses 1 hole without a label, 16 mm³ in all at voxel (10, 10, 9). Fill it, unless meant.");
        assertThat(MAIN.contains(10, 10, 9)).isTrue();
        Labels mended = Cases.mended(found, labels, TABLE);
        assertThat(look(new HoleCheck(), mended)).isEmpty();
        assertThat(mended.sameVoxels(Cases.labels(Cases.GRID, 1, MAIN))).isTrue();
    }

    @Test
    void anotherLabelInsideIsNoHoleAndATunnelNeither() {
        assertThat(look(new HoleCheck(), Cases.labels(Cases.GRID, 1, MAIN, 2, new Box(10, 10, 8, 12, 12, 10)))).isEmpty();
        assertThat(look(new HoleCheck(), Cases.labels(Cases.GRID, 1, MAIN, 0, new Box(10, 10, 0, 12, 12, 20)))).isEmpty();
    }

    @Test
    void fillingAHoleLeavesTheLabelInsideIt() {
        Labels labels = Cases.labels(Cases.GRID, 1, MAIN, 0, new Box(10, 10, 8, 14, 14, 12), 2, new Box(11, 11, 9, 13, 13, 11));
        Labels mended = Cases.mended(look(new HoleCheck(), labels).getFirst(), labels, TABLE);
        assertThat(mended.sameVoxels(Cases.labels(Cases.GRID, 1, MAIN, 2, new Box(11, 11, 9, 13, 13, 11)))).isTrue();
    }

    @Test
    void aSliceLeftOutIsFoundAcrossEachAxis() {
        for (int axis = 0; axis < 3; axis++) {
            Box gap = axis == 0 ? new Box(12, 0, 0, 13, 40, 20) : axis == 1 ? new Box(0, 12, 0, 40, 13, 20) : new Box(0, 0, 12, 40, 40, 13);
            Labels labels = Cases.labels(Cases.GRID, 1, MAIN, 0, gap);
            List<Finding> found = look(new GapCheck(), labels);
            assertThat(found).singleElement().satisfies(f -> assertThat(f.fix()).isEqualTo(Optional.of(new Fix.FillGap("case-001", 1, f.fix().get() instanceof Fix.FillGap g ? g.axis() : -1, 12))));
            assertThat(found.getFirst().sentence()).startsWith("“Liver” has no voxel in slice " + "xyz".charAt(axis) + " = 12, though the slices before and after have it.");
            assertThat(gap.contains((int) found.getFirst().voxel().get().x(), (int) found.getFirst().voxel().get().y(), (int) found.getFirst().voxel().get().z())).isTrue();
            assertThat(Cases.mended(found.getFirst(), labels, TABLE).sameVoxels(Cases.labels(Cases.GRID, 1, MAIN))).isTrue();
        }
    }

    @Test
    void twoEmptySlicesOrTwoThingsApartAreNoGap() {
        assertThat(look(new GapCheck(), Cases.labels(Cases.GRID, 1, MAIN, 0, new Box(0, 0, 9, 40, 40, 11)))).isEmpty();
        assertThat(look(new GapCheck(), Cases.labels(Cases.GRID, 1, new Box(0, 0, 0, 10, 10, 5), 1, new Box(20, 20, 6, 30, 30, 12)))).isEmpty();
    }

    @Test
    void aGapOnAnObliqueGridIsFilledAlongTheGrid() {
        Geometry oblique = new Geometry(Cases.GRID.size(), new org.maskwright.geometry.Affine(0.8, -0.6, 0, 5, 0.6, 0.8, 0, -7, 0, 0, 2, 3));
        Labels labels = Cases.labels(oblique, 1, MAIN, 0, new Box(0, 0, 12, 40, 40, 13));
        assertThat(Cases.mended(look(new GapCheck(), labels).getFirst(), labels, TABLE).sameVoxels(Cases.labels(oblique, 1, MAIN))).isTrue();
    }
}
