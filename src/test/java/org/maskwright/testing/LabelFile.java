package org.maskwright.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Files with scans and label maps whose content is known.
public final class LabelFile {
    private LabelFile() {}

    /// Writes a map with label 1 in `box`; the file's folder is made if need be.
    public static Path write(Path file, Geometry grid, Box box) throws IOException {
        Labels labels = Labels.of(grid, Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        }), 1);
        return write(file, StoredImage.of(labels, LabelTable.EMPTY));
    }

    /// Writes any image as the file's ending says.
    public static Path write(Path file, StoredImage image) throws IOException {
        String name = FormatException.name(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Formats.writerOf(name).write(image, name, out, Progress.NONE);
        } catch (FormatException e) {
            throw new IOException(e);
        }
        Path folder = file.getParent();
        if (folder != null) Files.createDirectories(folder);
        return Files.write(file, out.toByteArray());
    }
}
