package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Left or right, as a label's name says it.
enum Side {
    LEFT(Set.of("left", "l", "lt", "lh", "lhs", "links", "linke", "linker", "linkes", "sinister", "sinistra", "sinistrum", "sin", "gauche", "izquierdo", "izquierda", "esquerdo", "esquerda", "sinistro")),
    RIGHT(Set.of("right", "r", "rt", "rh", "rhs", "rechts", "rechte", "rechter", "rechtes", "dexter", "dextra", "dextrum", "dex", "droit", "droite", "derecho", "derecha", "direito", "direita", "destro", "destra"));

    /// What a name says.
    ///
    /// @param rest its other words in their order, equal for the two of a pair
    record Named(Side side, List<String> rest) {}

    private final Set<String> words;

    Side(Set<String> words) {
        this.words = words;
    }

    Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }

    /// The side that `name` states; nothing if it states none, or both. Words end at blanks, signs, and where a small letter is
    /// followed by a capital; `L1` is a vertebra and no side.
    static Optional<Named> of(String name) {
        List<String> rest = new ArrayList<>();
        Side side = null;
        for (String word : name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            Side said = LEFT.words.contains(word) ? LEFT : RIGHT.words.contains(word) ? RIGHT : null;
            if (said == null) rest.add(word);
            else if (side != null && side != said) return Optional.empty();
            else side = said;
        }
        return side == null ? Optional.empty() : Optional.of(new Named(side, rest));
    }
}
