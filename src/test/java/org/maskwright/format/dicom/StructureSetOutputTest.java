package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.rt.Holes;
import org.maskwright.format.dicom.rt.StructureSetOutput;
import org.maskwright.format.dicom.rt.Tracing;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.Foreign;
import org.maskwright.testing.Python;
import org.maskwright.testing.SharedData;

/// Labels that go out as outlines come back as the same labels.
class StructureSetOutputTest {
    @TempDir Path folder;

    private static StructureSetOutput.Options options(Tracing tracing, Holes holes, Map<Integer, Authorship> drawn) {
        AtomicInteger number = new AtomicInteger();
        return new StructureSetOutput.Options("Test", tracing, holes, drawn, () -> "2.25." + number.incrementAndGet(), Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    }

    private static Labels labels(Geometry grid, Random random, int values, double share) {
        short[][] slices = new short[grid.size().z()][grid.size().sliceVoxels()];
        for (short[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = (short) (random.nextDouble() < share ? 1 + random.nextInt(values) : 0);
        return Labels.adopting(grid, slices);
    }

    private SourceSeries series(Path series) throws Exception {
        return SourceSeriesReader.read(series, Formats.open(series, Progress.NONE).id(), Progress.NONE);
    }

    private static List<DicomFiles> oblique(int columns, int rows, int count) {
        double c = Math.cos(0.4), s = Math.sin(0.4);
        Point across = new Point(c, s, 0), down = new Point(-s * 0.6, c * 0.6, -0.8), normal = across.cross(down);
        List<DicomFiles> slices = new ArrayList<>();
        for (int z = 0; z < count; z++) slices.add(DicomFiles.slice(columns, rows, z).at(new Point(-141.237, 12.01, 1099.5).plus(normal.times(-2.5 * z)))
                .numbers(Tag.ImageOrientationPatient, across.x(), across.y(), across.z(), down.x(), down.y(), down.z()).numbers(Tag.PixelSpacing, 0.976562, 0.488281)
                .text(Tag.StudyInstanceUID, VR.UI, "1.2").text(Tag.FrameOfReferenceUID, VR.UI, "1.2.77").text(Tag.PatientID, VR.LO, "P1"));
        return slices;
    }

    /// Noise is the worst that outlines can meet: pixels that touch at corners, holes in holes, single pixels on the border.
    @ParameterizedTest
    @CsvSource({"VOXEL_FACES, KEYHOLE", "VOXEL_FACES, EXCLUSIVE_OR", "FACE_CENTRES, KEYHOLE", "FACE_CENTRES, EXCLUSIVE_OR"})
    void noiseOnObliqueSlicesComesBackVoxelForVoxel(Tracing tracing, Holes holes) throws Exception {
        Path ct = DicomFiles.series(folder.resolve("ct"), oblique(33, 21, 5));
        SourceSeries source = series(ct);
        for (int seed = 0; seed < 12; seed++) {
            Labels labels = labels(source.geometry(), new Random(seed), 3, 0.2 + 0.06 * seed);
            Path file = folder.resolve("rt").resolve("set.dcm");
            List<StructureSetOutput.RoundTrip> kept = write(source, labels, options(tracing, holes, Map.of()), file);
            assertThat(kept).hasSize(3).allSatisfy(label -> assertThat(label.dice()).isEqualTo(1));
            assertThat(kept.stream().mapToLong(StructureSetOutput.RoundTrip::voxels).sum()).isEqualTo(labels.counts().values().stream().mapToLong(n -> n).sum());
            Item item = Formats.open(file, Progress.NONE);
            assertThat(item.header().geometry().sameGrid(source.geometry(), 1e-6)).isTrue();
            assertThat(item.labelsOn(source.geometry(), Progress.NONE).sameVoxels(labels)).isTrue();
        }
    }

    private static List<StructureSetOutput.RoundTrip> write(SourceSeries source, Labels labels, StructureSetOutput.Options options, Path file) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<StructureSetOutput.RoundTrip> kept = StructureSetOutput.write(source, List.of(labels), LabelTable.EMPTY, options, out, Progress.NONE);
        Files.createDirectories(file.getParent());
        Files.write(file, out.toByteArray());
        return kept;
    }

    @Test void theFileSaysWhatItIsAboutAndWhoDrewIt() throws Exception {
        SourceSeries source = series(DicomFiles.series(folder.resolve("ct"), oblique(8, 8, 2)));
        short[][] slices = new short[2][64];
        for (int y = 1; y < 6; y++) for (int x = 1; x < 6; x++) slices[0][y * 8 + x] = (short) (x == 3 && y == 3 ? 0 : 4);
        slices[1][0] = 9;
        LabelTable table = new LabelTable(List.of(new LabelTable.Entry(4, "Ring", 0x102030)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var kept = StructureSetOutput.write(source, List.of(Labels.adopting(source.geometry(), slices)), table, options(Tracing.VOXEL_FACES, Holes.EXCLUSIVE_OR, Map.of(4, Authorship.semiAutomatic(new Authorship.Algorithm("thorax-ct", "0123abcd", true)))), out, Progress.NONE);
        assertThat(kept).containsExactly(new StructureSetOutput.RoundTrip(4, "Ring", 24, 1), new StructureSetOutput.RoundTrip(9, "Label 9", 1, 1));
        try (DicomFile file = DicomFile.open(Files.write(folder.resolve("set.dcm"), out.toByteArray()))) {
            Attributes a = file.attributes();
            assertThat(a.getString(Tag.Modality, "")).isEqualTo("RTSTRUCT");
            assertThat(a.getString(Tag.PatientID, "")).isEqualTo("P1");
            assertThat(a.getString(Tag.StudyInstanceUID, "")).isEqualTo("1.2");
            assertThat(a.getString(Tag.StructureSetDate, "") + a.getString(Tag.StructureSetTime, "")).isEqualTo("20260102030405");
            Attributes roi = a.getSequence(Tag.StructureSetROISequence).getFirst();
            assertThat(roi.getString(Tag.ROIName, "") + roi.getString(Tag.ROIGenerationAlgorithm, "") + roi.getString(Tag.ReferencedFrameOfReferenceUID, "")).isEqualTo("RingSEMIAUTOMATIC1.2.77");
            assertThat(roi.getString(Tag.ROIGenerationDescription, "")).isEqualTo("thorax-ct, 0123abcd");
            assertThat(roi.getNestedDataset(Tag.ROIDerivationAlgorithmIdentificationSequence).orElseThrow().getString(Tag.AlgorithmVersion, "")).isEqualTo("0123abcd");
            List<Attributes> ring = a.getSequence(Tag.ROIContourSequence).getFirst().getSequence(Tag.ContourSequence);
            assertThat(ring).extracting(c -> c.getString(Tag.ContourGeometricType, "")).containsExactly("CLOSEDPLANAR_XOR", "CLOSEDPLANAR_XOR");
            assertThat(ring).extracting(c -> c.getString(Tag.NumberOfContourPoints, "")).containsExactly("4", "4");
            String image = source.slices().getFirst().sopInstanceUid();
            assertThat(ring.getFirst().getNestedDataset(Tag.ContourImageSequence).orElseThrow().getString(Tag.ReferencedSOPInstanceUID, "")).isEqualTo(image);
            Attributes single = a.getSequence(Tag.ROIContourSequence).get(1).getSequence(Tag.ContourSequence).getFirst();
            assertThat(single.getString(Tag.ContourGeometricType, "")).isEqualTo("CLOSED_PLANAR");
            Point corner = source.geometry().toPatient(-0.5, -0.5, 1);
            assertThat(single.getDoubles(Tag.ContourData)).hasSize(12);
            assertThat(Arrays.stream(single.getStrings(Tag.ContourData).toArray(String[]::new))).allMatch(text -> text.length() <= 16);
            assertThat(single.getStrings(Tag.ContourData)).contains(String.valueOf(Math.round(corner.x() * 1e4) / 1e4));
        }
    }

    @Test void labelsThatOverlapInLayersAllGoOutAndOneInSeveralIsOneRegion() throws Exception {
        SourceSeries source = series(DicomFiles.series(folder.resolve("ct"), oblique(20, 16, 3)));
        List<Labels> layers = List.of(labels(source.geometry(), new Random(1), 3, 0.6), labels(source.geometry(), new Random(2), 4, 0.5));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var kept = StructureSetOutput.write(source, layers, LabelTable.EMPTY, options(Tracing.VOXEL_FACES, Holes.KEYHOLE, Map.of()), out, Progress.NONE);
        assertThat(kept).extracting(StructureSetOutput.RoundTrip::value).containsExactly(1, 2, 3, 4);
        assertThat(kept).allSatisfy(label -> {
            assertThat(label.dice()).isEqualTo(1);
            assertThat(label.voxels()).isEqualTo(layers.get(0).mask(label.value()).or(layers.get(1).mask(label.value())).count());
        });
        Map<Integer, Long> back = new java.util.TreeMap<>();
        for (Item item : Formats.describe(Files.write(folder.resolve("set.dcm"), out.toByteArray()), Progress.NONE).items()) back.putAll(item.labels(Progress.NONE).counts());
        assertThat(back.values()).containsExactlyElementsOf(kept.stream().map(StructureSetOutput.RoundTrip::voxels).toList());
    }

    @Test void anotherGridOrASeriesWithoutAPlaceIsRefused() throws Exception {
        SourceSeries source = series(DicomFiles.series(folder.resolve("ct"), oblique(8, 8, 2)));
        Labels elsewhere = Labels.empty(Geometry.upright(8, 8, 2, 1, 1, 1));
        assertThatThrownBy(() -> StructureSetOutput.write(source, List.of(elsewhere), LabelTable.EMPTY, options(Tracing.VOXEL_FACES, Holes.KEYHOLE, Map.of()), new ByteArrayOutputStream(), Progress.NONE))
                .isInstanceOf(FormatException.class).hasMessageContaining("labels on that of the series");
        Path loose = DicomFiles.slice(8, 8, 0).without(Tag.ImagePositionPatient).write(folder.resolve("loose").resolve("a.dcm"));
        SourceSeries nowhere = series(loose);
        assertThatThrownBy(() -> StructureSetOutput.write(nowhere, List.of(Labels.empty(nowhere.geometry())), LabelTable.EMPTY, options(Tracing.VOXEL_FACES, Holes.KEYHOLE, Map.of()), new ByteArrayOutputStream(), Progress.NONE))
                .isInstanceOf(FormatException.class).hasMessageContaining("do not say where they lie");
    }

    @Test void allOrgansOfACtGoOutAndComeBackIdentical() throws Exception {
        Path ct = SharedData.require("ct-totalsegmentator", "dicom-20slices");
        SourceSeries source = series(ct);
        Labels organs = organs(source);
        for (Tracing tracing : Tracing.values()) {
            Path file = folder.resolve(tracing + ".dcm");
            List<StructureSetOutput.RoundTrip> kept = write(source, organs, options(tracing, Holes.KEYHOLE, Map.of()), file);
            assertThat(kept).hasSize(organs.counts().size()).allSatisfy(label -> assertThat(label.dice()).as(label.name()).isEqualTo(1));
            assertThat(Formats.open(file, Progress.NONE).labelsOn(source.geometry(), Progress.NONE).sameVoxels(organs)).isTrue();
            assertThat(Foreign.require("dciodvfy").attempt(file).errors()).doesNotContain("Error");
            JsonNode seen = seen(file, source.geometry(), organs);
            assertThat(seen).hasSize(organs.counts().size()).allSatisfy(region -> {
                assertThat(region.get("differ").asLong() + region.get("unsure").asLong()).as(region.toString()).isZero();
                assertThat(region.get("inside").asLong()).isEqualTo(organs.counts().get(region.get("roi").asInt()));
            });
        }
    }

    private static Labels organs(SourceSeries source) throws Exception {
        Labels stored = Formats.open(SharedData.require("ct-totalsegmentator", "dicom-20slices_seg.nii.gz"), Progress.NONE).labels(Progress.NONE);
        Geometry from = stored.geometry(), to = source.geometry();
        short[][] slices = new short[to.size().z()][to.size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++)
            for (int y = 0; y < to.size().y(); y++)
                for (int x = 0; x < to.size().x(); x++) {
                    Point p = from.toVoxel(to.toPatient(x, y, z));
                    slices[z][y * to.size().x() + x] = (short) stored.at((int) Math.rint(p.x()), (int) Math.rint(p.y()), (int) Math.rint(p.z()));
                }
        Labels organs = Labels.adopting(to, slices);
        assertThat(organs.counts()).isEqualTo(stored.counts());
        return organs;
    }

    private JsonNode seen(Path file, Geometry grid, Labels labels) throws Exception {
        Path masks = Files.createDirectories(folder.resolve("masks"));
        for (int value : labels.counts().keySet()) {
            byte[] mask = new byte[(int) grid.size().voxels()];
            labels.mask(value).forEachRun((y, z, x0, x1) -> Arrays.fill(mask, (z * grid.size().y() + y) * grid.size().x() + x0, (z * grid.size().y() + y) * grid.size().x() + x1, (byte) 1));
            Files.write(masks.resolve(value + ".raw"), mask);
        }
        List<Object> arguments = new ArrayList<>(List.of(file, masks, grid.size().x(), grid.size().y(), grid.size().z()));
        for (double[] row : grid.toPatient().rows()) for (double value : row) arguments.add(value);
        return Python.with("pydicom", "numpy").json("rtstruct.py", arguments.toArray());
    }

    @Test void dciodvfyFindsNoErrorInAnObliqueOne() throws Exception {
        SourceSeries source = series(DicomFiles.series(folder.resolve("ct"), oblique(33, 21, 5)));
        Path file = folder.resolve("set.dcm");
        write(source, labels(source.geometry(), new Random(5), 2, 0.6), options(Tracing.VOXEL_FACES, Holes.KEYHOLE, Map.of(1, Authorship.automatic(new Authorship.Algorithm("thorax-ct", "0123abcd", true)))), file);
        assertThat(Foreign.require("dciodvfy").attempt(file).errors()).doesNotContain("Error");
    }
}
