package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.uncertainty.Looks;
import org.maskwright.learn.uncertainty.Offer;

/// Looks of a model, and of others beside it, at one scan on the model's grid.
///
/// @param seen by the model itself; not changed here
/// @param proposed `[class][z][y][x]` that the proposal is made of, on the same grid
/// @param rivals other models of the same labels
record ScanLooks(Proposer proposer, Proposer.Seen seen, float[][] proposed, List<Rival> rivals, Progress progress) implements Looks {
    /// Makes dropout and noise draw the same numbers for every scan.
    private static final long SEED = 20_260_101;
    /// As shares of the deviation of a scan's prepared grey levels: no more than training varies them.
    private static final double[] CONTRASTS = {0.8, 1.25}, SHIFTS = {-0.2, 0.2}, NOISES = {0.15, 0.15};

    /// What another model sees of the same scan, on a grid of its own.
    @FunctionalInterface
    interface Rival {
        Proposer.Seen see() throws ModelException;
    }

    /// A rival does not know scans of this kind.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient ModelException why;

        Refused(ModelException why) {
            super(why);
            this.why = why;
        }

        ModelException why() {
            return why;
        }
    }

    ScanLooks {
        rivals = List.copyOf(rivals);
    }

    @Override
    public float[][] plain() {
        return seen.probabilities();
    }

    @Override
    public Offer offer() {
        return proposer.card().offer(rivals.size());
    }

    @Override
    public void mirrored(Consumer<float[][]> each) {
        List<Integer> allowed = proposer.card().mirrorAxes();
        for (int subset = 1; subset <= offer().mirrors(); subset++) {
            var axes = new ArrayList<Integer>();
            for (int i = 0; i < allowed.size(); i++) if ((subset >> i & 1) == 1) axes.add(allowed.get(i));
            Size size = seen.block().size();
            float[][] look = look(turned(seen.block().values(), size, axes));
            for (int c = 0; c < look.length; c++) look[c] = turned(look[c], size, axes);
            each.accept(look);
        }
    }

    @Override
    public void altered(Consumer<float[][]> each) {
        double deviation = deviation(seen.block().values());
        for (double times : CONTRASTS) each.accept(look(altered(value -> times * value)));
        for (double shift : SHIFTS) each.accept(look(altered(value -> value + shift * deviation)));
        for (int i = 0; i < NOISES.length; i++) {
            double noise = NOISES[i] * deviation;
            var random = new SplittableRandom(SEED + i);
            each.accept(look(altered(value -> value + noise * random.nextGaussian())));
        }
    }

    /// What is 0 stays: the mean grey level, or what stands for no tissue.
    private float[] altered(DoubleUnaryOperator change) {
        float[] values = seen.block().values().clone();
        for (int i = 0; i < values.length; i++) if (values[i] != 0) values[i] = (float) change.applyAsDouble(values[i]);
        return values;
    }

    private static double deviation(float[] values) {
        double mean = 0, squares = 0;
        for (float value : values) mean += value / (double) values.length;
        for (float value : values) squares += (value - mean) * (value - mean) / values.length;
        return Math.sqrt(squares);
    }

    @Override
    public void dropped(int count, Consumer<float[][]> each) {
        for (int i = 0; i < count; i++) {
            Torch.engine().seed(SEED + i);
            again();
            each.accept(proposer.predictor().dropping(seen.block(), proposer.card().patch(), Progress.NONE));
        }
    }

    @Override
    public void byOthers(Consumer<float[][]> each) {
        for (Rival rival : rivals) {
            again();
            try {
                each.accept(onGrid(rival.see()));
            } catch (ModelException e) {
                throw new Refused(e);
            }
        }
    }

    /// The same place is the same voxel where the grids are alike.
    private float[][] onGrid(Proposer.Seen other) {
        float[][] on = new float[other.probabilities().length][];
        for (int c = 0; c < on.length; c++) on[c] = seen.grid().from(other.grid(), other.probabilities()[c]);
        return on;
    }

    private float[][] look(float[] values) {
        again();
        return proposer.predictor().probabilities(new Block(seen.block().size(), seen.block().channels(), values), proposer.card().patch(), List.of(), Progress.NONE);
    }

    private void again() {
        progress.at(0, "looking again, to tell how sure it is");
    }

    private static float[] turned(float[] values, Size size, List<Integer> axes) {
        float[] turned = values;
        for (int axis : axes) turned = turned(turned, size, axis);
        return turned;
    }

    private static float[] turned(float[] values, Size size, int axis) {
        float[] turned = new float[values.length];
        int[] strides = {1, size.x(), size.sliceVoxels()};
        int last = size.along(axis) - 1;
        for (int i = 0; i < values.length; i++) {
            int at = i / strides[axis] % size.along(axis);
            turned[i + (last - 2 * at) * strides[axis]] = values[i];
        }
        return turned;
    }
}
