package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;
import org.maskwright.testing.VoxelByVoxel;
import org.maskwright.volume.Volume;

/// Series of real scanners are volumes, or are refused for what is wrong with them.
class DicomGeometryTest {
    @Test void aFullSizeCtIsItsNiftiTwin() throws Exception {
        Path folder = SharedData.require("ct-thorax-cmb-crc");
        Volume ct = read(folder.resolve("dicom"));
        assertThat(ct.geometry().size().toString()).isEqualTo("512 × 512 × 100");
        assertThat(ct.value(0, 0, 0)).isEqualTo(-3024); // outside the scanner's circle
        assertThat(ct.range().low()).isEqualTo(-1024);
        assertThat(ct.range().high()).isEqualTo(3071);
        assertThat(VoxelByVoxel.difference(ct, read(folder.resolve("nifti/ct_thorax.nii.gz")))).isEqualTo(VoxelByVoxel.SAME);
    }

    private static Volume read(Path path) throws Exception {
        return Formats.open(path, Progress.NONE).volume(Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({"bad-missing-slice, One slice is missing", "bad-same-position, same place"})
    void whatIsNoVolumeIsRefused(String series, String reason) {
        Path folder = SharedData.require("dicom-geometry", "dev", series).resolve("dicom");
        assertThatThrownBy(() -> read(folder)).isInstanceOf(FormatException.class).hasMessageContaining(reason).message().endsWith(".");
    }

    @Test void aTiltedGantryIsSaid() throws Exception {
        Item item = Formats.open(SharedData.require("dicom-geometry", "dev", "bad-gantry-tilt").resolve("dicom"), Progress.NONE);
        assertThat(item.remarks()).anyMatch(r -> r.contains("tilted") && r.contains("14.0°"));
    }

    @Test void aColourSeriesIsRead() throws Exception {
        Volume volume = read(SharedData.require("dicom-geometry", "dev", "rgb-series").resolve("dicom"));
        assertThat(volume.geometry().size().toString()).isEqualTo("52 × 77 × 4");
    }
}
