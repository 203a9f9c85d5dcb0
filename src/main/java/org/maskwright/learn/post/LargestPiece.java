package org.maskwright.learn.post;

import org.maskwright.algorithm.Components;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;

/// Keeps the largest piece alone. Pieces are connected by faces; of equally large ones the first in the grid stays.
public record LargestPiece() implements Step {
    @Override
    public String id() {
        return "largest-piece";
    }

    @Override
    public String words() {
        return "only the largest piece";
    }

    @Override
    public Mask apply(Mask mask, Geometry grid) {
        return Components.of(mask, Components.Neighbours.FACES).largest();
    }
}
