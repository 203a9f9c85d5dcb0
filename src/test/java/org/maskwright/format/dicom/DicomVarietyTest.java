package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.Formats;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.RgbVolume;

/// What real DICOM files look like, however they are coded.
class DicomVarietyTest {
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
}
