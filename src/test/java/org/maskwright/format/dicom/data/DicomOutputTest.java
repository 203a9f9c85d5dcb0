package org.maskwright.format.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.testing.DicomFiles;

/// What is written is what was meant.
class DicomOutputTest {
    private static final int[] TEXT_TAGS = {Tag.StudyDescription, Tag.SeriesDescription, Tag.Manufacturer, 0x00291010};

    @TempDir Path folder;

    private static byte[] written(Attributes a) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomOutput.write(a, out);
        return out.toByteArray();
    }

    private DicomFile reopened(Attributes a) throws Exception {
        return DicomFile.open(Files.write(folder.resolve("a.dcm"), written(a)));
    }

    private static Attributes named() {
        return new Attributes().setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage).setString(Tag.SOPInstanceUID, VR.UI, "2.25.7");
    }

    @Property(tries = 200) void readOfWriteIsIdentity(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Attributes made = filled(new Attributes(), random, 0).setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage).setString(Tag.SOPInstanceUID, VR.UI, "2.25.7");
        try (DicomFile file = DicomFile.open(new InMemory(written(made)))) {
            assertThat(file.syntax().uid()).isEqualTo(UID.ExplicitVRLittleEndian);
            assertThat(file.meta().getString(Tag.MediaStorageSOPInstanceUID, "")).isEqualTo("2.25.7");
            Attributes read = file.attributes();
            assertThat(read.getString(Tag.SpecificCharacterSet, "")).isEqualTo("ISO_IR 192");
            assertSame(made, read, true);
            assertSame(made, new Attributes(read), false);
        }
    }

    private static Attributes filled(Attributes a, Random random, int depth) {
        String letters = "aZ 9äß頭\u0639-";
        for (int tag : TEXT_TAGS) {
            if (random.nextInt(3) == 0) continue;
            String[] values = new String[random.nextInt(3)];
            for (int i = 0; i < values.length; i++) {
                StringBuilder text = new StringBuilder("v");
                for (int n = random.nextInt(20); n > 0; n--) text.append(letters.charAt(random.nextInt(letters.length())));
                values[i] = text.toString().strip();
            }
            a.setString(tag, VR.LO, values);
        }
        a.setDouble(Tag.PixelSpacing, VR.DS, random.nextDouble(), random.nextInt(1000) / 8.0);
        a.setDouble(0x00291011, VR.FD, random.nextGaussian()).setDouble(0x00291012, VR.FL, random.nextFloat());
        a.setInt(Tag.Rows, VR.US, random.nextInt(65536)).setInt(Tag.PixelPaddingValue, VR.SS, random.nextInt(65536) - 32768)
                .setInt(0x00291013, VR.SL, random.nextInt()).setInt(Tag.DimensionIndexValues, VR.UL, random.nextInt(9), random.nextInt(9)).setInt(Tag.SeriesNumber, VR.IS, random.nextInt());
        a.setInt(Tag.FrameIncrementPointer, VR.AT, Tag.SeriesNumber);
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        a.setBytes(0x00291014, VR.OB, bytes);
        if (depth < 3) {
            Attributes[] items = new Attributes[random.nextInt(3)];
            for (int i = 0; i < items.length; i++) items[i] = random.nextInt(4) == 0 ? new Attributes() : filled(new Attributes(), random, depth + 1);
            a.setSequence(Tag.ReferencedImageSequence, items);
        }
        return a;
    }

    private static void assertSame(Attributes a, Attributes b, boolean root) throws FormatException {
        List<Integer> tags = b.tags().stream().filter(tag -> !root || tag != Tag.SpecificCharacterSet).toList();
        assertThat(tags).containsExactlyElementsOf(a.tags());
        for (int tag : tags) {
            assertThat(b.getVR(tag)).isEqualTo(a.getVR(tag));
            assertThat(b.getBytes(tag)).isEqualTo(a.getBytes(tag));
            assertThat(b.getStrings(tag)).isEqualTo(a.getStrings(tag));
            assertThat(b.getSequence(tag)).hasSameSizeAs(a.getSequence(tag));
            for (int i = 0; i < a.getSequence(tag).size(); i++) assertSame(a.getSequence(tag).get(i), b.getSequence(tag).get(i), false);
        }
        assertThat(b.getDoubles(Tag.PixelSpacing)).isEqualTo(a.getDoubles(Tag.PixelSpacing));
        assertThat(b.getInt(Tag.Rows, -1)).isEqualTo(a.getInt(Tag.Rows, -1));
    }

    @Property(tries = 2000) void aDecimalStringHasSixteenCharactersAndLosesNextToNothing(@ForAll long bits, @ForAll double coordinate) {
        for (double value : new double[] {Double.longBitsToDouble(bits), coordinate, coordinate % 1000}) {
            if (!Double.isFinite(value)) continue;
            String text = DecimalString.of(value);
            assertThat(text).hasSizeLessThanOrEqualTo(16).matches("-?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");
            double error = Math.abs(Double.parseDouble(text) - value);
            assertThat(error).isLessThanOrEqualTo(Math.max(1e-8 * Math.abs(value), Double.MIN_VALUE));
            if (Math.abs(value) < 1000) assertThat(error).isLessThanOrEqualTo(1e-10);
            if (new BigDecimal(Double.toString(value)).precision() < 9) assertThat(error).isZero();
        }
        assertThat(DecimalString.of(0.1)).isEqualTo("0.1");
        assertThat(DecimalString.of(-250)).isEqualTo("-250");
        assertThat(DecimalString.of(1e300)).isEqualTo("1E300");
    }

    /// Contours are longer than the two bytes of a DS can say.
    @Test void aValueTooLongForItsRepresentationIsWrittenAsUnknown() throws Exception {
        double[] many = new double[20_000];
        Arrays.setAll(many, i -> i / 4.0);
        Attributes named = named().setDouble(Tag.PixelSpacing, VR.DS, many);
        assertThat(new String(written(named), StandardCharsets.ISO_8859_1)).contains("(\0" + "0\0UN");
        try (DicomFile file = reopened(named)) {
            assertThat(file.attributes().getVR(Tag.PixelSpacing)).as("which its reader knows again").hasValue(VR.DS);
            assertThat(file.attributes().getDoubles(Tag.PixelSpacing)).isEqualTo(many);
        }
    }

    @Test void aStreamedValueIsNeverWhole() throws Exception {
        byte[] piece = new byte[1000];
        Arrays.fill(piece, (byte) 7);
        Attributes a = named().setStreamed(Tag.PixelData, new StreamedValue(VR.OB, 5000, out -> {
            for (int i = 0; i < 5; i++) out.write(piece);
        }));
        try (DicomFile file = reopened(a)) {
            BulkData data = file.pixelData().orElseThrow();
            assertThat(data.length()).isEqualTo(5000);
            assertThat(file.data().has(data.position() + 4999, 1)).isTrue();
            assertThat(file.data().has(data.position() + 5000, 1)).isFalse();
        }
        Attributes lying = named().setStreamed(Tag.PixelData, new StreamedValue(VR.OB, 10, out -> out.write(1)));
        assertThatThrownBy(() -> written(lying)).isInstanceOf(IllegalStateException.class).hasMessageContaining("promised 10 bytes and wrote 1");
        Attributes vast = named().setStreamed(Tag.PixelData, new StreamedValue(VR.OB, 1L << 32, _ -> {}));
        assertThatThrownBy(() -> written(vast)).isInstanceOf(FormatException.class).hasMessageContaining("at most 4 GiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian, UID.DeflatedExplicitVRLittleEndian})
    void aCopyOfAFileIsTheSameInLittleEndianWhateverItWas(String syntax) throws Exception {
        DicomFiles sample = DicomFiles.slice(3, 2, 5).text(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100").bytes(Tag.StudyDescription, VR.LO, new byte[] {'H', (byte) 0xFC, 'f', 't'})
                .sequence(Tag.ReferencedImageSequence, false, DicomFiles.empty().text(Tag.SOPInstanceUID, VR.UI, "1.9"));
        Path copy = folder.resolve("copy.dcm");
        try (DicomFile file = DicomFile.open(Files.write(folder.resolve("a.dcm"), sample.encode(syntax))); var out = Files.newOutputStream(copy)) {
            DicomOutput.write(file.copy().setString(Tag.SeriesDescription, VR.LO, "changed"), file.copySyntax(), out);
        }
        try (DicomFile file = DicomFile.open(copy); DicomFile plain = DicomFile.open(Files.write(folder.resolve("b.dcm"), sample.encode(UID.ExplicitVRLittleEndian)))) {
            assertThat(file.attributes().getString(Tag.SeriesDescription, "")).isEqualTo("changed");
            assertThat(file.attributes().getString(Tag.StudyDescription, "")).isEqualTo("Hüft");
            assertThat(file.attributes().getInt(Tag.Columns, 0)).isEqualTo(3);
            assertThat(pixels(file)).isEqualTo(pixels(plain));
            assertThat(file.attributes().getNestedDataset(Tag.ReferencedImageSequence).orElseThrow().getString(Tag.SOPInstanceUID, "")).isEqualTo("1.9");
        }
    }

    private static byte[] pixels(DicomFile file) throws Exception {
        BulkData data = file.pixelData().orElseThrow();
        byte[] bytes = new byte[(int) data.length()];
        file.data().read(data.position(), bytes, 0, bytes.length);
        return bytes;
    }

    @Test void aCopyOfACompressedFileKeepsItsFragments() throws Exception {
        List<List<byte[]>> frames = List.of(List.of(new byte[] {1, 2}, new byte[] {3, 4, 5, 6}));
        byte[] whole = DicomFiles.slice(3, 2, 5).encapsulated(UID.JPEGLSLossless, true, frames);
        Path copy = folder.resolve("copy.dcm");
        try (DicomFile file = DicomFile.open(Files.write(folder.resolve("a.dcm"), whole)); var out = Files.newOutputStream(copy)) {
            DicomOutput.write(file.copy(), file.copySyntax(), out);
        }
        byte[] copied = Files.readAllBytes(copy);
        int tail = 8 + 4 + 8 + 2 + 8 + 4 + 8; // the table, two fragments and the delimiter
        assertThat(Arrays.copyOfRange(copied, copied.length - tail, copied.length)).isEqualTo(Arrays.copyOfRange(whole, whole.length - tail, whole.length));
    }

    @Test void whatWasReadIsNotChanged() throws Exception {
        try (DicomFile file = reopened(named())) {
            assertThatThrownBy(() -> file.attributes().setString(Tag.Modality, VR.CS, "CT")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> new Attributes().setSequence(Tag.ReferencedImageSequence, file.attributes())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test void whatDoesNotFitIsRefusedOrMadeToFit() {
        Attributes a = new Attributes();
        assertThatThrownBy(() -> a.setInt(Tag.Rows, VR.US, 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.setString(Tag.SeriesDescription, VR.LO, "a\\b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.setDouble(Tag.PixelSpacing, VR.DS, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(VR.SH.fitting("left\\right\tkidney, lower pole")).isEqualTo("left/right kidne");
        assertThat(VR.LO.fitting("𝒜".repeat(70))).isEqualTo("𝒜".repeat(64));
    }

    @Test void anIdentifierIsItsUuidAsANumber() {
        assertThat(UidSource.of(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))).isEqualTo("2.25.329800735698586629295641978511506172918");
        assertThat(UidSource.RANDOM.next()).matches("2\\.25\\.[1-9][0-9]{0,38}").isNotEqualTo(UidSource.RANDOM.next());
    }

    /// Bytes that are no file.
    private record InMemory(byte[] bytes) implements ByteSource {
        @Override
        public String name() {
            return "memory";
        }

        @Override
        public boolean has(long position, long count) {
            return position + count <= bytes.length;
        }

        @Override
        public int read(long position, byte[] out, int offset, int count) {
            int n = (int) Math.clamp(bytes.length - position, 0, count);
            System.arraycopy(bytes, (int) Math.min(position, bytes.length), out, offset, n);
            return n;
        }

        @Override
        public void close() {}
    }
}
