package org.maskwright.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;

/// Every file of a large and wild collection is read as the reference reader reads it, or refused with a sentence.
class NiftiVarietyTest {
    /// Files that are refused on purpose though the reference opens them: complex numbers, and axes without volume.
    private static final Set<String> REFUSED = Set.of("d_complex64.nii.gz", "bad_sform_singular.nii");
    /// A file that is opened on purpose, with a remark, though the reference refuses it.
    private static final Set<String> MENDED = Set.of("bad_not_gzip.nii.gz");

    /// One line of the collection's list.
    private record Line(String file, String shape, String spacing, String affine, String min, String max, String sum, String value) {
        static Line of(String text) {
            String[] c = text.split("\t", -1);
            return new Line(c[0], c[2], c[5], c[6], c[7], c[8], c[9], c[10]);
        }
    }

    @TestFactory Stream<DynamicTest> everyFileIsReadAsTheReferenceReadsIt() throws IOException {
        Path folder = SharedData.require("nifti-variety", "dev");
        return Files.readAllLines(folder.resolve("manifest.tsv")).stream().skip(1).map(Line::of)
                .map(line -> dynamicTest(line.file(), () -> check(folder.resolve(line.file()), line)));
    }

    private static void check(Path file, Line line) throws Exception {
        String name = line.file();
        if (name.contains(".img")) {
            assertThat(Formats.open(file, Progress.NONE).header().size().voxels()).isPositive();
            return;
        }
        if (MENDED.contains(name)) {
            assertThat(Formats.open(file, Progress.NONE).remarks()).isNotEmpty();
            return;
        }
        if (line.shape().isEmpty() || REFUSED.contains(name)) {
            assertThatThrownBy(() -> Formats.open(file, Progress.NONE).statistics(Progress.NONE)).isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(name).message().endsWith(".");
            return;
        }
        Item item = Formats.open(file, Progress.NONE);
        ImageHeader header = item.header();
        long[] shape = Arrays.stream(line.shape().split("x")).mapToLong(Long::parseLong).toArray();
        assertThat(header.size().x()).isEqualTo((int) shape[0]);
        assertThat(header.size().voxels() * header.frames() * (header.interleaved() ? 1 : header.channels())).isEqualTo(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        double mm = name.equals("units_metre.nii") ? 1000 : name.equals("units_micron.nii") ? 0.001 : 1;
        double[][] affine = new ObjectMapper().readValue(line.affine(), double[][].class), ours = header.geometry().toPatient().withTargetXyNegated().rows();
        for (int i = 0; i < 12; i++) assertThat(ours[i / 4][i % 4]).isCloseTo(affine[i / 4][i % 4] * mm, within(1e-4 * Math.max(1, mm)));
        double[] spacing = new ObjectMapper().readValue(line.spacing(), double[].class);
        Point got = header.geometry().spacingMm();
        for (int i = 0; i < Math.min(3, spacing.length); i++) assertThat(got.along(i)).isCloseTo(spacing[i] * mm, within(1e-4 * Math.max(1, mm)));
        if (line.min().isEmpty()) return;
        Statistics statistics = item.statistics(Progress.NONE);
        assertThat(statistics.min()).isCloseTo(Double.parseDouble(line.min()), within(Math.abs(Double.parseDouble(line.min())) * 1e-12));
        assertThat(statistics.max()).isCloseTo(Double.parseDouble(line.max()), within(Math.abs(Double.parseDouble(line.max())) * 1e-12));
        assertThat(statistics.sum()).isCloseTo(Double.parseDouble(line.sum()), within(1e-9 * Math.max(1, Math.abs(Double.parseDouble(line.sum())))));
        int x = (int) Math.min(3, shape[0] - 1), y = (int) Math.min(2, shape[1] - 1), z = shape.length < 3 ? 0 : (int) Math.min(1, shape[2] - 1);
        // the list's voxel lies in frame 1 of a series
        int frame = shape.length > 3 ? (int) Math.min(1, shape[3] - 1) : 0;
        double value = Double.parseDouble(line.value());
        assertThat(item.volume(frame, Progress.NONE).value(x, y, z)).isCloseTo(value, within(Math.abs(value) * 1e-6));
    }
}
