package org.maskwright.learn.uncertainty;

/// Shannon's entropy of the class probabilities, −Σ p·ln p, as a share of the greatest possible, ln K for K classes. Costs no further
/// look.
///
/// @see <a href="https://doi.org/10.1002/j.1538-7305.1948.tb01338.x">Shannon 1948</a>
public final class Entropy implements UncertaintyMeasure {
    @Override
    public String id() {
        return "entropy";
    }

    @Override
    public String title() {
        return "Entropy of the class probabilities";
    }

    @Override
    public boolean isRelative() {
        return false;
    }

    @Override
    public String missing(Offer offer) {
        return "";
    }

    @Override
    public float[] of(Looks looks) {
        return of(looks.proposed());
    }

    /// @param probabilities `[class][voxel]`, summing to 1 over the classes; not changed
    public static float[] of(float[][] probabilities) {
        double most = Math.log(probabilities.length);
        float[] entropy = new float[probabilities[0].length];
        for (int i = 0; i < entropy.length; i++) entropy[i] = (float) Math.clamp(at(probabilities, i) / most, 0, 1);
        return entropy;
    }

    /// In nats.
    static double at(float[][] probabilities, int voxel) {
        double sum = 0;
        for (float[] ofClass : probabilities) {
            double p = ofClass[voxel];
            if (p > 0) sum -= p * Math.log(p);
        }
        return sum;
    }
}
