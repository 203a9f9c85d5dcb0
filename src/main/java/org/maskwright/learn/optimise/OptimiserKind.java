package org.maskwright.learn.optimise;

import org.maskwright.learn.torch.Torch;

/// The ways to move weights, each with the learning rate and decay that suit it.
public enum OptimiserKind {
    /// Needs no tuning; the default.
    ADAM(2e-3, 1e-2) {
        @Override
        public Optimiser make(Torch torch) {
            return new Adam(torch, weightDecay());
        }
    },
    /// Slower to begin, and what nnU-Net trains with: momentum 0.99, rate 0.01, decay 3·10⁻⁵
    /// (Isensee et al. 2021, https://doi.org/10.1038/s41592-020-01008-z).
    SGD(1e-2, 3e-5) {
        @Override
        public Optimiser make(Torch torch) {
            return new Sgd(torch, weightDecay());
        }
    };

    private final double learningRate, weightDecay;

    OptimiserKind(double learningRate, double weightDecay) {
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
    }

    /// To begin with; the schedule lowers it.
    public double learningRate() {
        return learningRate;
    }

    public double weightDecay() {
        return weightDecay;
    }

    public abstract Optimiser make(Torch torch);
}
