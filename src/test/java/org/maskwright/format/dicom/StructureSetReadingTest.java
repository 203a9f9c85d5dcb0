package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.Python;
import org.maskwright.testing.SharedData;
import org.maskwright.testing.StructureSetFiles;

/// Outlines become the voxels whose centres they enclose.
class StructureSetReadingTest {
    private static final Geometry GRID = Geometry.upright(12, 10, 4, 1, 1, 1);

    @TempDir Path folder;

    /// A structure set in a folder of its own, beside the series of 12 × 10 × 4 voxels that it is about.
    private Contents beside(StructureSetFiles set) throws Exception {
        DicomFiles.series(folder.resolve("ct"), DicomFiles.stack(12, 10, 4));
        return Formats.describe(set.write(folder.resolve("rt").resolve("set.dcm")), Progress.NONE);
    }

    private static StructureSetFiles set() {
        return StructureSetFiles.on(GRID, "1.2.3");
    }

    private Labels read(StructureSetFiles set) throws Exception {
        Contents contents = beside(set);
        assertThat(contents.items()).hasSize(1);
        return contents.items().getFirst().labels(Progress.NONE);
    }

    private static List<String> rows(Labels labels, int z) {
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < labels.geometry().size().y(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < labels.geometry().size().x(); x++) row.append(labels.at(x, y, z) == 0 ? "." : labels.at(x, y, z));
            rows.add(row.toString());
        }
        return rows;
    }

    @Test void aRegionHasItsNumberNameColourAndVoxels() throws Exception {
        Contents contents = beside(set().roi(7, "Liver", 200, 100, 50).box(2, 3, 4, 6, 6));
        Item item = contents.items().getFirst();
        assertThat(item.header().geometry().sameGrid(GRID, 1e-9)).isTrue();
        assertThat(item.header().table().entries()).containsExactly(new LabelTable.Entry(7, "Liver", 0xC86432));
        Labels labels = item.labels(Progress.NONE);
        assertThat(labels.counts()).isEqualTo(new TreeMap<>(java.util.Map.of(7, 6L)));
        assertThat(rows(labels, 2).subList(3, 7)).containsExactly("............", "...777......", "...777......", "............");
    }

    @Test void aCentreOnALeftOrUpperEdgeIsInAndOnARightOrLowerEdgeOut() throws Exception {
        // the legs run through centres, and the long side x + y = 4 through (4, 0), (3, 1), (2, 2), (1, 3), (0, 4)
        Labels labels = read(set().roi(1, "Triangle").contour("CLOSED_PLANAR", 0, 0, 0, 4, 0, 0, 4));
        assertThat(rows(labels, 0).subList(0, 5)).containsExactly("1111........", "111.........", "11..........", "1...........", "............");
    }

    @Test void holesAreSpeltInThreeWaysAndAlwaysTheSame() throws Exception {
        double[] outer = {0.5, 0.5, 8.5, 0.5, 8.5, 7.5, 0.5, 7.5}, inner = {2.5, 2.5, 5.5, 2.5, 5.5, 5.5, 2.5, 5.5};
        double[] keyhole = {0.5, 0.5, 8.5, 0.5, 8.5, 7.5, 0.5, 7.5, 0.5, 4.2, 2.5, 4.2, 2.5, 5.5, 5.5, 5.5, 5.5, 2.5, 2.5, 2.5, 2.5, 4.2, 0.5, 4.2};
        Labels nested = read(set().roi(1, "A").contour("CLOSED_PLANAR", 1, outer).contour("CLOSED_PLANAR", 1, inner));
        assertThat(nested.counts()).isEqualTo(new TreeMap<>(java.util.Map.of(1, 8 * 7 - 9L)));
        assertThat(nested.at(2, 2, 1)).isEqualTo(1);
        assertThat(nested.at(3, 3, 1)).isZero();
        assertThat(read(set().roi(1, "A").contour("CLOSEDPLANAR_XOR", 1, outer).contour("CLOSEDPLANAR_XOR", 1, inner)).sameVoxels(nested)).isTrue();
        assertThat(read(set().roi(1, "A").contour("CLOSED_PLANAR", 1, keyhole)).sameVoxels(nested)).isTrue();
    }

    @Test void regionsThatShareAnEdgeShareNoVoxelAndLeaveNone() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 30; round++) {
            // a slanting line from the upper to the lower side, its ends on quarters so that centres lie on it
            double top = random.nextInt(36) / 4.0 + 0.5, bottom = random.nextInt(36) / 4.0 + 0.5;
            Labels labels = read(set().roi(1, "L").contour("CLOSED_PLANAR", 0, -0.5, -0.5, top, -0.5, bottom, 9.5, -0.5, 9.5)
                    .roi(2, "R").contour("CLOSED_PLANAR", 0, 11.5, -0.5, 11.5, 9.5, bottom, 9.5, top, -0.5));
            assertThat(labels.counts().values().stream().mapToLong(n -> n).sum()).as("%s to %s", top, bottom).isEqualTo(120);
        }
    }

    @Test void regionsThatOverlapComeAsLayersAndNothingIsDropped() throws Exception {
        Contents contents = beside(set().roi(1, "Body").box(0, 0, 0, 8, 8).roi(2, "Lung").box(0, 2, 2, 4, 4).roi(3, "Nodule").box(0, 3, 3, 5, 5).roi(4, "Table").box(0, 8, 0, 9, 9));
        assertThat(contents.items()).extracting(Item::id).containsExactly("layer-0", "layer-1", "layer-2");
        assertThat(contents.items()).extracting(Item::title).containsExactly("set, layer 1", "set, layer 2", "set, layer 3");
        List<TreeMap<Integer, Long>> counts = new ArrayList<>();
        for (Item item : contents.items()) counts.add(item.labels(Progress.NONE).counts());
        assertThat(counts).containsExactly(new TreeMap<>(java.util.Map.of(1, 64L, 4, 9L)), new TreeMap<>(java.util.Map.of(2, 4L)), new TreeMap<>(java.util.Map.of(3, 4L)));
        assertThat(contents.remarks()).containsExactly("Regions overlap, so it holds 3 label maps, one a layer.");
    }

    @Test void pointsAndOpenLinesAreNamedAndLeftOut() throws Exception {
        Contents contents = beside(set().roi(1, "Box").box(0, 1, 1, 3, 3).roi(2, "Isocentre").contour("POINT", 0, 5, 5)
                .roi(3, "Wire").contour("OPEN_PLANAR", 0, 1, 1, 4, 4, 6, 4).contour("OPEN_NONPLANAR", 0, 1, 1, 4, 4, 6, 4).roi(4, "Later"));
        Item item = contents.items().getFirst();
        assertThat(item.header().table().entries()).extracting(LabelTable.Entry::name).containsExactly("Box", "Later");
        assertThat(item.remarks()).containsExactly("Without an outline: Later.", "Left out, for it encloses nothing: 1 × OPEN_NONPLANAR of Wire.",
                "Left out, for it encloses nothing: 1 × OPEN_PLANAR of Wire.", "Left out, for it encloses nothing: 1 × POINT of Isocentre.");
    }

    @Test void aPlaneGoesToTheNearestSliceAndWhatFitsNoneIsCounted() throws Exception {
        Contents contents = beside(set().roi(1, "A").box(0.4, 1, 1, 3, 3).box(0.45, 5, 5, 9, 9).box(2.3, 1, 1, 3, 3).box(-0.6, 1, 1, 3, 3).box(3.51, 1, 1, 3, 3));
        Item item = contents.items().getFirst();
        Labels labels = item.labels(Progress.NONE);
        assertThat(rows(labels, 0).get(1)).isEqualTo(".11.........");
        assertThat(labels.counts()).isEqualTo(new TreeMap<>(java.util.Map.of(1, 8L)));
        assertThat(item.remarks()).contains("2 outlines are left out: they lie beyond the first or last slice.",
                "One outline is left out: it lies in planes between slices where another plane is nearer.",
                "One region has slices without an outline between others (1 in all); they are left empty there.");
    }

    @Test void anOutlineAcrossTheSlicesIsLeftOutAndSaid() throws Exception {
        StructureSetFiles set = set().roi(1, "A").box(0, 1, 1, 3, 3);
        DicomFiles upright = DicomFiles.empty().text(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR").numbers(Tag.ContourData, 1, 1, 0, 5, 1, 0, 5, 1, 3);
        DicomFiles file = set.file().sequence(Tag.ROIContourSequence, true, DicomFiles.empty().text(Tag.ReferencedROINumber, VR.IS, "1").sequence(Tag.ContourSequence, true, upright,
                DicomFiles.empty().text(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR").numbers(Tag.ContourData, 0.5, 0.5, 0, 2.5, 0.5, 0, 2.5, 2.5, 0, 0.5, 2.5, 0)));
        DicomFiles.series(folder.resolve("ct"), DicomFiles.stack(12, 10, 4));
        Item item = Formats.open(file.write(folder.resolve("rt").resolve("set.dcm")), Progress.NONE);
        assertThat(item.labels(Progress.NONE).counts()).isEqualTo(new TreeMap<>(java.util.Map.of(1, 4L)));
        assertThat(item.remarks()).contains("One outline is left out: it lies in planes that are not parallel to the slices.");
    }

    @Test void obliqueSlicesHoldTheSameVoxelsAsUprightOnes() throws Exception {
        double[] shape = {1.2, 0.7, 9.9, 2.2, 7.1, 8.3, 4.4, 4.6, 2.1, 9.2};
        Labels upright = read(set().roi(1, "A").contour("CLOSED_PLANAR", 1, shape));
        double c = Math.cos(0.4), s = Math.sin(0.4);
        Point across = new Point(c, s, 0), down = new Point(-s * 0.8, c * 0.8, 0.6), normal = across.cross(down);
        List<DicomFiles> slices = new ArrayList<>();
        for (int z = 0; z < 4; z++) slices.add(DicomFiles.slice(12, 10, z).text(Tag.SeriesInstanceUID, VR.UI, "1.7").at(new Point(-40, 12, 100).plus(normal.times(3 * z)))
                .numbers(Tag.ImageOrientationPatient, across.x(), across.y(), across.z(), down.x(), down.y(), down.z()).numbers(Tag.PixelSpacing, 0.7, 0.9));
        DicomFiles.series(folder.resolve("oblique"), slices);
        Geometry grid = Formats.open(folder.resolve("oblique"), Progress.NONE).header().geometry();
        Item item = Formats.open(StructureSetFiles.on(grid, "1.7").roi(1, "A").contour("CLOSED_PLANAR", 1, shape).write(folder.resolve("oblique.dcm")), Progress.NONE);
        assertThat(item.labels(Progress.NONE).sameVoxels(upright)).isTrue();
    }

    @Test void theSeriesIsFoundInTheSameFolderBelowAboveAndBeside() throws Exception {
        DicomFiles.series(folder.resolve("study/ct"), DicomFiles.stack(12, 10, 4));
        StructureSetFiles set = set().roi(1, "A").box(0, 1, 1, 3, 3);
        for (String place : List.of("study/ct/set.dcm", "study/ct/rt/set.dcm", "study/set.dcm", "study/rt/set.dcm"))
            assertThat(Formats.open(set.write(folder.resolve(place)), Progress.NONE).header().geometry().sameGrid(GRID, 1e-9)).as(place).isTrue();
        Item far = Formats.open(set.write(folder.resolve("elsewhere/deep/down/set.dcm")), Progress.NONE);
        assertThat(far.header().geometry().sameGrid(GRID, 1e-9)).isFalse();
        assertThat(far.remarks()).anyMatch(r -> r.startsWith("The series that it was drawn on does not lie beside it, so the grid is made from the outlines: "));
    }

    @Test void aGridMadeFromTheOutlinesHoldsAllOfThem() throws Exception {
        Geometry wide = Geometry.upright(300, 200, 40, 1.5, 1.5, 2.5);
        Item item = Formats.open(StructureSetFiles.on(wide, "").roi(1, "A").box(3, 10, 10, 150, 110).box(4, 10, 10, 150, 110).box(9, 10, 10, 150, 110).write(folder.resolve("set.dcm")), Progress.NONE);
        assertThat(item.header().size().z()).isEqualTo(7);
        assertThat(item.header().geometry().spacingMm().z()).isCloseTo(2.5, org.assertj.core.data.Offset.offset(1e-9));
        double mm3 = item.labels(Progress.NONE).counts().get(1) * item.header().geometry().voxelMm3();
        assertThat(mm3).isCloseTo(3 * 140 * 100 * 1.5 * 1.5 * 2.5, org.assertj.core.data.Percentage.withPercentage(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rt-dicompyler/rtss.dcm", "rtstruct-empty/empty/dummy_rt.dcm", "rtstruct-mock/mock_data/invalid_reference_rt.dcm",
            "rtstruct-mock/mock_data/non_existent_reference_rt.dcm", "rtstruct-mock/mock_data/rt.dcm", "../pydicom/rtstruct.dcm"})
    void anotherRasteriserFindsTheSameVoxels(String name) throws Exception {
        Path file = SharedData.require("dicom-variety", "dev", "groups").resolve(name);
        Contents contents = Formats.describe(file, Progress.NONE);
        Geometry grid = contents.items().getFirst().header().geometry();
        Path masks = folder.resolve("masks");
        Files.createDirectories(masks);
        long regions = 0;
        for (Item item : contents.items()) {
            Labels labels = item.labels(Progress.NONE);
            for (LabelTable.Entry entry : item.header().table().entries()) {
                byte[] mask = new byte[(int) grid.size().voxels()];
                labels.mask(entry.value()).forEachRun((y, z, x0, x1) -> Arrays.fill(mask, (z * grid.size().y() + y) * grid.size().x() + x0, (z * grid.size().y() + y) * grid.size().x() + x1, (byte) 1));
                Files.write(masks.resolve(entry.value() + ".raw"), mask);
                regions++;
            }
        }
        List<Object> arguments = new ArrayList<>(List.of(file, masks, grid.size().x(), grid.size().y(), grid.size().z()));
        for (double[] row : grid.toPatient().rows()) for (double value : row) arguments.add(value);
        JsonNode seen = Python.with("pydicom", "numpy").json("rtstruct.py", arguments.toArray());
        assertThat(seen).hasSize((int) regions);
        seen.forEach(region -> {
            assertThat(region.get("differ").asLong()).as(region.toString()).isZero();
            assertThat(region.get("unsure").asLong()).as(region.toString()).isLessThanOrEqualTo(region.get("inside").asLong() / 100);
        });
    }

    @Test void aCutOrDamagedFileNeverSurprises() throws Exception {
        byte[] whole = set().roi(1, "Liver", 1, 2, 3).box(0, 1, 1, 5, 5).box(1, 1, 1, 5, 5).roi(2, "Spleen").box(1, 3, 3, 8, 8).file().encode(UID.ExplicitVRLittleEndian);
        Path file = folder.resolve("alone").resolve("set.dcm");
        Files.createDirectories(file.getParent());
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < whole.length + 600; round++) {
            byte[] bytes = round < whole.length ? Arrays.copyOf(whole, round) : whole.clone();
            if (round >= whole.length) for (int n = random.nextInt(1, 6); n > 0; n--) bytes[random.nextInt(132, bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "0123456789.-\\e".charAt(random.nextInt(14)));
            Files.write(file, bytes);
            if (Assertions.assertTimeout(Duration.ofSeconds(5), () -> isRefused(file))) refused++;
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    private static boolean isRefused(Path file) throws IOException {
        try {
            readAll(file);
            return false;
        } catch (FormatException e) {
            assertThat(e.getMessage()).startsWith("set.dcm").endsWith(".");
            return true;
        }
    }

    private static void readAll(Path file) throws IOException, FormatException {
        for (Item item : Formats.describe(file, Progress.NONE).items()) item.labels(Progress.NONE);
    }

    @Test void numbersThatAreNoneAndPointsThatAreNotWholeAreRefused() throws Exception {
        for (String data : List.of("1\\2\\three\\4\\5\\6\\7\\8\\9", "1\\2\\3\\4\\5\\6\\7\\8\\9\\10", "1\\2\\NaN\\4\\5\\6\\7\\8\\9", "1e99\\2\\3\\4\\5\\6\\7\\8\\9")) {
            DicomFiles contour = DicomFiles.empty().text(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR").text(Tag.ContourData, VR.DS, data);
            Path file = set().roi(1, "A").file().sequence(Tag.ROIContourSequence, true, DicomFiles.empty().text(Tag.ReferencedROINumber, VR.IS, "1").sequence(Tag.ContourSequence, true, contour))
                    .write(folder.resolve("set.dcm"));
            assertThatThrownBy(() -> readAll(file)).as(data).isInstanceOf(FormatException.class).hasMessageStartingWith("set.dcm, element (3006,0050): expected ");
        }
    }

    @Test void anOutlineOfHundredsOfThousandsOfPointsIsReadInSeconds() throws Exception {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            double angle = 2 * Math.PI * i / 300_000;
            if (i > 0) data.append('\\');
            data.append(Math.round(1e4 * (500 + 400 * Math.cos(angle))) / 1e4).append('\\').append(Math.round(1e4 * (500 + 400 * Math.sin(angle))) / 1e4).append("\\0");
        }
        DicomFiles contour = DicomFiles.empty().text(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR").text(Tag.ContourData, VR.DS, data.toString());
        byte[] bytes = set().roi(1, "A").file().sequence(Tag.ROIContourSequence, true, DicomFiles.empty().text(Tag.ReferencedROINumber, VR.IS, "1").sequence(Tag.ContourSequence, true, contour)).encode(UID.ImplicitVRLittleEndian);
        Path file = Files.write(Files.createDirectories(folder.resolve("alone").resolve("deep")).resolve("set.dcm"), bytes);
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            Item item = Formats.open(file, Progress.NONE);
            double mm2 = item.labels(Progress.NONE).counts().get(1) * item.header().geometry().voxelMm3() / item.header().geometry().spacingMm().z();
            assertThat(mm2).isCloseTo(Math.PI * 400 * 400, org.assertj.core.data.Percentage.withPercentage(0.5));
        });
    }
}
