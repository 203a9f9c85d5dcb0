package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/// One minus the Dice overlap of probabilities and truth, over the whole batch, averaged over all classes but background.
///
/// @param smooth added above and below, so that a class that is nowhere does no harm
/// @see <a href="https://arxiv.org/abs/1606.04797">Milletari, Navab, Ahmadi 2016</a>
public record SoftDice(float smooth) implements Loss {
    private static final int[] EACH_VOXEL = {1};

    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        int[] allButClass = IntStream.range(0, scores.getShape().dimension()).filter(axis -> axis != 1).toArray();
        NDArray softmax = scores.softmax(1);
        NDArray probability = softmax.mul(truth.sum(EACH_VOXEL, true));
        NDArray common = softmax.mul(truth).sum(allButClass);
        NDArray both = probability.sum(allButClass).add(truth.sum(allButClass));
        NDArray dice = common.mul(2).add(smooth).div(both.add(smooth));
        return dice.get("1:").mean().mul(-1).add(1);
    }
}
