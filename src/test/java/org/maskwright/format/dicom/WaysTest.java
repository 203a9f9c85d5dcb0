package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.maskwright.volume.Volume;

/// Ways on with slices that are leaning, missing, twice there, or uneven.
class WaysTest {
    private static final int COLUMNS = 12, ROWS = 16;

    @TempDir Path folder;

    /// A slice at `position` of a world whose value is 3x + 5y + 7z + 100 everywhere.
    private static DicomFiles slice(int number, Point position, double tiltDegrees) {
        double cos = Math.cos(Math.toRadians(tiltDegrees)), sin = Math.sin(Math.toRadians(tiltDegrees));
        short[] samples = new short[COLUMNS * ROWS];
        for (int y = 0; y < ROWS; y++)
            for (int x = 0; x < COLUMNS; x++) samples[y * COLUMNS + x] = (short) Math.round(10 * value(position.plus(new Point(2 * x, 2 * y * cos, -2 * y * sin))));
        return DicomFiles.slice(COLUMNS, ROWS, number).at(position).numbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, cos, -sin).numbers(Tag.PixelSpacing, 2, 2)
                .numbers(Tag.RescaleIntercept, 0).numbers(Tag.RescaleSlope, 0.1).pixels(samples);
    }

    private static double value(Point p) {
        return 3 * p.x() + 5 * p.y() + 7 * p.z() + 100;
    }

    private List<Item> items(List<DicomFiles> slices) throws Exception {
        DicomFiles.series(folder, slices);
        return Formats.describe(folder, Progress.NONE).items();
    }

    private static Item item(List<Item> items, String way) {
        return items.stream().filter(i -> i.id().endsWith(way)).findFirst().orElseThrow();
    }

    /// Counts the voxels that hold the world's value; the others must be air beyond the slices.
    private static int requireTrue(Volume volume) {
        Geometry g = volume.geometry();
        int seen = 0;
        for (int z = 0; z < g.size().z(); z++) {
            for (int y = 0; y < g.size().y(); y++) {
                for (int x = 0; x < g.size().x(); x++) {
                    double found = volume.value(x, y, z);
                    if (found == -1024) continue;
                    seen++;
                    // samples are rounded to a tenth, and held at the border half a pixel long
                    assertThat(found).isCloseTo(value(g.toPatient(x, y, z)), within(5.2));
                }
            }
        }
        return seen;
    }

    @Test void aLeaningStackIsExactAsItIsAndCanBeStraightened() throws Exception {
        List<DicomFiles> slices = new ArrayList<>();
        for (int z = 0; z < 6; z++) slices.add(slice(z, new Point(0, 0, 5 * z), 14));
        List<Item> items = items(slices);
        assertThat(items).extracting(Item::id).containsExactly("1.2.3", "1.2.3#straight");
        assertThat(requireTrue(items.getFirst().volume(Progress.NONE))).isEqualTo(COLUMNS * ROWS * 6);
        Volume straight = items.get(1).volume(Progress.NONE);
        Geometry g = straight.geometry();
        Point across = g.toPatient(0, 0, 1).minus(g.toPatient(0, 0, 0));
        assertThat(across.dot(g.toPatient(0, 1, 0).minus(g.toPatient(0, 0, 0)))).isCloseTo(0, within(1e-9));
        assertThat(across.length()).isCloseTo(5 * Math.cos(Math.toRadians(14)), within(1e-9));
        assertThat(g.size().y()).isEqualTo(ROWS + 4); // 25 mm · sin 14° in pixels of 2 mm, and a bit
        assertThat(requireTrue(straight)).isBetween(COLUMNS * ROWS * 6 - 6 * COLUMNS, COLUMNS * (ROWS + 1) * 6);
        assertThat(items.get(1).remarks()).anyMatch(r -> r.contains("interpolated"));
    }

    @Property(tries = 40)
    void resamplingPutsEveryValueWhereItWasMeasured(@ForAll @IntRange(min = 4, max = 9) int count, @ForAll @DoubleRange(min = 0, max = 20) double tilt,
            @ForAll @DoubleRange(min = 0.2, max = 0.6) double jitter) throws Exception {
        List<Placement> images = new ArrayList<>();
        double cos = Math.cos(Math.toRadians(tilt)), sin = Math.sin(Math.toRadians(tilt)), height = 0;
        for (int z = 0; z < count; z++, height += 3 + (z % 2 == 0 ? jitter : -jitter)) images.add(new Placement(new Point(0, 0, height), new Point(1, 0, 0), new Point(0, cos, -sin), 2, 2));
        Ways.Way way = Ways.of(images, COLUMNS, ROWS, 1).stream().filter(w -> w.id().equals("resampled")).findFirst().orElseThrow();
        Ways.Plan.Resampled plan = (Ways.Plan.Resampled) way.plan();
        Point normal = images.getFirst().normal();
        for (int z = 0; z < plan.blends().size(); z++) {
            Blend blend = plan.blends().get(z);
            Placement below = images.get(plan.source().order().get(blend.below())), above = images.get(plan.source().order().get(blend.above()));
            Point a = place(below, blend.belowX(), blend.belowY()), b = place(above, blend.aboveX(), blend.aboveY());
            Point made = a.plus(b.minus(a).times(blend.part())), wanted = plan.geometry().toPatient(0, 0, z);
            assertThat(made.distanceTo(wanted)).isLessThan(0.04); // a hundredth of a step is not worth a blend
            assertThat(b.minus(a).minus(normal.times(b.minus(a).dot(normal))).length()).isLessThan(1e-9);
        }
    }

    private static Point place(Placement image, double x, double y) {
        return image.position().plus(image.across().times(x * image.stepAcrossMm())).plus(image.down().times(y * image.stepDownMm()));
    }

    @Test void unevenSlicesCanBeResampled() throws Exception {
        double[] heights = {0, 2, 4, 7, 9, 11.5, 13.5, 15.5};
        List<DicomFiles> slices = new ArrayList<>();
        for (int z = 0; z < heights.length; z++) slices.add(slice(z, new Point(0, 0, heights[z]), 0));
        List<Item> items = items(slices);
        assertThat(items).extracting(Item::id).containsExactly("1.2.3#even", "1.2.3#resampled", "1.2.3#as-is");
        Item resampled = item(items, "#resampled");
        assertThat(resampled.title()).contains("resampled to 1.938 mm");
        assertThat(requireTrue(resampled.volume(Progress.NONE))).isEqualTo(COLUMNS * ROWS * 9);
        assertThat(requireTrue(item(items, "#even").volume(Progress.NONE))).isEqualTo(COLUMNS * ROWS * 3);
    }

    @Test void ofDuplicatesTheFirstOrTheLastIsTaken() throws Exception {
        List<DicomFiles> slices = new ArrayList<>();
        for (int z = 0; z < 5; z++) slices.add(slice(z, new Point(0, 0, 2 * z), 0));
        slices.add(slice(9, new Point(0, 0, 4), 0).pixels(new short[COLUMNS * ROWS]));
        List<Item> items = items(slices);
        assertThat(items).extracting(Item::id).containsExactly("1.2.3#first", "1.2.3#last");
        assertThat(requireTrue(items.getFirst().volume(Progress.NONE))).isEqualTo(COLUMNS * ROWS * 5);
        assertThat(items.get(1).volume(Progress.NONE).value(3, 3, 2)).isEqualTo(0);
        assertThat(items.getFirst().remarks()).anyMatch(r -> r.contains("more than one image")).anyMatch(r -> r.contains("1 image that shares"));
    }

    @Test void twoAcquisitionsOfDifferentExtentAreTwoVolumes() throws Exception {
        List<DicomFiles> slices = new ArrayList<>();
        for (int z = 0; z < 5; z++) slices.add(slice(z, new Point(0, 0, 2 * z), 0).text(Tag.AcquisitionNumber, VR.IS, "1"));
        for (int z = 0; z < 3; z++) slices.add(slice(10 + z, new Point(0, 0, 4 + 2 * z), 0).text(Tag.AcquisitionNumber, VR.IS, "2"));
        List<Item> items = items(slices);
        assertThat(items).extracting(Item::id).containsExactly("1.2.3/1", "1.2.3/2");
        assertThat(items).extracting(i -> i.header().size().z()).containsExactly(5, 3);
        assertThat(Formats.describe(folder, Progress.NONE).remarks()).anyMatch(r -> r.contains("told apart by their acquisition number"));
    }
}
