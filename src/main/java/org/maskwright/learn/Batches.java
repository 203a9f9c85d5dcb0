package org.maskwright.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Size;
import org.maskwright.learn.augment.Patch;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.torch.ArrayMemory;

/// Cuts the samples into varied patches, a batch a step.
///
/// Every batch depends on the seed, the epoch and the step alone, not on what went before: a run that was stopped goes on
/// with the very batches that it would have had.
final class Batches {
    private final List<PatchCutter> cutters = new ArrayList<>();
    private final Size patch;
    private final int batch;
    private final int classes;
    private final int dimensions;
    private final long seed;

    Batches(List<Sample> samples, TrainingSettings settings, int dimensions, long seed) {
        this.patch = settings.patch();
        this.batch = settings.batch();
        this.classes = settings.recipe().classes();
        this.dimensions = dimensions;
        this.seed = seed;
        for (Sample sample : samples) cutters.add(new PatchCutter(sample, settings, dimensions, seed));
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
        List<Patch> patches = new ArrayList<>();
        int[] order = order(seed, epoch, cutters.size());
        for (int i = 0; i < count; i++) {
            int turn = step * batch + first + i;
            patches.add(cutters.get(order[turn % order.length]).cut(epoch, turn));
        }
        Shape space = dimensions == 2 ? new Shape(patch.y(), patch.x()) : new Shape(patch.z(), patch.y(), patch.x());
        return new Batch(ArrayMemory.write(scope, new Shape(count, 1).addAll(space), images -> patches.forEach(one -> images.put(one.image().values()))),
                ArrayMemory.write(scope, new Shape(count, classes).addAll(space), truths -> patches.forEach(one -> truths.put(truth(one)))));
    }

    /// `[class][z][y][x]`: what each voxel weighs at its class, 0 elsewhere.
    private float[] truth(Patch one) {
        int voxels = one.classes().length;
        float[] truth = new float[classes * voxels];
        for (int v = 0; v < voxels; v++) truth[one.classes()[v] * voxels + v] = one.weights().length == 0 ? 1 : one.weights()[v];
        return truth;
    }

    /// All samples in an order of this epoch's own.
    static int[] order(long seed, int epoch, int count) {
        var random = new SplittableRandom(mix(seed, ~epoch));
        int[] order = new int[count];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// A seed from two numbers that differs in every bit where either does (the finaliser of SplitMix64).
    static long mix(long seed, long number) {
        long mixed = seed + 0x9e3779b97f4a7c15L * (number + 1);
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
