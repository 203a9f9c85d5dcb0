package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Path;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Label maps as `.nii.gz`, which every other program reads.
final class LabelFiles {
    /// How far, in mm, the corners of two grids may lie apart: what rounding to 32-bit floats in a header can do.
    static final double TOLERANCE_MM = 0.05;

    private LabelFiles() {}

    static void write(Disk disk, Path file, Labels labels, LabelTable table) throws IOException {
        String name = FormatException.name(file);
        disk.write(file, out -> {
            try {
                Formats.writerOf(name).write(StoredImage.of(labels, table), name, out, Progress.NONE);
            } catch (FormatException e) {
                throw new IllegalStateException(name + " can hold every label map", e);
            }
        });
    }

    /// Reads a label map that must lie on `geometry`, and puts it there exactly.
    static Labels read(Path file, Geometry geometry, Progress progress) throws IOException, FormatException {
        Labels labels = Formats.open(file, progress).labels(progress);
        if (!labels.geometry().sameGrid(geometry, TOLERANCE_MM))
            throw FormatException.unexpected(FormatException.name(file), "grid", "the scan's own, " + geometry.size() + " voxels",
                    grid(labels.geometry(), geometry), "Put back the file that belongs to this case.");
        return labels.on(geometry);
    }

    private static String grid(Geometry found, Geometry expected) {
        return found.size().equals(expected.size()) ? "the same size in another place of the patient" : found.size() + " voxels";
    }
}
