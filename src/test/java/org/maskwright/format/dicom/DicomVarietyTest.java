package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.image.PixelData;
import org.maskwright.format.dicom.seg.SegmentationReader;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.RgbVolume;

/// Every file of a large and wild collection: its stored samples are those of the reference decoder, or it is refused with a
/// sentence. What is not read yet stands in tables here, so that learning to read it turns this red.
class DicomVarietyTest {
    /// Transfer syntaxes that are not read; the sentence names them.
    private static final Set<String> UNREAD_SYNTAXES = Set.of("1.2.840.10008.1.2.4.53", "1.2.840.10008.1.2.4.55", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.203");

    /// Other files that are refused though they hold an image, with a word of the reason.
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("fo-dicom/GH340.dcm", "12 bits"), 
            Map.entry("fo-dicom/GH1146.dcm", "0 bytes"), Map.entry("fo-dicom/GH179B.dcm", "ends before"), Map.entry("fo-dicom/GH626.dcm", "ends before"),
            Map.entry("pydicom/MR_truncated.dcm", "cut short"), Map.entry("pydicom/rtplan_truncated.dcm", "cut short"), Map.entry("pydicom/badVR.dcm", "1A"),
            // the group of its first element is missing, so nothing says that it is DICOM
            Map.entry("pydicom/no_meta.dcm", "DICM"),
            // its size was overwritten on purpose; the reference decodes noise
            Map.entry("pydicom/JPEG2000-embedded-sequence-delimiter.dcm", "3722445056"));

    /// Where the reference is wrong, or has no opinion: the samples' true hash, from a twin in another syntax.
    private static final Map<String, String> TRUE_HASH = Map.of(
            "pydicom/SC_rgb_small_odd_big_endian.dcm", "6fd9a2c5405a194e4bd3e5a99013488a4a18d6b5",
            "pydicom-data/liver_nonbyte_aligned_j2k.dcm", "7e70a7f112801a7318aed36bbcc27fa891a035b8",
            "pydicom-data/emri_small_jpeg_2k_lossless_too_short.dcm", "b71bc81978b321aded6c1ad7174232007926307d",
            "fo-dicom/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm", "1a38b18f29f4b63b6816e79f2b9fa0a5ea976b9a");

    private record Line(String file, String syntax, String shape, String min, String max, String sum, String sha1, String slope, String intercept) {
        static Line of(String text) {
            String[] c = text.split("\t", -1);
            return new Line(c[0], c[5], c[19], c[21], c[22], c[23], TRUE_HASH.getOrDefault(c[0], c[24]), c[17], c[18]);
        }
    }

    @TestFactory Stream<DynamicTest> everyFileGivesTheReferencesSamplesOrAReason() throws IOException {
        Path folder = SharedData.require("dicom-variety", "dev");
        return Files.readAllLines(folder.resolve("manifest.tsv")).stream().skip(1).map(Line::of)
                .filter(line -> !line.file().endsWith(".nrrd") && !line.file().endsWith(".nii") && !line.file().endsWith(".gz") && !line.file().endsWith(".txt"))
                .map(line -> dynamicTest(line.file(), () -> check(folder.resolve(line.file()), line)));
    }

    private static void check(Path file, Line line) throws Exception {
        String reason = REFUSED.get(line.file());
        if (UNREAD_SYNTAXES.contains(line.syntax())) reason = line.syntax();
        if (reason != null) {
            String why = reason;
            assertThatThrownBy(() -> read(file)).isInstanceOf(FormatException.class).hasMessageContaining(file.getFileName().toString()).hasMessageContaining(why).message().endsWith(".");
            return;
        }
        if (line.shape().isEmpty() && !TRUE_HASH.containsKey(line.file())) {
            readIfThereIsAnImage(file);
            return;
        }
        if (isSegmentation(file)) {
            // what is opened of one are labels in slices; stored are the frames of segments
            assertThat(framesSha1(file)).isEqualTo(line.sha1());
            read(file);
            return;
        }
        Item item = new DicomFormat().describe(file, Progress.NONE).items().getFirst();
        ImageHeader header = item.header();
        Statistics statistics = item.statistics(Progress.NONE);
        if (!line.shape().isEmpty()) {
            String[] shape = line.shape().split("x");
            int last = shape.length - (header.channels() == 3 ? 1 : 0);
            assertThat(header.size().x()).isEqualTo(Integer.parseInt(shape[last - 1]));
            assertThat(header.size().y()).isEqualTo(Integer.parseInt(shape[last - 2]));
            assertThat(header.size().z() * header.frames()).isEqualTo(last < 3 ? 1 : Integer.parseInt(shape[0]));
        }
        if ((line.syntax().equals("1.2.840.10008.1.2.4.91") || line.syntax().equals("1.2.840.10008.1.2.4.51")) && !statistics.storedSha1().equals(line.sha1())) {
            // wavelets and cosines in floating point: decoders round differently, but by one at most
            double slope = header.slope(), count = header.bytes() / (double) header.type().bytes();
            assertThat(statistics.min()).isCloseTo(slope * Double.parseDouble(line.min()) + header.intercept(), within(1.5 * slope));
            assertThat(statistics.max()).isCloseTo(slope * Double.parseDouble(line.max()) + header.intercept(), within(1.5 * slope));
            assertThat(statistics.sum()).isCloseTo(slope * Double.parseDouble(line.sum()) + header.intercept() * count, within(slope * count));
            return;
        }
        if (header.type().isFloat() && item.remarks().stream().anyMatch(r -> r.contains("scales"))) return;
        assertThat(statistics.storedSha1()).isEqualTo(line.sha1());
        if (!line.slope().isEmpty()) assertThat(header.slope()).isEqualTo(Double.parseDouble(line.slope()));
        if (!line.intercept().isEmpty()) assertThat(header.intercept()).isEqualTo(Double.parseDouble(line.intercept()));
    }

    private static boolean isSegmentation(Path file) throws Exception {
        try (DicomFile dicom = DicomFile.open(file)) {
            return SegmentationReader.reads(dicom);
        }
    }

    private static String framesSha1(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        try (DicomFile dicom = DicomFile.open(file)) {
            PixelData pixels = PixelData.of(dicom);
            byte[] frame = new byte[pixels.layout().frameBytes()];
            for (int f = 0; f < pixels.layout().frames(); f++) {
                pixels.frame(f, frame);
                digest.update(frame);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// One picture in red, green and blue, in luminance with chrominance, and in palettes.
    @ParameterizedTest
    @CsvSource({"TestPattern_JPEG-Baseline_YBRFull.dcm, 0.8", "TestPattern_JPEG-Baseline_YBR422.dcm, 1", "TestPattern_Palette.dcm, 0.5", "TestPattern_Palette_16.dcm, 0.5"})
    void colourLooksTheSameHoweverItIsCoded(String coded, double tolerance) throws Exception {
        Path folder = SharedData.require("dicom-variety", "dev", "cs3d");
        RgbVolume one = (RgbVolume) Formats.open(folder.resolve("TestPattern_JPEG-Lossless_RGB.dcm"), Progress.NONE).volume(Progress.NONE);
        RgbVolume other = (RgbVolume) Formats.open(folder.resolve(coded), Progress.NONE).volume(Progress.NONE);
        double difference = 0;
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 640; x++) {
                for (int shift = 0; shift <= 16; shift += 8) difference += Math.abs((one.rgb(x, y, 0) >> shift & 255) - (other.rgb(x, y, 0) >> shift & 255));
            }
        }
        assertThat(difference / (400 * 640 * 3)).isLessThan(tolerance);
    }

    private static void read(Path file) throws Exception {
        for (Item item : new DicomFormat().describe(file, Progress.NONE).items()) item.statistics(Progress.NONE);
    }

    /// No reference: whatever it is, it ends in samples or in a sentence, and what holds neither an image nor outlines nor files has no item.
    private static void readIfThereIsAnImage(Path file) throws Exception {
        boolean image;
        try (DicomFile dicom = DicomFile.open(file)) {
            image = dicom.pixelData().isPresent() && dicom.attributes().contains(Tag.Rows) || dicom.attributes().containsValue(Tag.DirectoryRecordSequence)
                    || dicom.attributes().getSequence(Tag.ROIContourSequence).stream().anyMatch(region -> region.containsValue(Tag.ContourSequence));
        }
        assertThat(new DicomFormat().describe(file, Progress.NONE).items().isEmpty()).isEqualTo(!image);
        read(file);
        assertThat(Formats.describe(file, Progress.NONE).formatTitle()).startsWith("DICOM");
    }
}
