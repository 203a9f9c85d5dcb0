package org.maskwright.format.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;

/// What real NRRD files hold beyond their samples: segments, and a place in the patient that their twins in NIfTI share.
class NrrdVarietyTest {
    /// File → the NIfTI file with the same voxels at the same place.
    private static final Map<String, String> TWINS = Map.of("raw_short.nrrd", "plain_uncompressed.nii", "oblique.nrrd", "o_oblique_both", "type_float64.nrrd", "d_float64",
            "type_int32.nrrd", "d_int32", "type_int64.nrrd", "d_int64", "type_uint16.nrrd", "d_uint16", "type_uint32.nrrd", "d_uint32", "type_uint64.nrrd", "d_uint64");

    private static Path folder() {
        return SharedData.require("nrrd-variety", "dev");
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
