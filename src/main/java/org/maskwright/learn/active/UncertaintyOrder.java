package org.maskwright.learn.active;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.learn.uncertainty.Entropy;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;

/// The case first of which the model is least sure, by one measure. By entropy, which comes with every proposal, it is plainly `uncertainty`; by others it is
/// called as they are.
public record UncertaintyOrder(UncertaintyMeasure by) implements CaseOrder {
    @Override
    public String id() {
        return isUsual() ? "uncertainty" : by.id();
    }

    private boolean isUsual() {
        return by instanceof Entropy;
    }

    @Override
    public String title() {
        return "Most uncertain first" + (isUsual() ? "" : ": " + by.title().substring(0, 1).toLowerCase(Locale.ROOT) + by.title().substring(1));
    }

    @Override
    public boolean needsLooks() {
        return true;
    }

    @Override
    public Optional<UncertaintyMeasure> measure() {
        return Optional.of(by);
    }

    @Override
    public List<Candidate> order(List<Candidate> candidates, List<Candidate> labelled, long seed) {
        return candidates.stream().sorted(Comparator.comparingDouble(Candidate::uncertainty).reversed()).toList();
    }
}
