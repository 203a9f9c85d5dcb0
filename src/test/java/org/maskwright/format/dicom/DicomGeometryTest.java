package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;
import org.maskwright.volume.Volume;

/// Series of real scanners stand in the patient where another converter's NIfTI puts them, voxel for voxel.
class DicomGeometryTest {
    @ParameterizedTest
    @ValueSource(strings = {"ge-sagittal-4slices", "hippocampus-crop-study1", "hippocampus-crop-study2", "hitachi-double-oblique", "mr-sagittal-decubitus-right",
            "mr-t1post-oblique-siemens", "non-square-pixels", "philips-coronal-implicit", "philips-enhanced-multiframe",
            "siemens-mosaic-axial", "siemens-mosaic-coronal"})
    void aSeriesIsItsReferenceByWorldPosition(String series) throws Exception {
        Path folder = SharedData.require("dicom-geometry", "dev", series);
        assertSame(read(folder.resolve("dicom")), read(folder.resolve("reference.nii.gz")));
    }

    @Test void aFullSizeCtIsItsNiftiTwin() throws Exception {
        Path folder = SharedData.require("ct-thorax-cmb-crc");
        Volume ct = read(folder.resolve("dicom"));
        assertThat(ct.geometry().size().toString()).isEqualTo("512 × 512 × 100");
        assertThat(ct.value(0, 0, 0)).isEqualTo(-3024); // outside the scanner's circle
        assertThat(ct.range().low()).isEqualTo(-1024);
        assertThat(ct.range().high()).isEqualTo(3071);
        assertSame(ct, read(folder.resolve("nifti/ct_thorax.nii.gz")));
    }

    private static Volume read(Path path) throws Exception {
        return Formats.open(path, Progress.NONE).volume(Progress.NONE);
    }

    /// The grids may count their voxels in other directions, so each is found by its place in the patient.
    private static void assertSame(Volume ours, Volume reference) {
        Size size = ours.geometry().size();
        assertThat(size.voxels()).isEqualTo(reference.geometry().size().voxels());
        Affine toReference = reference.geometry().toPatient().inverse().after(ours.geometry().toPatient());
        double tolerance = 1e-6 * Math.max(1, Math.max(Math.abs(reference.range().low()), Math.abs(reference.range().high())));
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    Point p = toReference.apply(x, y, z);
                    int i = (int) Math.rint(p.x()), j = (int) Math.rint(p.y()), k = (int) Math.rint(p.z());
                    if (Math.abs(p.x() - i) + Math.abs(p.y() - j) + Math.abs(p.z() - k) > 2e-3 || !(Math.abs(reference.value(i, j, k) - ours.value(x, y, z)) <= tolerance))
                        throw new AssertionError("voxel (" + x + ", " + y + ", " + z + ") of value " + ours.value(x, y, z) + " is at " + p + " of the reference");
                }
            }
        }
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
        assertSame(volume, read(SharedData.require("dicom-geometry", "dev", "rgb-series").resolve("reference.nii.gz")));
    }
}
