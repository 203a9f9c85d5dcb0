package org.maskwright.learn.uncertainty;

/// How far several looks at one scan disagree: the entropy of their mean less the mean of their entropies, as a share of ln K. Looks
/// that are each unsure but agree come to 0; looks that are each sure and of different minds come to the most. Also known as
/// mutual information, or BALD.
///
/// @see <a href="https://arxiv.org/abs/1112.5745">Houlsby et al. 2011</a>
final class Disagreement {
    private final float[][] sums;
    private final double[] entropies;
    private int looks;

    Disagreement(int classes, int voxels) {
        this.sums = new float[classes][voxels];
        this.entropies = new double[voxels];
    }

    static Disagreement from(float[][] first) {
        var disagreement = new Disagreement(first.length, first[0].length);
        disagreement.add(first);
        return disagreement;
    }

    void add(float[][] look) {
        for (int c = 0; c < sums.length; c++) {
            for (int i = 0; i < sums[c].length; i++) sums[c][i] += look[c][i];
        }
        for (int i = 0; i < entropies.length; i++) entropies[i] += Entropy.at(look, i);
        looks++;
    }

    float[] values() {
        float[][] mean = new float[sums.length][sums[0].length];
        for (int c = 0; c < mean.length; c++) {
            for (int i = 0; i < mean[c].length; i++) mean[c][i] = sums[c][i] / looks;
        }
        double most = Math.log(sums.length);
        float[] values = new float[entropies.length];
        for (int i = 0; i < values.length; i++) values[i] = (float) Math.clamp((Entropy.at(mean, i) - entropies[i] / looks) / most, 0, 1);
        return values;
    }
}
