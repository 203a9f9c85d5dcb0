package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/// One minus Tversky's index, TP / (TP + α·FP + β·FN), over the whole batch, averaged over all classes but background. With both
/// weights ½ it is the Dice loss; a larger β makes misses dearer than false finds.
///
/// @param alpha weight of what is found wrongly
/// @param beta weight of what is missed
/// @param smooth added above and below, so that a class that is nowhere does no harm
/// @see <a href="https://arxiv.org/abs/1706.05721">Salehi, Erdogmus, Gholipour 2017</a>
public record Tversky(float alpha, float beta, float smooth) implements Loss {
    private static final int[] EACH_VOXEL = {1};

    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        int[] allButClass = IntStream.range(0, scores.getShape().dimension()).filter(axis -> axis != 1).toArray();
        NDArray softmax = scores.softmax(1);
        NDArray probability = softmax.mul(truth.sum(EACH_VOXEL, true));
        NDArray common = softmax.mul(truth).sum(allButClass);
        NDArray found = probability.sum(allButClass).sub(common).mul(alpha);
        NDArray missed = truth.sum(allButClass).sub(common).mul(beta);
        return common.add(smooth).div(common.add(found).add(missed).add(smooth)).get("1:").mean().mul(-1).add(1);
    }
}
