package org.maskwright.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// On the upright grid x grows to the patient's left, so the right is at small x.
class SidesCheckTest {
    private static final Box AT_RIGHT = new Box(2, 10, 5, 12, 20, 15), AT_LEFT = new Box(28, 10, 5, 38, 20, 15), AT_MIDDLE = new Box(18, 25, 2, 22, 30, 18);
    private static final LabelTable KIDNEYS = Cases.table("Left kidney", "Right kidney");

    private static List<Finding> look(LabelTable table, Labels labels) {
        return new SidesCheck().look(Cases.of(table, labels));
    }

    @Test
    void aPairWhereItBelongsHasNoFinding() {
        assertThat(look(KIDNEYS, Cases.labels(Cases.GRID, 1, AT_LEFT, 2, AT_RIGHT))).isEmpty();
    }

    @Test
    void aSwappedPairStopsTheExportAndSwappingMendsIt() {
        Labels labels = Cases.labels(Cases.GRID, 1, AT_RIGHT, 2, AT_LEFT);
        Finding found = look(KIDNEYS, labels).getFirst();
        assertThat(found.severity()).isEqualTo(Severity.BLOCKS);
        assertThat(found.sentence()).startsWith("“Left kidney” lies 26 mm to the patient's right of “Right kidney”: the two are swapped, or the scan is mirrored.");
        assertThat(AT_RIGHT.contains((int) found.voxel().get().x(), (int) found.voxel().get().y(), (int) found.voxel().get().z())).isTrue();
        Labels mended = Cases.mended(found, labels, KIDNEYS);
        assertThat(look(KIDNEYS, mended)).isEmpty();
        assertThat(mended.sameVoxels(Cases.labels(Cases.GRID, 1, AT_LEFT, 2, AT_RIGHT))).isTrue();
    }

    @Test
    void thePatientsSideCountsAndNotTheGrids() {
        Geometry turned = new Geometry(Cases.GRID.size(), new Affine(-1, 0, 0, 39, 0, 1, 0, 0, 0, 0, 2, 0)); // x grows to the right
        assertThat(look(KIDNEYS, Cases.labels(turned, 1, AT_RIGHT, 2, AT_LEFT))).isEmpty();
        assertThat(look(KIDNEYS, Cases.labels(turned, 1, AT_LEFT, 2, AT_RIGHT))).hasSize(1);
    }

    @Test
    void aLabelOnBothSidesIsFoundWithThePlaceOnTheWrongOne() {
        // 4 × 10 × 10 of 1400 voxels lie on the right: 28.6 %
        Labels labels = Cases.labels(Cases.GRID, 1, AT_LEFT, 2, AT_RIGHT, 1, new Box(2, 25, 5, 6, 35, 15));
        assertThat(look(KIDNEYS, labels)).singleElement().satisfies(found -> {
            assertThat(found.label()).isEqualTo(1);
            assertThat(found.severity()).isEqualTo(Severity.LOOK);
            assertThat(found.sentence()).startsWith("29 % of “Left kidney” lie on the patient's right side, about voxel (");
            assertThat(found.voxel().get().x()).isBetween(2.0, 5.0);
        });
    }

    @Test
    void aSingleLabelIsJudgedByWhatLiesInTheMiddle() {
        LabelTable table = Cases.table("kidney_left", "vertebrae_L1", "kidney_right");
        assertThat(look(table, Cases.labels(Cases.GRID, 1, AT_LEFT, 2, AT_MIDDLE))).isEmpty();
        Labels wrong = Cases.labels(Cases.GRID, 1, AT_RIGHT, 2, AT_MIDDLE);
        Finding found = look(table, wrong).getFirst();
        assertThat(found.sentence()).isEqualTo("“kidney_left” lies on the patient's right side, and not on the left. Give its voxels the label of that side.");
        assertThat(Cases.mended(found, wrong, table).sameVoxels(Cases.labels(Cases.GRID, 3, AT_RIGHT, 2, AT_MIDDLE))).isTrue();
    }

    @Test
    void withoutAMiddleASingleLabelIsNotJudged() {
        assertThat(look(Cases.table("Left kidney"), Cases.labels(Cases.GRID, 1, AT_RIGHT))).isEmpty();
    }

    @Test
    void chambersOfTheHeartAreComparedWithEachOtherAlone() {
        LabelTable table = Cases.table("heart_atrium_left", "heart_atrium_right", "spinal_cord");
        Box left = new Box(32, 10, 5, 38, 20, 15), right = new Box(24, 10, 5, 30, 20, 15); // both left of the middle
        assertThat(look(table, Cases.labels(Cases.GRID, 1, left, 2, right, 3, AT_MIDDLE))).isEmpty();
        assertThat(look(table, Cases.labels(Cases.GRID, 1, right, 2, left, 3, AT_MIDDLE))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Left kidney, LEFT", "kidney_left, LEFT", "KidneyLeft, LEFT", "L kidney, LEFT", "kidney-R, RIGHT", "Niere rechts, RIGHT", "linke Niere, LEFT", "rein gauche, LEFT", "riñón derecho, RIGHT",
        "rene sinistro, LEFT", "ren dexter, RIGHT", "lh hippocampus, LEFT", "rib_left_1, LEFT"})
    void aSideIsReadInTheUsualWords(String name, Side side) {
        assertThat(Side.of(name)).hasValueSatisfying(named -> assertThat(named.side()).isEqualTo(side));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Liver", "vertebrae_L1", "bright spot", "leftover", "Left and right lung", "Rectum"})
    void aNameWithoutASideHasNone(String name) {
        assertThat(Side.of(name)).isEmpty();
    }

    @Test
    void ribsPairWithTheirOwnNumber() {
        assertThat(Side.of("rib_left_1").orElseThrow().rest()).isEqualTo(Side.of("rib_right_1").orElseThrow().rest()).isNotEqualTo(Side.of("rib_right_2").orElseThrow().rest());
    }
}
