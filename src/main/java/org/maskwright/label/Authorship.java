package org.maskwright.label;

import java.util.Optional;

/// Who drew a label: told to everybody who is given it.
///
/// @param algorithm what helped; there if and only if the label was not drawn by hand alone
public record Authorship(Kind kind, Optional<Algorithm> algorithm) {
    /// Whose work it is (PS3.3, C.8.20.2, Segment Algorithm Type).
    public enum Kind { MANUAL, SEMIAUTOMATIC, AUTOMATIC }

    /// What helped.
    ///
    /// @param name such as `hippocampus-mr` or `Region growing`; not blank
    /// @param version such as a model's SHA-256; not blank
    /// @param learnt whether it was learnt from examples
    public record Algorithm(String name, String version, boolean learnt) {
        public Algorithm {
            if (name.isBlank() || version.isBlank()) throw new IllegalArgumentException("an algorithm needs a name and a version");
        }
    }

    /// By hand alone.
    public static final Authorship MANUAL = new Authorship(Kind.MANUAL, Optional.empty());

    public Authorship {
        if (kind == Kind.MANUAL == algorithm.isPresent()) throw new IllegalArgumentException("an algorithm is named if and only if one helped");
    }

    /// Drawn by the algorithm alone.
    public static Authorship automatic(Algorithm by) {
        return new Authorship(Kind.AUTOMATIC, Optional.of(by));
    }

    /// Drawn by hand with the help of the algorithm.
    public static Authorship semiAutomatic(Algorithm with) {
        return new Authorship(Kind.SEMIAUTOMATIC, Optional.of(with));
    }
}
