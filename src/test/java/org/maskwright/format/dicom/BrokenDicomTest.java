package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.SharedData;

/// Whatever is wrong with a file, it ends in a sentence: no other exception, no long wait, no huge allocation.
class BrokenDicomTest {
    @TempDir Path folder;

    private static DicomFiles sample() {
        return DicomFiles.slice(7, 5, 3).sequence(Tag.ReferencedImageSequence, false, DicomFiles.empty().text(Tag.SOPInstanceUID, VR.UI, "1.9")
                .sequence(Tag.PixelMeasuresSequence, true, DicomFiles.empty().numbers(Tag.PixelSpacing, 0.5, 0.25)));
    }

    private static int read(Path file) throws IOException, FormatException {
        List<Item> items = new DicomFormat().describe(file, Progress.NONE).items();
        for (Item item : items) {
            item.statistics(Progress.NONE);
            item.volume(Progress.NONE);
        }
        return items.size();
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian, UID.DeflatedExplicitVRLittleEndian, UID.RLELossless})
    void aFileCutAtAnyByteIsRefusedByNameOrHoldsNoImage(String syntax) throws Exception {
        byte[] whole = encode(syntax);
        Path file = folder.resolve("cut.dcm");
        Assertions.assertEquals(1, read(Files.write(file, whole)));
        // the last delimiter alone may be missing, and the mark that nothing more is deflated
        int end = whole.length - (syntax.equals(UID.RLELossless) ? 8 : syntax.equals(UID.DeflatedExplicitVRLittleEndian) ? 4 : 0);
        for (int length = 0; length < end; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try { // cut just before the pixel data, it is a whole data set without an image
                Assertions.assertEquals(0, read(file), "cut to " + length + " bytes, it was read");
            } catch (FormatException e) {
                Assertions.assertTrue(e.getMessage().startsWith("cut.dcm") && e.getMessage().endsWith("."), e.getMessage());
            }
        }
    }

    private static byte[] encode(String syntax) {
        if (!syntax.equals(UID.RLELossless)) return sample().encode(syntax);
        byte[] packed = new byte[64 + 72];
        packed[0] = 2;
        packed[4] = 64;
        packed[8] = 100;
        Arrays.fill(packed, 64, packed.length, (byte) 33);
        packed[64] = packed[100] = 34;
        return sample().encapsulated(syntax, true, List.of(List.of(packed)));
    }

    /// Four hundred for each of five syntaxes.
    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian, UID.DeflatedExplicitVRLittleEndian, UID.RLELossless})
    void twoThousandRandomDamagesNeverSurprise(String syntax) throws Exception {
        damage(encode(syntax), 400);
    }

    /// The libraries that decode these are not ours, and must be fenced in.
    @ParameterizedTest
    @ValueSource(strings = {"pydicom/SC_rgb_small_odd_jpeg.dcm", "pydicom-data/emri_small_jpeg_2k_lossless.dcm", "fo-dicom/GH184.dcm", "pydicom/JPEG2000.dcm",
            "pydicom-data/emri_small_jpeg_ls_lossless.dcm", "pydicom/JPEGLSNearLossless_08.dcm", "pydicom/JPGExtended.dcm"})
    void damagedCompressedFilesNeverSurprise(String file) throws Exception {
        damage(Files.readAllBytes(SharedData.require("dicom-variety", "dev").resolve(file)), 30);
    }

    private void damage(byte[] whole, int times) throws Exception {
        Random random = new Random(42);
        Path file = folder.resolve("fuzz.dcm");
        List<byte[]> slow = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            byte[] bytes = whole.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                int at = random.nextInt(132, bytes.length);
                bytes[at] = random.nextInt(4) == 0 ? (byte) 0xFF : (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
                try {
                    read(file);
                } catch (FormatException _) {
                    // what is promised
                }
            }, () -> "damage " + slow.size());
        }
    }

    @Test void aHeaderThatPromisesAHugeImageIsRefusedBeforeMemoryIsTaken() {
        DicomFiles huge = DicomFiles.slice(2, 2, 0).shorts(Tag.Rows, 40000).shorts(Tag.Columns, 40000).text(Tag.NumberOfFrames, VR.IS, "2000000000");
        assertThatThrownBy(() -> read(huge.write(folder.resolve("huge.dcm")))).isInstanceOf(FormatException.class).hasMessageStartingWith("huge.dcm");
        byte[] rle = DicomFiles.slice(2, 2, 0).shorts(Tag.Rows, 32000).shorts(Tag.Columns, 32000).encapsulated(UID.RLELossless, false, List.of(List.of(new byte[70])));
        assertThatThrownBy(() -> read(Files.write(folder.resolve("rle.dcm"), rle))).isInstanceOf(FormatException.class).hasMessageStartingWith("rle.dcm");
    }

    @Test void aSwollenElementBeforeTheImageIsPassedOver() throws Exception {
        DicomFiles zeros = DicomFiles.slice(2, 2, 0).bytes(0x00291010, VR.OB, new byte[32 << 20]);
        Path file = Files.write(folder.resolve("bomb.dcm"), zeros.encode(UID.DeflatedExplicitVRLittleEndian));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> Assertions.assertEquals(1, read(file)));
    }

    /// Numbers that are finite, but no lengths.
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e300})
    void aLengthThatNothingHasIsRefused(double mm) throws Exception {
        Path file = DicomFiles.slice(3, 2, 0).text(Tag.PixelSpacing, VR.DS, mm + "\\" + mm).write(folder.resolve("length.dcm"));
        assertThatThrownBy(() -> read(file)).isInstanceOf(FormatException.class).hasMessageContaining("spacing");
        Path far = DicomFiles.slice(3, 2, 0).text(Tag.ImagePositionPatient, VR.DS, "1e300\\0\\0").write(folder.resolve("far.dcm"));
        assertThatThrownBy(() -> read(far)).isInstanceOf(FormatException.class).hasMessageContaining("near the scanner");
    }

    @Test void aLookupTableThatIsNoSequenceIsPassedOver() throws Exception {
        Path file = DicomFiles.slice(3, 2, 0).text(Tag.ModalityLUTSequence, VR.LO, "none").write(folder.resolve("table.dcm"));
        Item item = new DicomFormat().describe(file, Progress.NONE).items().getFirst();
        Assertions.assertEquals(-1024, item.header().intercept());
    }
}
