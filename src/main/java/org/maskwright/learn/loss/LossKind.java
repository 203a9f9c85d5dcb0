package org.maskwright.learn.loss;

import java.util.List;

/// The losses that a run can be asked for, by the names that people use.
public enum LossKind {
    /// [DiceAndCrossEntropy]; the default.
    DICE_CE("dice-ce") {
        @Override
        public Loss make() {
            return new DiceAndCrossEntropy();
        }

        @Override
        public Loss weighted(List<Double> weights) {
            return new Sum(new SoftDice(1), new WeightedCrossEntropy(weights));
        }
    },
    /// [SoftDice].
    DICE("dice") {
        @Override
        public Loss make() {
            return new SoftDice(1);
        }
    },
    /// [CrossEntropy].
    CE("ce") {
        @Override
        public Loss make() {
            return new CrossEntropy();
        }

        @Override
        public Loss weighted(List<Double> weights) {
            return new WeightedCrossEntropy(weights);
        }
    },
    /// [BalancedCrossEntropy].
    BALANCED_CE("balanced-ce") {
        @Override
        public Loss make() {
            return new BalancedCrossEntropy();
        }
    },
    /// [SoftJaccard].
    JACCARD("jaccard") {
        @Override
        public Loss make() {
            return new SoftJaccard(1);
        }
    },
    /// [Focal], as sharp as its paper found best.
    FOCAL("focal") {
        @Override
        public Loss make() {
            return new Focal(2);
        }
    },
    /// [Tversky] that minds a miss more than a false find.
    TVERSKY("tversky") {
        @Override
        public Loss make() {
            return new Tversky(0.3f, 0.7f, 1);
        }
    },
    /// [Boundary] beside [DiceAndCrossEntropy].
    BOUNDARY("boundary") {
        @Override
        public Loss make() {
            return new Boundary(new DiceAndCrossEntropy(), 0.02f);
        }
    };

    private final String id;

    LossKind(String id) {
        this.id = id;
    }

    /// As it is typed.
    public String id() {
        return id;
    }

    public abstract Loss make();

    /// The loss with a weight for each class in its cross-entropy; its Dice, which minds no rarity, is as before.
    ///
    /// @param weights as [WeightedCrossEntropy] wants them
    /// @throws IllegalArgumentException if the loss has no cross-entropy, or one that weighs classes itself
    public Loss weighted(List<Double> weights) {
        throw new IllegalArgumentException("the loss " + id + " takes no weights of classes, " + CE.id + " and " + DICE_CE.id + " do");
    }
}
