package org.maskwright.learn.optimise;

import ai.djl.ndarray.NDArray;
import java.util.Collection;

/// Shortens the gradient of all parameters together, keeping its direction, where it is longer than `maxNorm`.
///
/// @see <a href="https://arxiv.org/abs/1211.5063">Pascanu, Mikolov, Bengio 2013</a>
public record GradientClipping(double maxNorm) {
    /// Shortens in place.
    ///
    /// @return the length before; not finite if any gradient is not
    public double apply(Collection<NDArray> gradients) {
        double squares = 0;
        for (NDArray gradient : gradients) {
            try (NDArray square = gradient.mul(gradient); NDArray sum = square.sum()) {
                squares += sum.getFloat();
            }
        }
        double norm = Math.sqrt(squares);
        if (norm > maxNorm && Double.isFinite(norm)) {
            for (NDArray gradient : gradients) gradient.muli((float) (maxNorm / norm));
        }
        return norm;
    }
}
