package org.maskwright.variety;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.testing.VoxelByVoxel;

/// Series of real scanners, as NIfTI files of another converter (dcm2niix, dicom2nifti) put them into the patient: voxel for voxel.
final class DicomGeometryCollection implements Collection {
    @Override
    public String name() {
        return "dicom-geometry";
    }

    /// What is no volume may be refused, or opened with a remark.
    @Override
    public Expectation expectation(Line line) {
        return line.file().startsWith("bad-") ? Expectation.EITHER : Expectation.READ;
    }

    @Override
    public Path path(Line line) {
        return Collection.super.path(line).resolve("dicom");
    }

    @Override
    public void compare(Path series, Line line, Finding.Comparison with) throws Exception {
        header(series, line, with);
        Item item = Formats.open(series, Progress.NONE);
        ImageHeader header = item.header();
        with.same("modality", line.get("modality"), header.info().modality());
        double[] orientation = numbers(line.get("image_orientation"));
        Affine lps = header.geometry().toPatient();
        if (orientation.length == 6) with.near("image_orientation", orientation, directions(lps), 1e-3);
        if (line.file().startsWith("bad-")) {
            with.holds("remark", "a word of warning", !item.remarks().isEmpty(), "none");
            return;
        }
        Item reference = Formats.open(series.resolveSibling("reference.nii.gz"), Progress.NONE);
        double sum = reference.statistics(Progress.NONE).sum();
        if (header.channels() == 1) with.near("sum", new double[] {sum}, new double[] {item.statistics(Progress.NONE).sum()}, 1e-6 * Math.abs(sum));
        with.same("voxels", VoxelByVoxel.SAME, VoxelByVoxel.difference(item.volume(Progress.NONE), reference.volume(Progress.NONE)));
    }

    private static void header(Path series, Line line, Finding.Comparison with) throws Exception {
        try (Stream<Path> files = Files.list(series)) {
            Path[] all = files.sorted().toArray(Path[]::new);
            with.same("files", line.get("files"), all.length);
            try (DicomFile file = DicomFile.open(all[0])) {
                with.same("matrix", line.get("matrix"), file.attributes().getInt(Tag.Rows, 0) + "x"
                        + file.attributes().getInt(Tag.Columns, 0));
            }
        }
    }

    private static double[] directions(Affine lps) {
        Point across = lps.column(0).times(1 / lps.column(0).length()), down = lps.column(1).times(1 / lps.column(1).length());
        return new double[] {across.x(), across.y(), across.z(), down.x(), down.y(), down.z()};
    }

    private static double[] numbers(String list) {
        return Arrays.stream(list.replaceAll("[\\[\\]]", "").split(",")).filter(s -> !s.isBlank()).mapToDouble(Double::parseDouble).toArray();
    }
}
