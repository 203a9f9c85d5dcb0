package org.maskwright.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Which samples are labels, and how labels are written.
class LabelReadingTest {
    private static final Geometry GRID = Geometry.upright(4, 3, 2, 1, 1, 1);
    @TempDir Path folder;

    private static StoredSamples floats(float... changes) {
        byte[][] slices = new byte[2][4 * 3 * 4];
        for (int i = 0; i < changes.length; i++) ByteBuffer.wrap(slices[1]).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * i, changes[i]);
        return new StoredSamples(ImageHeader.of(GRID, SampleType.FLOAT32), slices);
    }

    @Test void wholeFloatsAreReadAsLabels() throws Exception {
        Labels labels = ToLabels.read(floats(1, 2, 65_535), Progress.NONE);
        assertThat(labels.counts()).containsOnlyKeys(1, 2, 65_535);
        assertThat(labels.at(1, 0, 1)).isEqualTo(2);
        assertThat(Statistics.of(floats(1, 2), Progress.NONE).kind()).isEqualTo(ImageHeader.Kind.LABELS);
    }

    @Test void fractionsNegativesAndMissingValuesAreNoLabels() {
        for (float wrong : new float[] {0.5f, -1, Float.NaN, 65_536, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> ToLabels.read(floats(1, wrong), Progress.NONE)).isInstanceOf(FormatException.class)
                    .hasMessageContaining("voxel (1, 0, 1)").hasMessageContaining(Float.toString(wrong));
        }
    }

    @Test void manyLabelsAreWrittenInSixteenBitsAndFewInEight() throws Exception {
        for (int label : new int[] {255, 256, 65_535}) {
            Labels labels = Labels.of(GRID, Mask.of(new Box(0, 0, 0, 2, 2, 2), b -> b.run(1, 1, 0, 2)), label);
            Path file = folder.resolve("label-" + label + ".nii.gz");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Formats.writerOf("l.nii.gz").write(StoredImage.of(labels, LabelTable.EMPTY), "l.nii.gz", out, Progress.NONE);
            Files.write(file, out.toByteArray());
            Item item = Formats.open(file, Progress.NONE);
            assertThat(item.header().type()).isEqualTo(label > 255 ? SampleType.UINT16 : SampleType.UINT8);
            assertThat(item.header().kind()).isEqualTo(ImageHeader.Kind.LABELS);
            assertThat(item.labels(Progress.NONE).sameVoxels(labels)).isTrue();
        }
    }

    @Test void aNoisyScanOfWholeNumbersIsAVolumeAndABlockyOneALabelMap() throws Exception {
        ImageHeader header = ImageHeader.of(Geometry.upright(32, 32, 8, 1, 1, 1), SampleType.UINT8);
        byte[][] blocks = new byte[8][32 * 32];
        for (byte[] slice : blocks) for (int i = 0; i < slice.length; i++) slice[i] = (byte) (i / 32 + i % 32 / 8 * 50);
        assertThat(Statistics.of(new StoredSamples(header, blocks), Progress.NONE).kind()).isEqualTo(ImageHeader.Kind.LABELS);
        assertThat(Statistics.of(StoredSamples.random(header, 3), Progress.NONE).kind()).isEqualTo(ImageHeader.Kind.VOLUME);
    }
}
