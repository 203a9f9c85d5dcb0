package org.maskwright.learn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.image.NetworkGrid;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.Volume;

/// What a whole training set has in common, found by reading each case once; what is wrong with it is found on the way.
///
/// @param labels values that occur, rising; those of the set's table that occur nowhere cannot be learnt
/// @param modality that the scans or the set declare; empty if neither does
/// @param spacingMm median of each axis, in the network's order
/// @param extentMm median of each axis, in the network's order
/// @param low 0.5th percentile of the grey levels inside labels
/// @param high 99.5th percentile
/// @param mean of the grey levels inside labels
/// @param deviation of the grey levels inside labels
/// @param remarks a sentence for each thing that is odd, but learnt from all the same
record Fingerprint(List<Integer> labels, String modality, Point spacingMm, Point extentMm, double low, double high, double mean, double deviation, List<String> remarks) {
    private static final double GRID_TOLERANCE_MM = 0.1;
    private static final int GREY_LEVELS_A_CASE = 2_000;
    private static final int PROBLEMS_SHOWN = 12, HOLES_SHOWN = 5;

    Fingerprint {
        labels = List.copyOf(labels);
        remarks = List.copyOf(remarks);
    }

    /// Reads every case and checks it.
    ///
    /// @throws ModelException naming each case that cannot be learnt from, and why
    static Fingerprint of(TrainingSet data, CaseReader reader, long seed, Progress progress) throws ModelException {
        var reading = new Reading(data, reader, seed);
        int count = data.cases().size();
        for (int i = 0; i < count; i++) {
            progress.at((double) i / count, "looking at case " + (i + 1) + " of " + count);
            reading.look(data.cases().get(i));
        }
        return reading.finish();
    }

    /// What has been seen so far.
    private static final class Reading {
        private final TrainingSet data;
        private final CaseReader reader;
        private final RandomGenerator random;
        /// Grid and grey levels follow from the cases that a model will be judged by, if there are any.
        private final boolean anyJudges;
        private final List<String> problems = new ArrayList<>();
        private final List<String> holes = new ArrayList<>();
        private final Map<String, Integer> ids = new LinkedHashMap<>();
        private final Map<Long, String> contents = new LinkedHashMap<>();
        private final TreeSet<Integer> seenLabels = new TreeSet<>();
        private final TreeSet<String> modalities = new TreeSet<>();
        private final List<Point> spacings = new ArrayList<>();
        private final List<Point> extents = new ArrayList<>();
        private final List<Float> grey = new ArrayList<>();

        Reading(TrainingSet data, CaseReader reader, long seed) {
            this.data = data;
            this.reader = reader;
            this.random = new SplittableRandom(seed);
            this.anyJudges = data.cases().stream().anyMatch(TrainingCase::judges);
        }

        void look(TrainingCase one) {
            if (ids.merge(one.id(), 1, Integer::sum) > 1) {
                problems.add(one.id() + ": stands in the set twice");
                return;
            }
            try {
                TrainingCase.Content content = reader.read(one);
                check(one.id(), content.volume(), content.labels(), one.judges() || !anyJudges);
            } catch (IOException e) {
                problems.add(one.id() + ": " + e.getMessage());
            }
        }

        private void check(String id, Volume volume, Labels labels, boolean shapes) {
            if (volume instanceof RgbVolume) {
                problems.add(id + ": is in colour, only grey levels can be learnt from");
                return;
            }
            if (!volume.geometry().size().equals(labels.geometry().size())) {
                problems.add(id + ": the scan has " + volume.geometry().size() + " voxels, its labels have " + labels.geometry().size());
                return;
            }
            if (!volume.geometry().sameGrid(labels.geometry(), GRID_TOLERANCE_MM)) {
                problems.add(id + ": scan and labels have equal sizes, but lie elsewhere in the patient (spacing, origin or axes differ)");
                return;
            }
            var known = new TreeSet<>(data.labels().entries().stream().map(LabelTable.Entry::value).toList());
            var found = labels.counts().keySet();
            var strange = new TreeSet<>(found);
            strange.removeAll(known);
            if (!strange.isEmpty()) {
                problems.add(id + ": holds labels " + strange + ", which the set's table " + known + " does not name");
                return;
            }
            seenLabels.addAll(found);
            if (!volume.info().modality().isEmpty()) modalities.add(volume.info().modality());
            if (shapes) {
                spacings.add(NetworkGrid.spacingMm(volume.geometry()));
                extents.add(extent(volume));
            }
            read(id, volume, labels, shapes);
        }

        private static Point extent(Volume volume) {
            Point spacing = NetworkGrid.spacingMm(volume.geometry());
            Size size = NetworkGrid.size(volume.geometry());
            return new Point(spacing.x() * size.x(), spacing.y() * size.y(), spacing.z() * size.z());
        }

        private void read(String id, Volume volume, Labels labels, boolean shapes) {
            Size size = volume.geometry().size();
            float[] slice = new float[size.sliceVoxels()];
            short[] marks = new short[slice.length];
            var crc = new CRC32C();
            long finite = 0;
            var inside = new ArrayList<Float>();
            int seen = 0;
            for (int z = 0; z < size.z(); z++) {
                volume.copySlice(z, slice);
                labels.copySlice(z, marks);
                for (int i = 0; i < slice.length; i++) {
                    int bits = Float.floatToIntBits(slice[i]);
                    crc.update(bits);
                    crc.update(bits >>> 8);
                    crc.update(bits >>> 16);
                    crc.update(bits >>> 24);
                    if (!Float.isFinite(slice[i])) continue;
                    finite++;
                    if (marks[i] == 0 || !shapes) continue;
                    // Reservoir sampling: each voxel inside labels is kept with the same chance.
                    int slot = seen < GREY_LEVELS_A_CASE ? seen : random.nextInt(seen + 1);
                    if (slot == inside.size()) inside.add(slice[i]);
                    else if (slot < GREY_LEVELS_A_CASE) inside.set(slot, slice[i]);
                    seen++;
                }
            }
            if (finite * 2 < size.voxels()) problems.add(id + ": more than half of its voxels hold no number");
            else if (volume.range().width() == 0) problems.add(id + ": every voxel has the value " + volume.range().low());
            else if (finite < size.voxels()) holes.add(size.voxels() - finite + " in " + id);
            String twin = contents.putIfAbsent(crc.getValue() << 20 ^ size.hashCode(), id);
            if (twin != null) problems.add(id + ": its scan is the same, voxel for voxel, as that of " + twin);
            grey.addAll(inside);
        }

        Fingerprint finish() throws ModelException {
            if (data.cases().isEmpty()) problems.add("the set has no cases");
            if (modalities.size() > 1) problems.add("the scans are of several modalities, " + modalities + "; a model can learn one");
            if (problems.isEmpty() && grey.isEmpty()) problems.add((seenLabels.isEmpty() ? "no case" : "no case but those beside") + " holds any label, so there is nothing to learn");
            if (!problems.isEmpty()) {
                String shown = String.join("\n  ", problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size())));
                int more = problems.size() - PROBLEMS_SHOWN;
                throw new ModelException("the training set '" + data.name() + "' cannot be learnt from:\n  " + shown
                        + (more > 0 ? "\n  and " + more + " more" : "") + "\nMend or take out these cases, then train again.");
            }
            String modality = data.modality().isEmpty() && !modalities.isEmpty() ? modalities.first() : data.modality();
            float[] levels = new float[grey.size()];
            for (int i = 0; i < levels.length; i++) levels[i] = grey.get(i);
            Arrays.sort(levels);
            double sum = 0;
            double squares = 0;
            for (float level : levels) {
                sum += level;
                squares += (double) level * level;
            }
            double mean = sum / levels.length;
            double deviation = Math.sqrt(Math.max(0, squares / levels.length - mean * mean));
            return new Fingerprint(List.copyOf(seenLabels), modality, median(spacings), median(extents), levels[(int) (0.005 * levels.length)],
                    levels[(int) (0.995 * (levels.length - 1))], mean, deviation, remarks());
        }

        private List<String> remarks() {
            if (holes.isEmpty()) return List.of();
            int more = holes.size() - HOLES_SHOWN;
            return List.of("Voxels that hold no number count as their scan's least value: " + String.join(", ", holes.subList(0, Math.min(HOLES_SHOWN, holes.size())))
                    + (more > 0 ? ", and some in " + more + " more" : "") + ".");
        }

        private static Point median(List<Point> points) {
            double[] middle = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                int along = axis;
                double[] sorted = points.stream().mapToDouble(point -> point.along(along)).sorted().toArray();
                middle[axis] = sorted[sorted.length / 2];
            }
            return new Point(middle[0], middle[1], middle[2]);
        }
    }
}
