package org.maskwright.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.label.Labels;
import org.maskwright.testing.Phantoms;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.Volume;

/// Grids that part, and scans without a picture.
class ScanChecksTest {
    private static final Box SOMEWHERE = new Box(5, 5, 5, 25, 25, 15);

    private static CheckedCase on(Geometry labelled, Volume scan) {
        return new CheckedCase("case-001", labelled, scan, Cases.labels(labelled, 1, SOMEWHERE), Cases.table("Liver"), Cases.RULES);
    }

    private static List<Finding> grid(Geometry labelled, Geometry scan) {
        return new GridCheck().look(on(labelled, Cases.scan(scan)));
    }

    private static Geometry moved(Geometry grid, double mm) {
        return new Geometry(grid.size(), Affine.translation(0, 0, mm).after(grid.toPatient()));
    }

    @Test
    void oneGridHasNoFinding() {
        assertThat(grid(Cases.GRID, Cases.GRID)).isEmpty();
    }

    @Test
    void roundingIsSnappedAndSaid() {
        assertThat(grid(Cases.GRID, moved(Cases.GRID, 5e-4))).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.NOTE);
            assertThat(found.sentence()).isEqualTo("The grids of labels and scan differ by 5.0e-04 mm, as rounding does; the labels are written on the scan's grid.");
            assertThat(found.fix()).contains(new Fix.SnapGrid("case-001"));
        });
    }

    @Test
    void moreThanRoundingIsToBeLookedAt() {
        assertThat(grid(Cases.GRID, moved(Cases.GRID, 0.02))).singleElement().satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.LOOK));
    }

    @Test
    void anotherPlaceSizeOrSpacingStopsTheExport() {
        assertThat(grid(Cases.GRID, moved(Cases.GRID, 3)).getFirst().sentence()).isEqualTo("The labels lie up to 3.0 mm from where the scan lies. Put back the scan that was labelled, or leave the case out.");
        assertThat(grid(Cases.GRID, Geometry.upright(40, 40, 20, 1, 1, 2.5)).getFirst().sentence()).startsWith("The labels' voxels are 1.000 × 1.000 × 2.000 mm, the scan's 1.000 × 1.000 × 2.500 mm.");
        assertThat(grid(Cases.GRID, Geometry.upright(40, 40, 21, 1, 1, 2)).getFirst().sentence()).startsWith("The labels have 40 × 40 × 20 voxels, the scan 40 × 40 × 21.");
        assertThat(grid(Cases.GRID, moved(Cases.GRID, 3)).getFirst().severity()).isEqualTo(Severity.BLOCKS);
    }

    @Test
    void aMirroredGridIsCalledByItsName() {
        Geometry mirrored = new Geometry(Cases.GRID.size(), new Affine(-1, 0, 0, 39, 0, 1, 0, 0, 0, 0, 2, 0));
        assertThat(grid(Cases.GRID, mirrored)).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.BLOCKS);
            assertThat(found.sentence()).startsWith("The labels run along voxel axis x against the scan: they would stand mirrored in the patient.");
        });
    }

    @Test
    void ofLabelsThatDoNotFitNothingElseIsSaid() {
        Geometry other = Geometry.upright(10, 10, 10, 1, 1, 1);
        assertThat(Checks.ofCase(List.of(on(Cases.GRID, Cases.scan(other))))).extracting(Finding::check).containsExactly("grid");
    }

    @Test
    void aVoxelWithoutANumberStopsTheExportAndIsShown() {
        float[][] slices = new float[20][1600];
        slices[3][2 * 40 + 7] = Float.NaN;
        slices[9][0] = Float.POSITIVE_INFINITY;
        slices[10][5] = 4;
        Finding found = new ImageCheck().look(on(Cases.GRID, FloatVolume.adopting(Cases.GRID, slices, ScanInfo.UNKNOWN))).getFirst();
        assertThat(found.sentence()).startsWith("The scan holds no number in 2 voxels, the first at (7, 2, 3)");
        assertThat(found.voxel()).contains(new Point(7, 2, 3));
        assertThat(found.fix()).contains(new Fix.LeaveOut("case-001"));
    }

    @Test
    void aScanOfOneValueStopsTheExport() {
        assertThat(new ImageCheck().look(on(Cases.GRID, Phantoms.shorts(Cases.GRID, p -> 7))).getFirst().sentence()).startsWith("Every voxel of the scan has the value 7.0");
        assertThat(new ImageCheck().look(on(Cases.GRID, Cases.scan(Cases.GRID)))).isEmpty();
    }

    @Test
    void aValueWithoutANameStopsTheExport() {
        Labels labels = Cases.labels(Cases.GRID, 1, SOMEWHERE, 7, new Box(0, 0, 0, 2, 1, 1));
        Finding found = new UnnamedValueCheck().look(Cases.of(Cases.table("Liver"), labels)).getFirst();
        assertThat(found.sentence()).isEqualTo("2 voxels have label 7, which has no name. Name it, or erase it.");
        assertThat(found.fix()).contains(new Fix.Rename(7, "Label 7"));
        assertThat(new UnnamedValueCheck().look(Cases.of(Cases.table("Liver"), Cases.labels(Cases.GRID, 1, SOMEWHERE)))).isEmpty();
    }
}
