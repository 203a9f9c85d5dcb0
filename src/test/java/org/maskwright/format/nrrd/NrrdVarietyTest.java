package org.maskwright.format.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;

/// Every file of a large and wild collection is read as the reference library reads it, or refused with a sentence.
class NrrdVarietyTest {
    /// Copies of one crop that lie elsewhere on purpose, or whose place nobody knows.
    private static final Set<String> ELSEWHERE = Set.of("oblique.nrrd", "sheared.nrrd", "spacings_only.nrrd");
    /// File → the NIfTI file with the same voxels at the same place.
    private static final Map<String, String> TWINS = Map.of("raw_short.nrrd", "plain_uncompressed.nii", "oblique.nrrd", "o_oblique_both", "type_float64.nrrd", "d_float64",
            "type_int32.nrrd", "d_int32", "type_int64.nrrd", "d_int64", "type_uint16.nrrd", "d_uint16", "type_uint32.nrrd", "d_uint32", "type_uint64.nrrd", "d_uint64");

    /// One line of the collection's list.
    private record Line(String file, String type, String sizes, String reference, String note) {
        static Line of(String text) {
            String[] c = text.split("\t", -1);
            return new Line(c[0], c[2], c[3], c[6], c[9]);
        }

        double number(String key) {
            return Double.parseDouble(reference.replaceFirst(".*" + key + ": (\\S+).*", "$1"));
        }
    }

    private static Path folder() {
        return SharedData.require("nrrd-variety", "dev");
    }

    @TestFactory Stream<DynamicTest> everyFileIsReadAsTheReferenceReadsIt() throws IOException {
        Path folder = folder();
        return Files.readAllLines(folder.resolve("manifest.tsv")).stream().skip(1).map(Line::of)
                .map(line -> dynamicTest(line.file(), () -> check(folder.resolve(line.file()), line)));
    }

    private static void check(Path file, Line line) throws Exception {
        String name = line.file();
        if (name.startsWith("bad_") || line.reference().isEmpty()) {
            assertThatThrownBy(() -> Formats.open(file, Progress.NONE).statistics(Progress.NONE)).isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(name).message().endsWith(".");
            return;
        }
        List<Item> items = Formats.describe(file, Progress.NONE).items();
        long samples = 0;
        double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
        for (Item item : items) {
            ImageHeader header = item.header();
            samples += header.size().voxels() * header.frames() * header.channels();
            Statistics statistics = item.statistics(Progress.NONE);
            min = Math.min(min, statistics.min());
            max = Math.max(max, statistics.max());
            item.volume(Progress.NONE);
        }
        assertThat(samples).isEqualTo(Arrays.stream(line.sizes().split(" ")).mapToLong(Long::parseLong).reduce(1, (a, b) -> a * b));
        assertThat(min).isEqualTo(line.number("min"));
        assertThat(max).isEqualTo(line.number("max"));
        if (!line.sizes().equals("28 22 18") || !line.type().contains("short") || line.type().contains("u")) return;
        Item crop = Formats.open(file.resolveSibling("raw_short.nrrd"), Progress.NONE), item = items.getFirst();
        assertThat(item.statistics(Progress.NONE)).isEqualTo(crop.statistics(Progress.NONE));
        if (!ELSEWHERE.contains(name)) assertThat(item.header().geometry().sameGrid(crop.header().geometry(), 1e-9)).isTrue();
        // "oblique" is not quite square to itself, and "sheared" is meant not to be
        double slack = name.equals("spacings_only.nrrd") ? 1e-9 : 0.1;
        assertThat(item.header().geometry().spacingMm().distanceTo(crop.header().geometry().spacingMm())).isLessThan(slack);
    }

    @TestFactory Stream<DynamicTest> aTwinInNiftiHasTheSameVoxelsAtTheSamePlace() {
        Path folder = folder(), other = SharedData.require("nifti-variety", "dev");
        return TWINS.entrySet().stream().map(twin -> dynamicTest(twin.getKey(), () -> {
            Path nifti = Stream.of("", ".nii.gz", ".nii").map(end -> other.resolve(twin.getValue() + end)).filter(Files::exists).findFirst().orElse(other);
            org.junit.jupiter.api.Assumptions.assumeFalse(nifti.equals(other), "the twin is not in this half of the collection");
            Item one = Formats.open(folder.resolve(twin.getKey()), Progress.NONE), two = Formats.open(nifti, Progress.NONE);
            assertThat(one.header().geometry().sameGrid(two.header().geometry(), 1e-3)).isTrue();
            assertThat(one.statistics(Progress.NONE).sum()).isCloseTo(two.statistics(Progress.NONE).sum(), within(Math.abs(two.statistics(Progress.NONE).sum()) * 1e-9));
        }));
    }

    @Test void slicersSegmentsComeWithNamesAndColours() throws Exception {
        Item item = Formats.open(folder().resolve("Segmentation.seg.nrrd"), Progress.NONE);
        assertThat(item.header().kind()).isEqualTo(ImageHeader.Kind.LABELS);
        assertThat(item.header().table().entries()).hasSize(7);
        assertThat(item.header().table().name(1)).isEqualTo("ribs");
        assertThat(item.header().table().rgb(1)).isEqualTo(0xFDE89E);
        assertThat(item.labels(Progress.NONE).counts().lastKey()).isEqualTo(7);
    }

    @Test void overlappingSegmentsAreOneLabelMapALayerAndNoneIsLost() throws Exception {
        List<Item> layers = Formats.describe(folder().resolve("SegmentationOverlapping.seg.nrrd"), Progress.NONE).items();
        assertThat(layers).hasSize(2);
        int names = 0;
        for (Item layer : layers) {
            names += layer.header().table().entries().size();
            assertThat(layer.remarks()).anyMatch(remark -> remark.contains("2 layers"));
            for (int value : layer.labels(Progress.NONE).counts().keySet()) assertThat(layer.header().table().find(value)).as("label %d", value).isPresent();
        }
        assertThat(names).isEqualTo(8);
    }
}
