package org.maskwright.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.augment.Augmentation;
import org.maskwright.learn.augment.Patch;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.augment.Variation;

/// Cuts one sample into varied patches. Each depends on the seed, the epoch and the turn alone.
final class PatchCutter {
    private static final int VOXELS_REMEMBERED = 1_000;
    /// Share of patches that are laid around a labelled voxel, where a patch does not hold the whole case anyway.
    private static final double ON_A_LABEL = 0.6;
    private static final int TRIES = 32;

    private final Sample sample;
    private final int[][] labelled;
    private final Size patch;
    private final int dimensions;
    private final List<Augmentation> augmentations;
    private final long seed;

    PatchCutter(Sample sample, TrainingSettings settings, int dimensions, long seed) {
        this.sample = sample;
        this.labelled = labelledVoxels(sample, settings.recipe().classes(), new SplittableRandom(seed));
        this.patch = settings.patch();
        this.dimensions = dimensions;
        this.augmentations = settings.augmentations();
        this.seed = seed;
    }

    /// The patch of one turn.
    ///
    /// @param epoch from 0
    /// @param turn from 0 within the epoch
    Patch cut(int epoch, int turn) {
        RandomGenerator random = new SplittableRandom(Batches.mix(Batches.mix(seed, epoch + 1), turn + 1));
        Variation variation = Variation.NONE;
        for (Augmentation augmentation : augmentations) variation = augmentation.add(variation, dimensions, random);
        return Patch.cut(sample, centre(random), patch, variation, random);
    }

    /// Where a patch lies: anywhere that keeps it inside the sample (or the sample inside it), or around a labelled voxel.
    private Point centre(RandomGenerator random) {
        double[] free = new double[3];
        boolean larger = false;
        for (int axis = 0; axis < 3; axis++) {
            double slack = Math.abs(sample.size().along(axis) - patch.along(axis)) / 2.0;
            free[axis] = (2 * random.nextDouble() - 1) * slack;
            larger |= sample.size().along(axis) > patch.along(axis);
        }
        int[] target = larger && random.nextDouble() < ON_A_LABEL ? anyOf(labelled, random) : new int[0];
        return centre(target, free);
    }

    /// The patch around a voxel, as far as that keeps it inside the sample.
    ///
    /// @param target voxel; empty for none
    /// @param free how far from the sample's middle where there is no target, or no room
    private Point centre(int[] target, double[] free) {
        double[] centre = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double middle = (sample.size().along(axis) - 1) / 2.0;
            double slack = Math.max(0, (sample.size().along(axis) - patch.along(axis)) / 2.0);
            if (target.length > 0 && slack > 0) centre[axis] = Math.clamp(target[axis], middle - slack, middle + slack);
            else centre[axis] = middle + free[axis];
            // Voxel upon voxel: between two of them nothing was measured, and what is interpolated is not as sharp as what the
            // network will be shown.
            double half = (patch.along(axis) - 1) / 2.0;
            centre[axis] = Math.rint(centre[axis] - half) + half;
            if (dimensions == 2 && axis == 2) centre[axis] = Math.clamp(centre[axis], 0, sample.size().z() - 1.0);
        }
        return new Point(centre[0], centre[1], centre[2]);
    }

    /// A patch with one augmentation alone, at its strongest chance, around the middle of what is labelled.
    ///
    /// @param one what to do; empty for nothing
    /// @param seed draws anew until anything differs: half of the mirrored ones would not
    Patch shown(Optional<Augmentation> one, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Variation variation = Variation.NONE;
        for (int i = 0; i < TRIES && one.isPresent() && variation.equals(Variation.NONE); i++) variation = one.get().always().add(variation, dimensions, random);
        return Patch.cut(sample, centre(middleOfLabels(), new double[3]), patch, variation, random);
    }

    private int[] middleOfLabels() {
        long[] sums = new long[3];
        int count = 0;
        for (int[] voxels : labelled) {
            count += voxels.length / 3;
            for (int i = 0; i < voxels.length; i++) sums[i % 3] += voxels[i];
        }
        return count == 0 ? new int[0] : new int[] {(int) (sums[0] / count), (int) (sums[1] / count), (int) (sums[2] / count)};
    }

    /// A voxel of a class drawn first, so that small organs get their turn.
    private static int[] anyOf(int[][] labelled, RandomGenerator random) {
        if (labelled.length == 0) return new int[0];
        int[] voxels = labelled[random.nextInt(labelled.length)];
        int at = 3 * random.nextInt(voxels.length / 3);
        return new int[] {voxels[at], voxels[at + 1], voxels[at + 2]};
    }

    /// For each class that is there, but background, the positions x, y, z of some of its voxels.
    private static int[][] labelledVoxels(Sample sample, int classes, RandomGenerator random) {
        int[][] kept = new int[classes][3 * VOXELS_REMEMBERED];
        int[] seen = new int[classes];
        int i = 0;
        for (int z = 0; z < sample.size().z(); z++) {
            for (int y = 0; y < sample.size().y(); y++) {
                for (int x = 0; x < sample.size().x(); x++, i++) {
                    int c = sample.classes()[i];
                    if (c == 0) continue;
                    int slot = seen[c] < VOXELS_REMEMBERED ? seen[c] : random.nextInt(seen[c] + 1);
                    seen[c]++;
                    if (slot >= VOXELS_REMEMBERED) continue;
                    kept[c][3 * slot] = x;
                    kept[c][3 * slot + 1] = y;
                    kept[c][3 * slot + 2] = z;
                }
            }
        }
        var present = new ArrayList<int[]>();
        for (int c = 1; c < classes; c++) {
            if (seen[c] > 0) present.add(Arrays.copyOf(kept[c], 3 * Math.min(seen[c], VOXELS_REMEMBERED)));
        }
        return present.toArray(int[][]::new);
    }
}
