package org.maskwright.learn;

import java.util.List;
import org.maskwright.label.Labels;
import org.maskwright.learn.image.Classes;

/// How much a voxel counts while a network learns. A case's attention is a label map on its grid that holds each voxel's [#value].
public enum Attention {
    /// As any voxel.
    ORDINARY(1),
    /// Somebody changed here what a model had proposed: what the model has to learn most.
    CHANGED(3),
    /// Nobody knows what is here, so the loss ignores it, and so does every score.
    NOTHING(0);

    /// The classes of a map of attention, in the order of these constants.
    static final Classes CLASSES = new Classes(List.of(1, 2));

    private final float weight;

    Attention(float weight) {
        this.weight = weight;
    }

    /// The value in a map of attention.
    public int value() {
        return ordinal();
    }

    /// What the voxel weighs in a loss.
    public float weight() {
        return weight;
    }

    /// The weight of each voxel.
    ///
    /// @param classes index in [#CLASSES] of each voxel
    static float[] weights(short[] classes) {
        float[] weights = new float[classes.length];
        for (int i = 0; i < weights.length; i++) weights[i] = values()[classes[i]].weight;
        return weights;
    }

    /// `labels` without those voxels that count as nothing.
    static Labels counted(Labels labels, Labels attention) {
        if (!attention.counts().containsKey(NOTHING.value())) return labels;
        short[][] slices = new short[labels.geometry().size().z()][labels.geometry().size().sliceVoxels()];
        short[] here = new short[labels.geometry().size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++) {
            labels.copySlice(z, slices[z]);
            attention.copySlice(z, here);
            for (int i = 0; i < here.length; i++) {
                if (here[i] == NOTHING.value()) slices[z][i] = 0;
            }
        }
        return Labels.adopting(labels.geometry(), slices);
    }
}
