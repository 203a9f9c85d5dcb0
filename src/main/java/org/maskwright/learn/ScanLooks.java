package org.maskwright.learn;

import java.util.List;
import java.util.function.Consumer;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.uncertainty.Looks;

/// Looks of a model, and of others beside it, at one scan on the model's grid.
///
/// @param plain of the model itself; not changed here
record ScanLooks(Proposer proposer, List<Proposer> rivals, Block block, float[][] plain, Progress progress) implements Looks {
    /// Makes dropout draw the same numbers for every scan.
    private static final long SEED = 20_260_101;

    ScanLooks {
        rivals = List.copyOf(rivals);
    }

    @Override
    public int mirrors() {
        return (1 << proposer.card().mirrorAxes().size()) - 1;
    }

    @Override
    public void mirrored(Consumer<float[][]> each) {
        for (int subset = 1; subset <= mirrors(); subset++) {
            Block turned = block;
            for (int i = 0; i < proposer.card().mirrorAxes().size(); i++) {
                if ((subset >> i & 1) == 1) turned = new Block(block.size(), turned(turned.values(), block.size(), proposer.card().mirrorAxes().get(i)));
            }
            float[][] look = look(proposer, turned);
            for (int c = 0; c < look.length; c++) {
                for (int i = 0; i < proposer.card().mirrorAxes().size(); i++) {
                    if ((subset >> i & 1) == 1) look[c] = turned(look[c], block.size(), proposer.card().mirrorAxes().get(i));
                }
            }
            each.accept(look);
        }
    }

    @Override
    public boolean drops() {
        return proposer.card().recipe().dropout() > 0;
    }

    @Override
    public void dropped(int count, Consumer<float[][]> each) {
        for (int i = 0; i < count; i++) {
            Torch.engine().seed(SEED + i);
            progress.at(0, "looking again, to tell how sure it is");
            each.accept(proposer.predictor().dropping(block, proposer.card().patch(), Progress.NONE));
        }
    }

    @Override
    public int others() {
        return (int) rivals.stream().filter(this::fits).count();
    }

    private boolean fits(Proposer rival) {
        ModelCard own = proposer.card();
        ModelCard other = rival.card();
        return other.spacingMm().equals(own.spacingMm()) && other.classes().equals(own.classes()) && other.intensity().equals(own.intensity());
    }

    @Override
    public void byOthers(Consumer<float[][]> each) {
        for (Proposer rival : rivals) {
            if (fits(rival)) each.accept(look(rival, block));
        }
    }

    private float[][] look(Proposer one, Block seen) {
        progress.at(0, "looking again, to tell how sure it is");
        return one.predictor().probabilities(seen, one.card().patch(), List.of(), Progress.NONE);
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
