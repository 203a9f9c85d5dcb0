package org.maskwright.workflow.course;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.image.Classes;
import org.maskwright.learn.image.NetworkGrid;

/// Where each label lay in the cases that were learnt from: in what share of them, at each place of a grid that every case's own box is stretched
/// onto. It expects scans that are framed alike, for nothing is registered.
final class Atlas {
    private static final int SIDE = 48;
    private static final Point OWN_SPACING = new Point(0, 0, 0);

    private final Classes classes;
    /// `[label][z][y][x]`, x to the patient's left, y to the back, z to the head.
    private final float[][] share;

    private Atlas(Classes classes, float[][] share) {
        this.classes = classes;
        this.share = share;
    }

    /// @param labels rising
    static Atlas of(List<TrainingCase> cases, List<Integer> labels, Progress progress) throws IOException {
        var classes = new Classes(labels);
        float[][] share = new float[labels.size()][SIDE * SIDE * SIDE];
        for (int n = 0; n < cases.size(); n++) {
            progress.at((double) n / cases.size(), "averaging labels, case " + (n + 1) + " of " + cases.size());
            Labels one = cases.get(n).load().labels();
            NetworkGrid grid = NetworkGrid.of(one.geometry(), OWN_SPACING);
            Size size = grid.size();
            short[] found = grid.classes(one, classes);
            for (int i = 0; i < share[0].length; i++) {
                int x = i % SIDE * size.x() / SIDE, y = i / SIDE % SIDE * size.y() / SIDE, z = i / (SIDE * SIDE) * size.z() / SIDE;
                int label = found[(z * size.y() + y) * size.x() + x];
                if (label > 0) share[label - 1][i] += 1f / cases.size();
            }
        }
        return new Atlas(classes, share);
    }

    /// What it expects of a case.
    Prior on(Geometry geometry) {
        NetworkGrid grid = NetworkGrid.of(geometry, OWN_SPACING);
        Size size = grid.size();
        float[][] own = new float[share.length][];
        for (int label = 0; label < own.length; label++) {
            float[] values = new float[Math.toIntExact(size.voxels())];
            for (int i = 0, z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) values[i++] = share[label][(at(z, size.z()) * SIDE + at(y, size.y())) * SIDE + at(x, size.x())];
                }
            }
            own[label] = grid.inSource(values);
        }
        return new Prior(geometry, classes.labels(), own);
    }

    /// Where voxel `index` of `count` lies on the common grid.
    private static int at(int index, int count) {
        return (2 * index + 1) * SIDE / (2 * count);
    }

    /// How likely each label is at each voxel of a case, by the atlas alone; voxels in the scan's own order.
    static final class Prior {
        private final Geometry grid;
        private final List<Integer> labels;
        private final float[][] share;
        private final float[] any;
        private final int[] surest;

        private Prior(Geometry grid, List<Integer> labels, float[][] share) {
            this.grid = grid;
            this.labels = labels;
            this.share = share;
            this.any = new float[share[0].length];
            for (float[] one : share) for (int i = 0; i < any.length; i++) any[i] += one[i];
            this.surest = IntStream.range(0, share.length).map(this::surest).toArray();
        }

        /// How likely a voxel has any label.
        float any(int voxel) {
            return any[voxel];
        }

        int labels() {
            return share.length;
        }

        /// The voxel most likely to have the label of this index; of equals the middle one.
        int surest(int label) {
            float most = 0;
            for (float one : share[label]) most = Math.max(most, one);
            int[] equals = new int[any.length];
            int count = 0;
            for (int i = 0; i < any.length; i++) if (share[label][i] == most) equals[count++] = i;
            return equals[count / 2];
        }

        /// The smallest box around all voxels at least so likely to have a label.
        Box box(double level) {
            Box box = Box.EMPTY;
            Size size = grid.size();
            for (int i = 0; i < any.length; i++) if (any[i] >= level) box = box.union(Box.ofVoxel(i % size.x(), i / size.x() % size.y(), i / size.sliceVoxels()));
            return box;
        }

        /// Each voxel of the mask gets the label that is likeliest there, and where none ever was the one that is surest near by.
        Labels labels(Mask mask) {
            Size size = grid.size();
            short[][] slices = new short[size.z()][size.sliceVoxels()];
            mask.forEachRun((y, z, x0, x1) -> {
                for (int x = x0; x < x1; x++) slices[z][y * size.x() + x] = likeliest((z * size.y() + y) * size.x() + x);
            });
            return Labels.adopting(grid, slices);
        }

        private short likeliest(int voxel) {
            int best = 0;
            for (int label = 1; label < share.length; label++) if (any[voxel] > 0 ? share[label][voxel] > share[best][voxel] : fromSurest(label, voxel) < fromSurest(best, voxel)) best = label;
            return labels.get(best).shortValue();
        }

        private double fromSurest(int label, int voxel) {
            return place(voxel).distanceTo(place(surest[label]));
        }

        private Point place(int voxel) {
            Size size = grid.size();
            return grid.toPatient(voxel % size.x(), voxel / size.x() % size.y(), voxel / size.sliceVoxels());
        }
    }
}
