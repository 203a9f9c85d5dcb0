package org.maskwright.format.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Damage;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.Formats;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;

/// Whatever is wrong with a segmentation, it ends in a sentence.
class BrokenSegmentationTest {
    @TempDir Path folder;

    private static byte[] bytes(String name) throws Exception {
        return Files.readAllBytes(SharedData.require("dicom-variety", "dev").resolve(name));
    }

    @ParameterizedTest
    @CsvSource({"highdicom/seg_image_ct_binary_overlap.dcm, 200", "highdicom/seg_image_ct_binary_fractional.dcm, 200", "highdicom/seg_image_sm_control.dcm, 100",
            "highdicom/seg_image_sm_control_labelmap_palette_color.dcm, 50", "groups/seg-sparse-labelmap/sparse-labelmap-ppv5.dcm, 200", "pydicom-data/liver_rle.dcm, 25",
            "pydicom-data/liver_deflate.dcm, 25"})
    void damageNeverSurprises(String name, int rounds) throws Exception {
        byte[] whole = bytes(name);
        Damage.mutate(folder.resolve("a.dcm"), whole, whole.length, rounds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"highdicom/seg_image_ct_binary_overlap.dcm", "groups/seg-sparse-labelmap/sparse-labelmap-ppv5.dcm"})
    void whatIsCutOffHoldsNothingOrIsRefused(String name) throws Exception {
        byte[] whole = bytes(name);
        Path file = folder.resolve("a.dcm");
        for (int length = 132; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            try { // before its kind is named it is any data set without an image
                assertThat(Formats.describe(file, Progress.NONE).items()).as("cut to %d bytes", length).isEmpty();
            } catch (FormatException e) {
                assertThat(e.getMessage()).startsWith("a.dcm").endsWith(".");
            }
        }
        Files.write(file, whole);
        for (Item item : Formats.describe(file, Progress.NONE).items()) item.labels(Progress.NONE);
    }
}
