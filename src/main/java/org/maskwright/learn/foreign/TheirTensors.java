package org.maskwright.learn.foreign;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.List;
import org.maskwright.learn.torch.Interpreter;

/// Between our tensors and those of a network from elsewhere: turns axes there and back, and makes of whatever its output means one score a
/// class, background first, whose softmax is the probability.
///
/// Overlapping labels: with p the highest of their probabilities, background gets 1 − p, so a label wins exactly where it is the highest and
/// above one half. With an order of precedence a label counts at most as much as it is likely that none of those before it is there, so it wins exactly where it
/// is above one half and none of them is.
///
/// Every output is checked before it is used; what does not fit is an [EngineException] that names both.
public final class TheirTensors implements Interpreter {
    /// Logarithms of less would be no numbers.
    private static final float LEAST = 1e-8f;

    private final TensorAxes axes;
    private final Scores scores;
    private final int labels;
    private final List<Integer> precedence;

    /// @param labels that the network is for, without background
    /// @param precedence indices of all labels in the order in which they win; none where the highest wins
    public TheirTensors(TensorAxes axes, Scores scores, int labels, List<Integer> precedence) {
        this.precedence = List.copyOf(precedence);
        this.axes = axes;
        this.scores = scores;
        this.labels = labels;
    }

    @Override
    public NDArray toTheirs(NDArray ours) {
        NDArray turned = ours.transpose(order(axes.ofOurs()));
        int[] against = behindChannels(axes.turned());
        if (against.length > 0) turned = turned.flip(against);
        // A traced network may take it for granted that memory lies in the order of the axes; adding to zeros puts it so.
        return ours.getManager().zeros(turned.getShape(), DataType.FLOAT32).addi(turned);
    }

    @Override
    public NDArray toOurs(NDList theirs, NDArray given) {
        NDArray output = checked(theirs, given);
        NDArray turned = output.toType(DataType.FLOAT32, false);
        int[] against = behindChannels(axes.turned());
        if (against.length > 0) turned = turned.flip(against);
        turned = turned.transpose(order(axes.ofTheirs()));
        return switch (scores) {
            case SOFTMAX -> turned;
            case PROBABILITIES -> turned.maximum(LEAST).log();
            case SIGMOID -> apart(turned);
            case SIGMOID_AFTER_BACKGROUND -> apart(turned.get(new NDIndex(":, 1:")));
        };
    }

    private NDArray apart(NDArray logits) {
        NDArray sure = Activation.sigmoid(logits);
        NDArray background = sure.max(new int[] {1}, true).neg().add(1);
        return NDArrays.concat(new NDList(background, yielding(sure)), 1).maximum(LEAST).log();
    }

    private NDArray yielding(NDArray sure) {
        if (precedence.isEmpty()) return sure;
        NDArray[] own = new NDArray[labels];
        NDArray none = sure.get(new NDIndex(":, :1")).onesLike();
        for (int label : precedence) {
            NDArray alone = sure.get(new NDIndex(":, " + label + ":" + (label + 1)));
            own[label] = NDArrays.minimum(alone, none);
            none = NDArrays.minimum(none, alone.neg().add(1));
        }
        return NDArrays.concat(new NDList(own), 1);
    }

    private NDArray checked(NDList theirs, NDArray given) {
        if (theirs.size() != 1) throw new EngineException("expected one tensor as output, found " + theirs.size());
        NDArray output = theirs.singletonOrThrow();
        long[] expected = given.getShape().getShape().clone();
        expected[1] = scores.channels(labels);
        if (!output.getDataType().isFloating()) {
            throw new EngineException("expected an output of floating-point scores " + new Shape(expected) + ", found " + output.getDataType() + " " + output.getShape());
        }
        if (!Arrays.equals(output.getShape().getShape(), expected)) {
            throw new EngineException("expected an output of shape " + new Shape(expected) + " (batch, channel, then " + axes.letters() + "; " + scores.word() + " of " + labels
                    + (labels == 1 ? " label needs " : " labels needs ") + expected[1] + (expected[1] == 1 ? " channel" : " channels") + "), found " + output.getShape());
        }
        return output;
    }

    private static int[] order(int[] spatial) {
        int[] order = new int[spatial.length + 2];
        order[1] = 1;
        for (int i = 0; i < spatial.length; i++) order[i + 2] = spatial[i] + 2;
        return order;
    }

    private static int[] behindChannels(int[] spatial) {
        return Arrays.stream(spatial).map(axis -> axis + 2).toArray();
    }
}
