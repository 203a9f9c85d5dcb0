package org.maskwright.format.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Plane;
import org.maskwright.job.Progress;
import org.maskwright.label.Code;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.Volume;

/// Segmentations of other programs, against what these programs say is in them.
class SegmentationReaderTest {
    private static Path file(String name) {
        return SharedData.require("dicom-variety", "dev").resolve(name);
    }

    private static List<Item> items(String name) throws Exception {
        return Formats.describe(file(name), Progress.NONE).items();
    }

    private static Labels labels(Item item) throws Exception {
        return item.labels(Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "groups/seg-24x38x3/24x38x3/seg/label.seg, groups/seg-24x38x3/24x38x3/nrrd/label.nrrd",
        "groups/seg-liver-ct3slice/liver.dcm, groups/seg-liver-ct3slice/liver_seg.nrrd",
        "groups/seg-sparse-labelmap/sparse-labelmap-noppv.dcm, groups/seg-sparse-labelmap/sparse_labelmap_noppv_seg.nrrd"})
    void theLabelMapIsTheOneThatTheReferenceDecoderMadeOfIt(String dicom, String nrrd) throws Exception {
        Item item = items(dicom).getFirst();
        Labels expected = Formats.open(file(nrrd), Progress.NONE).labels(Progress.NONE);
        assertThat(item.header().kind()).isEqualTo(ImageHeader.Kind.LABELS);
        assertThat(item.header().geometry().sameGrid(expected.geometry(), 0.01)).isTrue();
        assertThat(labels(item).sameVoxels(expected)).isTrue();
        assertThat(item.labelsOn(expected.geometry(), Progress.NONE).sameVoxels(expected)).isTrue();
    }

    @Test void paddingIsBackgroundWhateverItsValue() throws Exception {
        Item padded = items("groups/seg-sparse-labelmap/sparse-labelmap-ppv5.dcm").getFirst(), plain = items("groups/seg-sparse-labelmap/sparse-labelmap-noppv.dcm").getFirst();
        assertThat(labels(padded).sameVoxels(labels(plain))).isTrue();
        assertThat(padded.header().table().entries()).extracting(LabelTable.Entry::name).containsExactly("Liver");
    }

    /// Five structures, three of which overlap one another. The reference decoder made three files of it.
    @Test void segmentsThatOverlapBecomeLayersAndNoneIsDropped() throws Exception {
        List<Item> items = items("groups/seg-liver-ct3slice/partial_overlaps.dcm");
        assertThat(items).hasSize(3);
        for (int layer = 0; layer < 3; layer++) {
            Labels expected = Formats.open(file("groups/seg-liver-ct3slice/partial_overlaps-" + (layer + 1) + ".nrrd"), Progress.NONE).labels(Progress.NONE);
            assertThat(labels(items.get(layer)).sameVoxels(expected)).isTrue();
            assertThat(items.get(layer).remarks()).anyMatch(r -> r.contains("3 layers"));
        }
        assertThat(items).extracting(Item::id).doesNotHaveDuplicates();
        assertThat(items.stream().flatMap(i -> i.header().table().entries().stream()).map(LabelTable.Entry::name)).containsExactlyInAnyOrder("GREEN", "ORANGE", "PURPLE", "LIGHT_BLUE", "DARK_BLUE");
    }

    @Test void namesColoursAndCodesComeWithTheSegments() throws Exception {
        LabelTable table = items("groups/seg-sparse-labelmap/sparse-labelmap-noppv.dcm").getFirst().header().table();
        LabelTable.Entry liver = table.entries().getFirst();
        assertThat(liver.value()).isEqualTo(1);
        assertThat(liver.rgb()).isEqualTo(221 << 16 | 130 << 8 | 101); // the colour that 3D Slicer gives to livers
        assertThat(liver.terms().orElseThrow().type()).isEqualTo(new Code("10200004", "SCT", "Liver"));
        assertThat(liver.terms().orElseThrow().category().meaning()).isEqualTo("Tissue");
    }

    /// One liver in eight spellings, of 512 or 510 columns (no whole number of bytes).
    @ParameterizedTest
    @ValueSource(strings = {"liver_expb", "liver_rle", "liver_deflate", "liver_nonbyte_aligned", "liver_nonbyte_aligned_deflate", "liver_nonbyte_aligned_j2k"})
    void aLiverIsTheSameHoweverItIsPacked(String name) throws Exception {
        Labels liver = labels(items("pydicom-data/liver.dcm").getFirst()), other = labels(items("pydicom-data/" + name + ".dcm").getFirst());
        assertThat(liver.counts()).isEqualTo(new TreeMap<>(java.util.Map.of(1, 107_098L)));
        int columns = other.geometry().size().x();
        for (int z = 0; z < 3; z++)
            for (int y = 0; y < columns; y++) for (int x = 0; x < columns; x++) if (liver.at(x, y, z) != other.at(x, y, z)) throw new AssertionError("differs at " + x + ", " + y + ", " + z);
    }

    @Test void aSegmentationLiesOnTheScanThatItWasDrawnOn() throws Exception {
        Geometry scan = Formats.open(file("groups/seg-24x38x3/24x38x3/image"), Progress.NONE).header().geometry();
        Labels labels = items("groups/seg-24x38x3/24x38x3/seg/label.seg").getFirst().labelsOn(scan, Progress.NONE);
        assertThat(labels.counts()).isEqualTo(new TreeMap<>(java.util.Map.of(1, 315L)));
        assertThat(labels.geometry()).isEqualTo(scan);
    }

    /// A scan with its axes in another order and turned around is still the same patient.
    @Test void framesAreFoundOnAGridOfOtherAxes() throws Exception {
        Item item = items("groups/seg-24x38x3/24x38x3/seg/label.seg").getFirst();
        Geometry own = item.header().geometry();
        Labels plain = labels(item);
        Geometry turned = new Geometry(new org.maskwright.geometry.Size(3, 24, 38), org.maskwright.geometry.Affine.ofColumns(own.toPatient().column(2), own.toPatient().column(0),
                own.toPatient().column(1).times(-1), own.toPatient(0, 37, 0)));
        Labels found = item.labelsOn(turned, Progress.NONE);
        for (int z = 0; z < 3; z++) for (int y = 0; y < 38; y++) for (int x = 0; x < 24; x++) assertThat(found.at(z, x, 37 - y)).isEqualTo(plain.at(x, y, z));
        assertThat(turned.axes(Plane.AXIAL)).isNotNull();
        assertThatThrownBy(() -> item.labelsOn(new Geometry(own.size(), own.toPatient().after(org.maskwright.geometry.Affine.translation(0.4, 0, 0))), Progress.NONE))
                .isInstanceOf(FormatException.class).hasMessageContaining("do not lie on the voxels of this scan");
        assertThatThrownBy(() -> item.labelsOn(new Geometry(own.size(), own.toPatient().after(org.maskwright.geometry.Affine.translation(20, 0, 0))), Progress.NONE))
                .isInstanceOf(FormatException.class).hasMessageContaining("lie outside this scan");
    }

    @Test void fractionsAreLabelsFromOneHalfUpAndVolumesBesides() throws Exception {
        List<Item> items = items("highdicom/seg_image_ct_binary_fractional.dcm");
        assertThat(items).hasSize(2);
        assertThat(items.getFirst().remarks()).anyMatch(r -> r.contains("one half"));
        Labels labels = labels(items.getFirst());
        Volume fraction = items.getLast().volume(Progress.NONE);
        assertThat(items.getLast().header().kind()).isEqualTo(ImageHeader.Kind.VOLUME);
        double highest = 0;
        for (int z = 0; z < 3; z++) for (int y = 0; y < 16; y++) for (int x = 0; x < 16; x++) {
            double value = fraction.value(x, y, z);
            highest = Math.max(highest, value);
            assertThat(labels.at(x, y, z)).isEqualTo(value >= 0.5 ? 1 : 0);
        }
        assertThat(highest).isCloseTo(1, within(1e-6));
    }

    /// The names of the reference's segments are their colours.
    @Test void theTilesOfASlideMakeUpOnePicture() throws Exception {
        Labels binary = labels(items("highdicom/seg_image_sm_control.dcm").getFirst());
        assertThat(binary.geometry().size().z()).isEqualTo(1);
        assertThat(binary.counts()).hasSize(19).doesNotContainKey(2); // the second of the twenty has no pixel
        Item map = items("highdicom/seg_image_sm_control_labelmap.dcm").getFirst(), coloured = items("highdicom/seg_image_sm_control_labelmap_palette_color.dcm").getFirst();
        assertThat(labels(map).sameVoxels(binary)).isTrue();
        assertThat(labels(coloured).sameVoxels(binary)).isTrue();
        assertThat(labels(items("highdicom/seg_image_sm_dots_tiled_full.dcm").getFirst()).geometry().size()).isEqualTo(binary.geometry().size());
    }

    @Test void anImageWithoutAPlaceTakesItsFramesInOrder() throws Exception {
        Item item = items("highdicom/seg_image_cr_binary.dcm").getFirst();
        assertThat(item.remarks()).anyMatch(r -> r.contains("does not say where"));
        Geometry scan = Geometry.upright(16, 16, 1, 3, 3, 1);
        assertThat(item.labelsOn(scan, Progress.NONE).sameVoxels(labels(item))).isTrue();
    }

    @Test void aFolderListsSegmentationsBehindTheScans() throws Exception {
        List<Item> items = items("groups/seg-24x38x3/24x38x3");
        assertThat(items.getLast().header().kind()).isEqualTo(ImageHeader.Kind.LABELS);
        assertThat(items.getFirst().header().kind()).isEqualTo(ImageHeader.Kind.VOLUME);
    }
}
