package org.maskwright.workflow.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.format.StoredImage;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.testing.LabelFile;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Workbench;

/// Scans of 16³ voxels with a bright and a dark brick in noise, on the disk as a folder to train on.
final class SmallFolder {
    private static final int SIDE = 16;

    private SmallFolder() {}

    static Workbench workbench(Path home) {
        return new Workbench(new JobRunner(Runnable::run), new DataHome(home), new ModelShelf(List.of()), Disk.REAL, Clock.systemUTC());
    }

    /// @param patients for each of which there are two cases, `1a` and `1b` and so on
    static Path write(Path folder, int patients) throws IOException {
        var about = new StringBuilder("{\"name\": \"Bricks\", \"labels\": {\"background\": 0, \"Bright\": 1, \"Dark\": 2}, \"patients\": {");
        Geometry grid = Geometry.upright(SIDE, SIDE, SIDE, 1, 1, 1);
        for (int patient = 1; patient <= patients; patient++) {
            for (String side : List.of("a", "b")) {
                String id = "c" + patient + side;
                about.append(patient == 1 && side.equals("a") ? "" : ", ").append('"').append(id).append("\": \"p").append(patient).append('"');
                short[][] grey = new short[SIDE][SIDE * SIDE], labels = new short[SIDE][SIDE * SIDE];
                var random = new SplittableRandom(id.hashCode());
                int n = 2 * patient + (side.equals("a") ? 0 : 1), shift = n % 4, down = n / 4 % 4; // no two label maps alike: copies are left out
                for (int z = 0; z < SIDE; z++) {
                    for (int i = 0; i < SIDE * SIDE; i++) {
                        int x = i % SIDE - shift, y = i / SIDE - down;
                        boolean within = z >= 3 && z < 13 && y >= 2 && y < 10;
                        int label = within && x >= 1 && x < 6 ? 1 : within && x >= 6 && x < 11 ? 2 : 0;
                        labels[z][i] = (short) label;
                        grey[z][i] = (short) (100 + (label == 1 ? 60 : label == 2 ? -60 : 0) + random.nextInt(20));
                    }
                }
                LabelFile.write(folder.resolve("images/" + id + ".nii.gz"), StoredImage.of(ShortVolume.adopting(grid, grey, 1, 0, ScanInfo.MR)));
                LabelFile.write(folder.resolve("labels/" + id + ".nii.gz"), StoredImage.of(Labels.adopting(grid, labels), LabelTable.EMPTY));
            }
        }
        Files.writeString(folder.resolve("dataset.json"), about.append("}}").toString());
        return folder;
    }
}
