package org.maskwright.format.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.testing.DicomFiles;

/// What the packed bytes of small images mean, worked out by hand.
class PixelDataTest {
    @TempDir Path folder;

    private List<Double> decode(byte[] bytes) throws Exception {
        try (DicomFile file = DicomFile.open(Files.write(folder.resolve("a.dcm"), bytes))) {
            PixelData pixels = PixelData.of(file);
            List<Double> values = new ArrayList<>();
            byte[] out = new byte[pixels.layout().frameBytes()];
            for (int f = 0; f < pixels.layout().frames(); f++) {
                pixels.frame(f, out);
                for (int i = 0; i < pixels.layout().frameSamples(); i++) values.add(pixels.layout().type().value(out, i));
            }
            return values;
        }
    }

    private static DicomFiles image(int columns, int rows, int bits) {
        return DicomFiles.slice(columns, rows, 0).shorts(Tag.BitsAllocated, bits).shorts(Tag.BitsStored, bits).shorts(Tag.HighBit, bits - 1).shorts(Tag.PixelRepresentation, 0);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    @Test void twelveSignedBitsInSixteenKeepTheirSign() throws Exception {
        DicomFiles slice = DicomFiles.slice(3, 1, 0).shorts(Tag.BitsStored, 12).shorts(Tag.HighBit, 11).pixels((short) 0x0FFF, (short) 0x0800, (short) 0x07FF);
        assertThat(decode(slice.encode(UID.ExplicitVRLittleEndian))).containsExactly(-1.0, -2048.0, 2047.0);
    }

    @Test void samplesThatAreWiderThanTheHeaderAdmitsStayAsTheyAre() throws Exception {
        DicomFiles slice = DicomFiles.slice(3, 1, 0).shorts(Tag.BitsStored, 12).shorts(Tag.HighBit, 11).pixels((short) 3000, (short) -2000, (short) 1);
        assertThat(decode(slice.encode(UID.ExplicitVRLittleEndian))).containsExactly(3000.0, -2000.0, 1.0);
    }

    @Test void anOverlayInUnusedBitsIsCutOff() throws Exception {
        DicomFiles slice = image(2, 1, 16).shorts(Tag.BitsStored, 12).shorts(Tag.HighBit, 11).shorts(Tag.OverlayBitPosition, 12).pixels((short) 0x1234, (short) 0xF00F);
        assertThat(decode(slice.encode(UID.ExplicitVRLittleEndian))).containsExactly((double) 0x234, (double) 0x00F);
    }

    /// Every width and place of the stored bits in 8, 16 and 32, signed and not, in both orders of bytes; the unused bits are 0.
    @ParameterizedTest @ValueSource(ints = {8, 16, 32})
    void everyWidthOfSamplesIsRead(int bits) throws Exception {
        Random random = new Random(bits);
        for (int stored = 1; stored <= bits; stored++) {
            for (int round = 0; round < 4; round++) {
                boolean signed = round % 2 == 1, big = round > 1;
                int high = random.nextInt(stored - 1, bits), count = 6;
                List<Double> expected = new ArrayList<>();
                ByteBuffer packed = ByteBuffer.allocate(count * bits / 8).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < count; i++) {
                    // the last is the least of the signed, whose sign cannot be missed
                    long sample = i == count - 1 ? 1L << stored - 1 : random.nextLong() & (1L << stored) - 1;
                    expected.add((double) (signed && sample >> stored - 1 == 1 ? sample - (1L << stored) : sample));
                    long cell = sample << high + 1 - stored;
                    if (bits == 8) packed.put((byte) cell);
                    else if (bits == 16) packed.putShort((short) cell);
                    else packed.putInt((int) cell);
                }
                DicomFiles image = image(3, 2, bits).shorts(Tag.BitsStored, stored).shorts(Tag.HighBit, high).shorts(Tag.PixelRepresentation, signed ? 1 : 0)
                        .bytes(Tag.PixelData, bits == 8 ? VR.OB : VR.OW, packed.array());
                assertThat(decode(image.encode(big ? UID.ExplicitVRBigEndian : UID.ExplicitVRLittleEndian))).as("%d bits up to %d, signed %s, big %s", stored, high, signed, big).isEqualTo(expected);
            }
        }
    }

    @Test void planesOfColourAreWoven() throws Exception {
        DicomFiles rgb = image(2, 1, 8).shorts(Tag.SamplesPerPixel, 3).shorts(Tag.PlanarConfiguration, 1).text(Tag.PhotometricInterpretation, VR.CS, "RGB")
                .bytes(Tag.PixelData, VR.OB, bytes(1, 2, 10, 20, 100, 200));
        assertThat(decode(rgb.encode(UID.ExplicitVRLittleEndian))).containsExactly(1.0, 10.0, 100.0, 2.0, 20.0, 200.0);
    }

    @Test void singleBitsRunOnAcrossFrames() throws Exception {
        DicomFiles bits = image(3, 1, 1).text(Tag.NumberOfFrames, VR.IS, "3").bytes(Tag.PixelData, VR.OB, bytes(0b10_011_101, 0b1));
        assertThat(decode(bits.encode(UID.ExplicitVRLittleEndian))).containsExactly(1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0);
    }

    @Test void thirtyTwoBitsAndFloatsAreRead() throws Exception {
        byte[] ints = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(-5).putInt(1 << 20).array();
        assertThat(decode(image(2, 1, 32).shorts(Tag.PixelRepresentation, 1).bytes(Tag.PixelData, VR.OW, ints).encode(UID.ImplicitVRLittleEndian))).containsExactly(-5.0, 1048576.0);
        byte[] floats = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.5f).putFloat(-2).array();
        assertThat(decode(image(2, 1, 32).without(Tag.PixelData).bytes(Tag.FloatPixelData, VR.OF, floats).encode(UID.ExplicitVRLittleEndian))).containsExactly(0.5, -2.0);
    }

    @Test void bigEndianWordsAreTurned() throws Exception {
        assertThat(decode(DicomFiles.slice(2, 1, 3).encode(UID.ExplicitVRBigEndian))).containsExactly(300.0, 301.0);
    }

    /// Runs and literals of both planes of 16-bit samples, the high bytes first.
    @Test void runLengthsAreUnpacked() throws Exception {
        ByteBuffer packed = ByteBuffer.allocate(64 + 4 + 6).order(ByteOrder.LITTLE_ENDIAN);
        packed.putInt(2).putInt(64).putInt(68).position(64);
        packed.put(bytes(-3, 1, -128, 0)).put(bytes(1, 7, 8, -1, 9, 0)); // high: four times 1; low: 7, 8, and twice 9
        byte[] file = image(4, 1, 16).encapsulated(UID.RLELossless, false, List.of(List.of(packed.array())));
        assertThat(decode(file)).containsExactly(263.0, 264.0, 265.0, 265.0);
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void framesOfSeveralFragmentsAreJoined(boolean offsetTable) throws Exception {
        byte[] packed = rle(bytes(1, 2)), other = rle(bytes(3, 4));
        byte[] file = image(2, 1, 8).text(Tag.NumberOfFrames, VR.IS, "2").encapsulated(UID.RLELossless, offsetTable,
                offsetTable ? List.of(List.of(java.util.Arrays.copyOf(packed, 64), java.util.Arrays.copyOfRange(packed, 64, packed.length)), List.of(other)) : List.of(List.of(packed), List.of(other)));
        assertThat(decode(file)).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    private static byte[] rle(byte[] literal) {
        ByteBuffer packed = ByteBuffer.allocate(64 + 1 + literal.length + 1 - literal.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        packed.putInt(1).putInt(64).position(64);
        return packed.put((byte) (literal.length - 1)).put(literal).array();
    }

    /// The example of ITU-T T.87, annex H.3.
    private static final String JPEG_LS = "FFD8FFF7000B080004000401011100FFDA0008010100000000C000006C80208E01C0000057400000"
            + "6EE6000001BC18000005D800009160FFD9";

    @Test void theStandardsOwnExampleOfJpegLsIsDecoded() throws Exception {
        byte[] file = image(4, 4, 8).encapsulated(UID.JPEGLSLossless, false, List.of(List.of(HexFormat.of().parseHex(JPEG_LS))));
        assertThat(decode(file)).containsExactly(0.0, 0.0, 90.0, 74.0, 68.0, 50.0, 43.0, 205.0, 64.0, 145.0, 145.0, 145.0, 100.0, 145.0, 145.0, 145.0);
    }

    @Test void jpegLsThatEndsEarlyIsRefused() {
        byte[] whole = HexFormat.of().parseHex(JPEG_LS);
        for (int length = 0; length < whole.length - 4; length++) {
            byte[] file = image(4, 4, 8).encapsulated(UID.JPEGLSLossless, false, List.of(List.of(java.util.Arrays.copyOf(whole, length))));
            assertThatThrownBy(() -> decode(file)).as("cut to %d bytes", length).isInstanceOf(FormatException.class);
        }
    }

    @Test void aRunThatEndsEarlyIsRefused() {
        byte[] file = image(4, 1, 8).encapsulated(UID.RLELossless, false, List.of(List.of(rle(bytes(1, 2)))));
        assertThatThrownBy(() -> decode(file)).isInstanceOf(FormatException.class).hasMessageContaining("RLE");
    }

    @ParameterizedTest @ValueSource(strings = {"1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.102", "1.2.3.4.5"})
    void aSyntaxThatIsNotReadIsNamed(String syntax) {
        byte[] file = image(1, 1, 8).encapsulated(syntax, false, List.of(List.of(new byte[10])));
        assertThatThrownBy(() -> decode(file)).isInstanceOf(FormatException.class).hasMessageContaining(syntax).hasMessageContaining("uncompressed");
    }

    @Test void tooFewPixelsAreRefused() {
        assertThatThrownBy(() -> decode(DicomFiles.slice(4, 4, 0).pixels((short) 1).encode(UID.ExplicitVRLittleEndian)))
                .isInstanceOf(FormatException.class).hasMessageContaining("32 bytes").hasMessageContaining("2 bytes");
    }

    @Test void bitsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> decode(DicomFiles.slice(1, 1, 0).shorts(Tag.BitsStored, 20).encode(UID.ExplicitVRLittleEndian))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> decode(DicomFiles.slice(1, 1, 0).shorts(Tag.BitsAllocated, 12).encode(UID.ExplicitVRLittleEndian)))
                .isInstanceOf(FormatException.class).hasMessageContaining("12 bits");
    }

    /// The library that decodes JPEG 2000 would never come back.
    @Test void jpeg2000PacketsWithBytesThatNoStreamHoldsAreRefused() throws Exception {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setPixels(0, 0, 16, 16, IntStream.range(0, 256).toArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = new J2KImageWriterSpi().createWriterInstance(null);
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(picture);
        }
        byte[] sound = out.toByteArray(), broken = sound.clone();
        assertThat(decode(image(16, 16, 8).encapsulated(UID.JPEG2000, false, List.of(List.of(sound))))).hasSize(256);
        int packets = 2 + IntStream.range(0, sound.length - 1).filter(i -> sound[i] == -1 && sound[i + 1] == (byte) 0x93).findFirst().orElseThrow();
        broken[packets + 1] = broken[packets + 2] = -1;
        byte[] file = image(16, 16, 8).encapsulated(UID.JPEG2000, false, List.of(List.of(broken)));
        assertThatThrownBy(() -> decode(file)).isInstanceOf(FormatException.class).hasMessageContaining("no JPEG 2000 stream holds");
    }
}
