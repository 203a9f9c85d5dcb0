package org.maskwright.fuzz;

import java.util.Random;

/// Damages a file in one place, or lies in one of its fields.
@FunctionalInterface
interface Mutator {
    /// @param bytes a sound or an already damaged file; left as it is
    /// @return the damaged file, which may be of any length
    byte[] mutate(byte[] bytes, Random random);

    /// `first` in so many of 100 cases, else `second`.
    static Mutator mostly(int percent, Mutator first, Mutator second) {
        return (bytes, random) -> (random.nextInt(100) < percent ? first : second).mutate(bytes, random);
    }
}
