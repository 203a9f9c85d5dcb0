package org.maskwright.learn.active;

import java.util.Comparator;
import java.util.List;

/// The case first of which the model is least sure.
public final class UncertaintyOrder implements CaseOrder {
    @Override
    public String id() {
        return "uncertainty";
    }

    @Override
    public String title() {
        return "Most uncertain first";
    }

    @Override
    public boolean needsLooks() {
        return true;
    }

    @Override
    public List<Candidate> order(List<Candidate> candidates, List<Candidate> labelled, long seed) {
        return candidates.stream().sorted(Comparator.comparingDouble(Candidate::uncertainty).reversed()).toList();
    }
}
