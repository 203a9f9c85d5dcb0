package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.testing.DicomFiles;
import org.maskwright.testing.SharedData;

/// Drawings over images become label maps on the images' grid.
class OverlayTest {
    private static final int SECOND = 0x00020000;

    @TempDir Path folder;

    private static DicomFiles overlay(DicomFiles slice, int shift, int columns, int rows, int top, int left, byte... bits) {
        return slice.shorts(Tag.OverlayRows + shift, rows).shorts(Tag.OverlayColumns + shift, columns).shorts(Tag.OverlayOrigin + shift, top, left)
                .shorts(0x60000100 + shift, 1).shorts(Tag.OverlayBitPosition + shift, 0).text(Tag.OverlayLabel + shift, VR.LO, "lesion").bytes(Tag.OverlayData + shift, VR.OW, bits);
    }

    private static String picture(Labels labels, int z) {
        StringBuilder text = new StringBuilder();
        var size = labels.geometry().size();
        short[] slice = new short[size.sliceVoxels()];
        labels.copySlice(z, slice);
        for (int y = 0; y < size.y(); y++) {
            for (int x = 0; x < size.x(); x++) text.append(slice[y * size.x() + x] == 0 ? '.' : '#');
            text.append(y + 1 < size.y() ? "/" : "");
        }
        return text.toString();
    }

    private List<Item> items() throws Exception {
        return Formats.describe(folder, Progress.NONE).items();
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian})
    void anOverlayIsALayerOnTheSeriesGrid(String syntax) throws Exception {
        for (int z = 0; z < 3; z++) {
            DicomFiles slice = DicomFiles.slice(4, 3, z);
            // bits from the lowest: #..# / .#.. / ...# of 4 × 3
            if (z == 1) overlay(slice, 0, 4, 3, 1, 1, (byte) 0b0010_1001, (byte) 0b1000);
            Files.write(folder.resolve("s" + z), slice.encode(syntax));
        }
        assertThat(items()).extracting(Item::id).containsExactly("1.2.3", "1.2.3#overlay-1");
        assertThat(Formats.open(folder, Progress.NONE).id()).isEqualTo("1.2.3");
        Item overlay = items().get(1);
        assertThat(overlay.title()).isEqualTo("Overlay 1, lesion of Series 7, thorax");
        assertThat(overlay.header().table().name(1)).isEqualTo("lesion");
        Labels labels = overlay.labels(Progress.NONE);
        assertThat(labels.geometry()).isEqualTo(items().getFirst().header().geometry());
        assertThat(picture(labels, 0)).isEqualTo("..../..../....");
        assertThat(picture(labels, 1)).isEqualTo("#..#/.#../...#");
    }

    @Test void anOverlayBeyondTheImageIsCutOffAndSaid() throws Exception {
        overlay(overlay(DicomFiles.slice(4, 3, 0), 0, 2, 2, 3, 4, (byte) 0b1111, (byte) 0), SECOND, 2, 2, 65536, 65536, (byte) 0b1000, (byte) 0).write(folder.resolve("a"));
        List<Item> items = items();
        assertThat(items).hasSize(3);
        assertThat(picture(items.get(1).labels(Progress.NONE), 0)).isEqualTo("..../..../...#");
        assertThat(items.get(1).remarks()).anyMatch(r -> r.contains("cut off"));
    }

    @Test void anOverlayInUnusedBitsIsTakenOutOfTheSamples() throws Exception {
        DicomFiles.slice(4, 1, 0).shorts(Tag.BitsStored, 12).shorts(Tag.HighBit, 11).shorts(Tag.PixelRepresentation, 0).pixels((short) 0x1005, (short) 0x0006, (short) 0x2007, (short) 0x3008)
                .shorts(Tag.OverlayRows, 1).shorts(Tag.OverlayColumns, 4).shorts(Tag.OverlayOrigin, 1, 1).shorts(0x60000100, 16).shorts(Tag.OverlayBitPosition, 12)
                .shorts(Tag.OverlayRows + SECOND, 1).shorts(Tag.OverlayColumns + SECOND, 4).shorts(Tag.OverlayOrigin + SECOND, 1, 1).shorts(0x60000100 + SECOND, 16).shorts(Tag.OverlayBitPosition + SECOND, 13)
                .write(folder.resolve("a"));
        List<Item> items = items();
        for (int x = 0; x < 4; x++) assertThat(items.getFirst().volume(Progress.NONE).value(x, 0, 0)).isEqualTo(5 + x - 1024);
        assertThat(picture(items.get(1).labels(Progress.NONE), 0)).isEqualTo("#..#");
        assertThat(picture(items.get(2).labels(Progress.NONE), 0)).isEqualTo("..##");
    }

    @Test void drawingsBelongToTheFramesThatTheyName() throws Exception {
        DicomFiles file = overlay(DicomFiles.slice(3, 1, 0), 0, 3, 1, 1, 1, (byte) 0b110_001, (byte) 0).text(Tag.NumberOfFramesInOverlay, VR.IS, "2").shorts(Tag.ImageFrameOrigin, 2)
                .text(Tag.NumberOfFrames, VR.IS, "4").pixels(new short[12]).without(Tag.ImagePositionPatient);
        Item overlay = Formats.describe(file.write(folder.resolve("a.dcm")), Progress.NONE).items().get(1);
        Labels labels = overlay.labels(Progress.NONE);
        for (int z = 0; z < 4; z++) assertThat(picture(labels, z)).isEqualTo(new String[] {"...", "#..", ".##", "..."}[z]);
    }

    /// How many bits pydicom's `overlay_array` sets within the image.
    @ParameterizedTest
    @CsvSource({"pydicom/examples_overlay.dcm, 222", "pydicom-data/MR-SIEMENS-DICOM-WithOverlays.dcm, 323"})
    void realOverlaysHaveTheReferencesBits(String file, long bits) throws Exception {
        List<Item> items = Formats.describe(SharedData.require("dicom-variety", "dev").resolve(file), Progress.NONE).items();
        assertThat(items.get(1).labels(Progress.NONE).counts()).containsEntry(1, bits);
    }
}
