package org.maskwright.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.augment.Augmentation;
import org.maskwright.learn.augment.Patch;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.augment.Variation;

/// Cuts the samples into varied patches, a batch a step.
///
/// Every batch depends on the seed, the epoch and the step alone, not on what went before: a run that was stopped goes on
/// with the very batches that it would have had.
final class Batches {
    private static final int VOXELS_REMEMBERED = 1_000;
    /// Share of patches that are laid around a labelled voxel, where a patch does not hold the whole case anyway.
    private static final double ON_A_LABEL = 0.6;

    private final List<Sample> samples;
    private final List<int[][]> labelled = new ArrayList<>();
    private final Size patch;
    private final int batch;
    private final int classes;
    private final int dimensions;
    private final List<Augmentation> augmentations;
    private final long seed;

    Batches(List<Sample> samples, TrainingSettings settings, int dimensions, long seed) {
        this.samples = List.copyOf(samples);
        this.patch = settings.patch();
        this.batch = settings.batch();
        this.classes = settings.recipe().classes();
        this.dimensions = dimensions;
        this.augmentations = settings.augmentations();
        this.seed = seed;
        for (Sample sample : samples) labelled.add(labelledVoxels(sample, new SplittableRandom(seed)));
    }

    /// Image and truth of one step, as the engine takes them.
    record Batch(NDArray image, NDArray truth) {}

    /// Some patches of one step's batch.
    ///
    /// @param epoch from 0
    /// @param step from 0 within the epoch
    /// @param first of the patches wanted, from 0 within the batch
    /// @param count how many are wanted
    Batch make(int epoch, int step, int first, int count, NDManager scope) {
        int voxels = Math.toIntExact(patch.voxels());
        ByteBuffer image = direct((long) count * voxels);
        ByteBuffer truth = direct((long) count * classes * voxels);
        FloatBuffer images = image.asFloatBuffer();
        FloatBuffer truths = truth.asFloatBuffer();
        int[] order = order(epoch);
        for (int i = 0; i < count; i++) {
            int turn = step * batch + first + i;
            int index = order[turn % order.length];
            RandomGenerator random = new SplittableRandom(mix(mix(seed, epoch + 1), turn + 1));
            Patch one = cut(index, random);
            images.put(i * voxels, one.image().values());
            for (int v = 0; v < voxels; v++) truths.put((i * classes + one.classes()[v]) * voxels + v, one.weights().length == 0 ? 1 : one.weights()[v]);
        }
        Shape space = dimensions == 2 ? new Shape(patch.y(), patch.x()) : new Shape(patch.z(), patch.y(), patch.x());
        return new Batch(scope.create(image, new Shape(count, 1).addAll(space), DataType.FLOAT32),
                scope.create(truth, new Shape(count, classes).addAll(space), DataType.FLOAT32));
    }

    private static ByteBuffer direct(long floats) {
        return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES)).order(ByteOrder.nativeOrder());
    }

    /// All samples in an order of this epoch's own.
    private int[] order(int epoch) {
        var random = new SplittableRandom(mix(seed, ~epoch));
        int[] order = new int[samples.size()];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private Patch cut(int index, RandomGenerator random) {
        Sample sample = samples.get(index);
        Variation variation = Variation.NONE;
        for (Augmentation augmentation : augmentations) variation = augmentation.add(variation, dimensions, random);
        return Patch.cut(sample, centre(sample, labelled.get(index), random), patch, variation, random);
    }

    /// Where a patch lies: anywhere that keeps it inside the sample (or the sample inside it), or around a labelled voxel.
    private Point centre(Sample sample, int[][] labelled, RandomGenerator random) {
        double[] free = new double[3];
        boolean larger = false;
        for (int axis = 0; axis < 3; axis++) {
            double slack = Math.abs(sample.size().along(axis) - patch.along(axis)) / 2.0;
            free[axis] = (2 * random.nextDouble() - 1) * slack;
            larger |= sample.size().along(axis) > patch.along(axis);
        }
        int[] target = larger && random.nextDouble() < ON_A_LABEL ? anyOf(labelled, random) : new int[0];
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

    /// A voxel of a class drawn first, so that small organs get their turn.
    private static int[] anyOf(int[][] labelled, RandomGenerator random) {
        if (labelled.length == 0) return new int[0];
        int[] voxels = labelled[random.nextInt(labelled.length)];
        int at = 3 * random.nextInt(voxels.length / 3);
        return new int[] {voxels[at], voxels[at + 1], voxels[at + 2]};
    }

    /// For each class that is there, but background, the positions x, y, z of some of its voxels.
    private int[][] labelledVoxels(Sample sample, RandomGenerator random) {
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
            if (seen[c] > 0) present.add(java.util.Arrays.copyOf(kept[c], 3 * Math.min(seen[c], VOXELS_REMEMBERED)));
        }
        return present.toArray(int[][]::new);
    }

    /// A seed from two numbers that differs in every bit where either does (the finaliser of SplitMix64).
    static long mix(long seed, long number) {
        long mixed = seed + 0x9e3779b97f4a7c15L * (number + 1);
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
