package org.maskwright.learn.post;

import org.maskwright.algorithm.Holes;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;

/// Fills cavities: what no path from face to face leads out of.
public record FillHoles() implements Step {
    @Override
    public String id() {
        return "fill-holes";
    }

    @Override
    public String words() {
        return "holes filled";
    }

    @Override
    public Mask apply(Mask mask, Geometry grid) {
        return Holes.filledInSpace(mask, Progress.NONE);
    }
}
