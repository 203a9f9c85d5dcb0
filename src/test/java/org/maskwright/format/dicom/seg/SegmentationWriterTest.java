package org.maskwright.format.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.SourceSeriesReader;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.format.dicom.seg.SegmentationOptions.Type;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
import org.maskwright.label.Code;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Terms;
import org.maskwright.testing.Foreign;
import org.maskwright.testing.Python;
import org.maskwright.testing.SharedData;

/// Labels that leave as a segmentation come back as they were, and other programs see what was meant.
class SegmentationWriterTest {
    private static final Authorship MODEL = Authorship.automatic(new Authorship.Algorithm("organs-ct", "0123abcd", true));
    private static final Authorship GROWN = Authorship.semiAutomatic(new Authorship.Algorithm("Region growing", "0.1.0", false));

    @TempDir Path folder;

    private static SegmentationOptions options() {
        AtomicInteger next = new AtomicInteger();
        return SegmentationOptions.DEFAULT.withUids(() -> "2.25." + (1000 + next.incrementAndGet()), Clock.fixed(Instant.parse("2026-11-20T10:20:30Z"), ZoneOffset.UTC)).withCreator("Roe^Jane");
    }

    /// A made-up series on `grid`.
    private static SourceSeries source(Geometry grid) {
        Attributes first = new Attributes().setString(Tag.PatientName, VR.PN, "Doe^Jane").setString(Tag.PatientID, VR.LO, "4711").setString(Tag.StudyInstanceUID, VR.UI, "1.2.3")
                .setString(Tag.StudyID, VR.SH, "1").setString(Tag.StudyDate, VR.DA, "20260102").setString(Tag.StudyTime, VR.TM, "030405").setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3.4").setString(Tag.FrameOfReferenceUID, VR.UI, "1.2.3.5").setString(Tag.Modality, VR.CS, "CT");
        List<SourceSeries.Instance> slices = new ArrayList<>();
        for (int z = 0; z < grid.size().z(); z++) slices.add(new SourceSeries.Instance(UID.CTImageStorage, "1.2.3.4." + (z + 1), 0, grid.toPatient(0, 0, z)));
        return new SourceSeries(grid, true, slices, first);
    }

    private Path write(List<Labels> layers, List<SegmentDescription> segments, SourceSeries source, SegmentationOptions options) throws Exception {
        Path file = folder.resolve("seg.dcm");
        write(file, layers, segments, source, options);
        return file;
    }

    private static void write(Path file, List<Labels> layers, List<SegmentDescription> segments, SourceSeries source, SegmentationOptions options) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            SegmentationWriter.write(layers, segments, source, options, out, Progress.NONE);
        }
    }

    private static Labels labels(Geometry grid, Random random, int... values) {
        short[][] slices = new short[grid.size().z()][grid.size().sliceVoxels()];
        for (short[] slice : slices) {
            if (random.nextInt(3) == 0) continue;
            for (int i = 0; i < slice.length; i++) slice[i] = random.nextInt(3) == 0 ? (short) values[random.nextInt(values.length)] : 0;
        }
        slices[0][0] = (short) values[0];
        return Labels.adopting(grid, slices);
    }

    private static List<SegmentDescription> described(int... values) {
        List<SegmentDescription> all = new ArrayList<>();
        for (int value : values) all.add(new SegmentDescription(value, "Thing " + value, LabelTable.defaultRgb(value), Optional.empty(), Authorship.MANUAL));
        return all;
    }

    /// A grid that stands anywhere in the patient, of odd sizes.
    private static Geometry oblique(Random random) {
        double a = random.nextDouble() * 6, b = random.nextDouble() * 6, c = random.nextDouble() * 6;
        Affine turn = rotation(2, a).after(rotation(0, b)).after(rotation(2, c));
        Affine steps = Affine.scaling(0.3 + random.nextDouble(), 0.3 + random.nextDouble(), 0.5 + 3 * random.nextDouble());
        Affine at = Affine.translation(random.nextInt(1000) / 3.0 - 150, random.nextInt(1000) / 7.0, random.nextInt(1000) / 9.0);
        return new Geometry(new Size(1 + random.nextInt(19), 1 + random.nextInt(13), 1 + random.nextInt(6)), at.after(turn).after(steps));
    }

    private static Affine rotation(int axis, double angle) {
        double c = Math.cos(angle), s = Math.sin(angle);
        return axis == 2 ? new Affine(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0) : new Affine(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
    }

    @Property(tries = 100) void readOfWriteIsIdentityOnAnyGrid(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Geometry grid = oblique(random);
        Labels labels = labels(grid, random, 3, 700, 12, 1);
        Path file = Files.createTempFile("seg", ".dcm");
        try {
            for (Type type : Type.values()) {
                write(file, List.of(labels), described(12, 1, 3, 700), source(grid), options().withType(type));
                Item item = Formats.open(file, Progress.NONE);
                assertThat(item.labelsOn(grid, Progress.NONE).sameVoxels(labels)).isTrue();
                assertThat(item.header().table().name(700)).isEqualTo("Thing 700");
                Labels own = item.labels(Progress.NONE);
                for (int z = 0; z < own.geometry().size().z(); z++) { // the file's own grid ends where its frames do, and may count z the other way
                    Point voxel = grid.toVoxel(own.geometry().toPatient(0, 0, z));
                    assertThat(voxel.z() - Math.rint(voxel.z())).isBetween(-1e-4, 1e-4);
                    for (int y = 0; y < grid.size().y(); y++) for (int x = 0; x < grid.size().x(); x++) assertThat(own.at(x, y, z)).isEqualTo(labels.at(x, y, (int) Math.rint(voxel.z())));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test void layersThatOverlapComeBackAsLayers() throws Exception {
        Geometry grid = Geometry.upright(13, 7, 4, 1, 1, 2);
        Labels lower = labels(grid, new Random(1), 1, 2), upper = labels(grid, new Random(2), 5);
        Path file = write(List.of(lower, upper), described(1, 2, 5), source(grid), options());
        List<Item> items = Formats.describe(file, Progress.NONE).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).labelsOn(grid, Progress.NONE).sameVoxels(lower)).isTrue();
        assertThat(items.get(1).labelsOn(grid, Progress.NONE).sameVoxels(upper)).isTrue();
        try (DicomFile dicom = DicomFile.open(file)) {
            assertThat(dicom.attributes().getString(Tag.SegmentsOverlap, "")).isEqualTo("YES");
        }
    }

    @Test void framesWithoutAVoxelAreLeftOutAndAllSourceImagesReferredTo() throws Exception {
        Geometry grid = Geometry.upright(9, 5, 10, 1, 1, 2);
        short[][] slices = new short[10][45];
        slices[2][7] = 4;
        slices[8][9] = 4;
        slices[8][10] = 6;
        try (DicomFile dicom = DicomFile.open(write(List.of(Labels.adopting(grid, slices)), described(4, 6), source(grid), options()))) {
            Attributes root = dicom.attributes();
            assertThat(root.getInt(Tag.NumberOfFrames, 0)).isEqualTo(3);
            assertThat(root.getSequence(Tag.ReferencedSeriesSequence).getFirst().getSequence(Tag.ReferencedInstanceSequence)).hasSize(10);
            Attributes second = root.getSequence(Tag.PerFrameFunctionalGroupsSequence).get(1);
            assertThat(second.getNestedDataset(Tag.DerivationImageSequence).orElseThrow().getNestedDataset(Tag.SourceImageSequence).orElseThrow().getString(Tag.ReferencedSOPInstanceUID, "")).isEqualTo("1.2.3.4.9");
            assertThat(root.getString(Tag.FrameOfReferenceUID, "")).isEqualTo("1.2.3.5");
            assertThat(root.getString(Tag.ContentDate, "")).isEqualTo("20261120");
        }
    }

    @Test void whoDrewWhatIsSaidAndWhatItIs() throws Exception {
        Geometry grid = Geometry.upright(9, 5, 3, 1, 1, 2);
        Terms chosen = new Terms(new Code("49755003", "SCT", "Morphologically Abnormal Structure"), new Code("367643001", "SCT", "Cyst"));
        List<SegmentDescription> segments = List.of(new SegmentDescription(1, "kidney_left", 0x123456, Optional.empty(), MODEL),
                new SegmentDescription(2, "odd thing", 0xFF0000, Optional.of(chosen), GROWN), new SegmentDescription(3, "widget", 0x00FF00, Optional.empty(), Authorship.MANUAL));
        Path file = write(List.of(labels(grid, new Random(3), 1, 2, 3)), segments, source(grid), options());
        try (DicomFile dicom = DicomFile.open(file)) {
            List<Attributes> items = dicom.attributes().getSequence(Tag.SegmentSequence);
            assertThat(items).extracting(i -> i.getString(Tag.SegmentAlgorithmType, "")).containsExactly("AUTOMATIC", "SEMIAUTOMATIC", "MANUAL");
            assertThat(items).extracting(i -> i.getString(Tag.SegmentAlgorithmName, "")).containsExactly("organs-ct", "Region growing", "");
            Attributes algorithm = items.getFirst().getNestedDataset(Tag.SegmentationAlgorithmIdentificationSequence).orElseThrow();
            assertThat(algorithm.getString(Tag.AlgorithmVersion, "")).isEqualTo("0123abcd");
            assertThat(items.get(2).contains(Tag.SegmentationAlgorithmIdentificationSequence)).isFalse();
        }
        LabelTable table = Formats.open(file, Progress.NONE).header().table();
        assertThat(table.find(1).orElseThrow().terms().orElseThrow().type().meaning()).isEqualTo("Kidney");
        assertThat(table.find(1).orElseThrow().terms().orElseThrow().modifier().orElseThrow().meaning()).isEqualTo("Left");
        assertThat(table.find(1).orElseThrow().rgb()).isEqualTo(0x123456);
        assertThat(table.find(2).orElseThrow().terms()).hasValue(chosen);
        assertThat(table.find(3).orElseThrow().terms().orElseThrow().type().meaning()).isEqualTo("Tissue");
    }

    @Test void whatCannotBeWrittenIsRefused() {
        Geometry grid = Geometry.upright(9, 5, 3, 1, 1, 2);
        Labels labels = labels(grid, new Random(3), 1, 2);
        assertThatThrownBy(() -> write(List.of(labels), described(1), source(grid), options())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[2]");
        assertThatThrownBy(() -> write(List.of(labels, labels), described(1, 2), source(grid), options().withType(Type.LABELMAP))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(List.of(Labels.empty(grid)), described(1), source(grid), options())).isInstanceOf(FormatException.class).hasMessageContaining("nothing is drawn");
        assertThatThrownBy(() -> write(List.of(labels), described(1, 2), source(Geometry.upright(9, 5, 3, 1, 1, 3)), options())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("grid");
    }

    @Test void theSameLabelsGiveTheSameBytes() throws Exception {
        Geometry grid = oblique(new Random(9));
        Labels labels = labels(grid, new Random(3), 1, 2);
        byte[] once = Files.readAllBytes(write(List.of(labels), described(1, 2), source(grid), options()));
        assertThat(Files.readAllBytes(write(List.of(labels), described(1, 2), source(grid), options()))).isEqualTo(once);
    }

    /// CT of a patient with 31 structures: out, and back.
    @ParameterizedTest
    @EnumSource(Type.class)
    void organsOfACtGoOutAndComeBackTheSame(Type type) throws Exception {
        Organs organs = organs();
        Path file = write(List.of(organs.labels), organs.segments, organs.source, options().withType(type));
        Item item = Formats.open(file, Progress.NONE);
        assertThat(item.labelsOn(organs.source.geometry(), Progress.NONE).sameVoxels(organs.labels)).isTrue();
        assertThat(item.header().table().entries()).extracting(LabelTable.Entry::name).containsExactlyElementsOf(organs.segments.stream().map(SegmentDescription::name).toList());
        complaintsOfTheChecker(file, type);
    }

    /// Skips the rest of the test where the checker is not installed. The one of 2022 does not know label maps.
    private static void complaintsOfTheChecker(Path file, Type type) throws Exception {
        Foreign.Outcome outcome = Foreign.require("dciodvfy").attempt(file);
        assertThat((outcome.out() + outcome.errors()).lines().filter(l -> l.startsWith("Error"))
                .filter(l -> type == Type.BINARY || !l.contains("Information Object Not found") && !l.contains("SegmentNumber not monotonically increasing"))).isEmpty();
    }

    private record Organs(Labels labels, List<SegmentDescription> segments, SourceSeries source) {}

    private static Organs organs() throws Exception {
        Path data = SharedData.require("ct-totalsegmentator");
        Path ct = data.resolve("dicom-20slices");
        SourceSeries source = SourceSeriesReader.read(ct, Formats.open(ct, Progress.NONE).id(), Progress.NONE);
        Labels nifti = Formats.open(data.resolve("dicom-20slices_seg.nii.gz"), Progress.NONE).labels(Progress.NONE);
        Geometry grid = source.geometry();
        short[][] slices = new short[grid.size().z()][grid.size().sliceVoxels()];
        Affine to = nifti.geometry().toPatient().inverse().after(grid.toPatient());
        for (int z = 0; z < slices.length; z++) for (int y = 0, i = 0; y < grid.size().y(); y++) for (int x = 0; x < grid.size().x(); x++, i++) {
            Point p = to.apply(x, y, z);
            slices[z][i] = (short) nifti.at((int) Math.rint(p.x()), (int) Math.rint(p.y()), (int) Math.rint(p.z()));
        }
        Labels labels = Labels.adopting(grid, slices);
        List<String> names = Files.readAllLines(data.resolve("labels_total_ct.txt"));
        List<SegmentDescription> segments = new ArrayList<>();
        for (int value : labels.counts().keySet()) {
            String name = names.stream().filter(l -> l.matches("\\s*" + value + "\\D.*")).findFirst().map(l -> l.replaceFirst("^\\s*\\d+\\s*[:,\\t ]\\s*", "").strip()).orElse("Organ " + value);
            segments.add(new SegmentDescription(value, name, LabelTable.defaultRgb(value), Optional.empty(), MODEL));
        }
        assertThat(segments).hasSize(31); // and background
        return new Organs(labels, segments, source);
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void pydicomSeesEveryVoxelOfEverySegment(Type type) throws Exception {
        Python.Scripts python = Python.with("pydicom", "numpy");
        Random random = new Random(7);
        Geometry grid = new Geometry(new Size(13, 7, 5), oblique(random).toPatient());
        Labels labels = labels(grid, random, 1, 2, 300);
        List<SegmentDescription> segments = described(1, 2, 300);
        JsonNode seen = python.json("seg.py", write(List.of(labels), segments, source(grid), options().withType(type)));
        assertThat(seen.path("patient").asText()).isEqualTo("Doe^Jane");
        Point x = grid.toPatient().column(0), y = grid.toPatient().column(1), normal = x.cross(y).times(1 / x.cross(y).length());
        for (int number = 1; number <= 3; number++) {
            int value = segments.get(number - 1).value();
            JsonNode segment = seen.path("segments").path(String.valueOf(type == Type.BINARY ? number : value));
            assertThat(segment.path("label").asText()).isEqualTo("Thing " + value);
            int frames = 0;
            for (int z = 0; z < 5; z++) {
                byte[] mask = new byte[13 * 7];
                boolean any = false;
                for (int i = 0; i < mask.length; i++) {
                    mask[i] = (byte) (labels.at(i % 13, i / 13, z) == value ? 1 : 0);
                    any |= mask[i] == 1;
                }
                if (!any) continue;
                frames++;
                String place = String.format(Locale.ROOT, "%.3f", grid.toPatient(0, 0, z).dot(normal));
                assertThat(segment.path("frames").path(place).asText()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(mask)));
            }
            assertThat(segment.path("frames")).hasSize(frames);
        }
    }

    @Test void theStandardsCheckerFindsNoErrorAndNothingToWarnOf() throws Exception {
        Foreign checker = Foreign.require("dciodvfy");
        Geometry grid = new Geometry(new Size(13, 7, 5), oblique(new Random(7)).toPatient());
        List<SegmentDescription> segments = List.of(new SegmentDescription(1, "kidney_left", 0x123456, Optional.empty(), MODEL),
                new SegmentDescription(5, "Läsion\\rechts 頭\t1", 0xFF0000, Optional.empty(), GROWN), new SegmentDescription(9, "widget ".repeat(20), 0x00FF00, Optional.empty(), Authorship.MANUAL));
        Path file = write(List.of(labels(grid, new Random(3), 1, 5), labels(grid, new Random(4), 9)), segments, source(grid), options());
        Foreign.Outcome outcome = checker.attempt(file);
        assertThat((outcome.out() + outcome.errors()).lines().filter(l -> l.startsWith("Error") || l.startsWith("Warning"))).isEmpty();
    }

    @Test void dcmtkParsesWhatIsWritten() throws Exception {
        Foreign dcmdump = Foreign.require("dcmdump"), xml = Foreign.require("dcm2xml");
        Geometry grid = Geometry.upright(13, 7, 5, 1, 1, 2);
        for (Type type : Type.values()) {
            Path file = write(List.of(labels(grid, new Random(3), 1, 2)), described(1, 2), source(grid), options().withType(type));
            assertThat(dcmdump.run(file)).contains("Thing 2");
            assertThat(xml.run(file)).contains("Thing 1");
        }
    }
}
