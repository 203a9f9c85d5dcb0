package org.maskwright.learn.optimise;

/// How the learning rate falls while training goes on.
public enum Schedule {
    /// Half a cosine wave.
    COSINE,
    /// (1 − done)^0.9, as nnU-Net has it.
    POLYNOMIAL,
    CONSTANT;

    /// Share of a run in which the rate rises from 0, while the first estimates of the gradient settle.
    private static final double WARM_UP = 0.02;

    /// @param done share of the run that lies behind, in [0, 1]
    /// @return the factor on the initial learning rate, in [0, 1]
    public double factor(double done) {
        if (!(done >= 0 && done <= 1)) throw new IllegalArgumentException("the share done must be in [0, 1], got " + done);
        double warm = Math.min(1, (done + 1e-3) / WARM_UP);
        return warm * switch (this) {
            case COSINE -> (1 + Math.cos(Math.PI * done)) / 2;
            case POLYNOMIAL -> Math.pow(1 - done, 0.9);
            case CONSTANT -> 1;
        };
    }
}
