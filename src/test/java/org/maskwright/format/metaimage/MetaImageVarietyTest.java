package org.maskwright.format.metaimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;

/// Every file of a wild collection is read as it says, or refused with a sentence; the copies of one crop are one image.
class MetaImageVarietyTest {
    /// Copies of the crop that the NRRD collection holds too; another reader (VTK 9.1) finds −522 … 1693 in each.
    private static final Set<String> CROPS = Set.of("short.mha", "short_zlib.mha", "short_msb.mha", "ext.mhd", "ext_z.mhd", "headersize_minus1.mhd");

    private static Path folder() {
        return SharedData.require("metaimage-variety", "dev");
    }

    @TestFactory Stream<DynamicTest> everyFileIsReadOrRefused() throws IOException {
        Path folder = folder();
        return Files.readAllLines(folder.resolve("manifest.tsv")).stream().skip(1).map(line -> line.split("\t", -1)[0])
                .map(name -> dynamicTest(name, () -> check(folder.resolve(name), name)));
    }

    private static void check(Path file, String name) throws Exception {
        if (name.startsWith("bad_") || name.endsWith("raw")) {
            assertThatThrownBy(() -> Formats.open(file, Progress.NONE).statistics(Progress.NONE)).isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(name).message().endsWith(".");
            return;
        }
        Item item = Formats.open(file, Progress.NONE);
        String head = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        long samples = item.header().size().voxels() * item.header().frames() * item.header().channels();
        long channels = head.contains("ElementNumberOfChannels") ? (long) numbers(head, "ElementNumberOfChannels")[0] : 1;
        assertThat(samples).isEqualTo(channels * (long) Arrays.stream(numbers(head, "DimSize")).reduce(1, (a, b) -> a * b));
        double[] spacing = numbers(head, "ElementSpacing");
        Point got = item.header().geometry().spacingMm();
        for (int i = 0; i < spacing.length; i++) assertThat(got.along(i)).isCloseTo(spacing[i], org.assertj.core.api.Assertions.within(1e-6));
        Statistics statistics = item.statistics(Progress.NONE);
        assertThat(item.volume(Progress.NONE).range().high()).isLessThanOrEqualTo(statistics.max());
        if (!CROPS.contains(name)) return;
        assertThat(statistics.min()).isEqualTo(-522);
        assertThat(statistics.max()).isEqualTo(1693);
        Item crop = Formats.open(SharedData.require("nrrd-variety", "dev", "raw_short.nrrd"), Progress.NONE);
        assertThat(statistics).isEqualTo(crop.statistics(Progress.NONE));
        assertThat(item.header().geometry().sameGrid(crop.header().geometry(), 1e-9)).isTrue();
    }

    private static double[] numbers(String head, String key) {
        Matcher matcher = Pattern.compile("(?m)^" + key + " *= *(.*?)\\s*$").matcher(head);
        assertThat(matcher.find()).as(key).isTrue();
        return Arrays.stream(matcher.group(1).split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test void aTurnedSliceLiesAsItsTwinInNrrd() throws Exception {
        String name = "BrainProtonDensitySliceBorder20DirectionPlus30";
        Item meta = Formats.open(folder().resolve(name + ".mhd"), Progress.NONE), nrrd = Formats.open(SharedData.require("nrrd-variety", "dev", name + ".nhdr"), Progress.NONE);
        assertThat(meta.header().geometry().sameGrid(nrrd.header().geometry(), 1e-3)).isTrue();
    }
}
