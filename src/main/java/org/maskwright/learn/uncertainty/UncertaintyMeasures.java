package org.maskwright.learn.uncertainty;

import java.util.List;
import java.util.Optional;

/// Every measure of uncertainty, the cheapest first.
public final class UncertaintyMeasures {
    private UncertaintyMeasures() {}

    public static List<UncertaintyMeasure> all() {
        return List.of(new Entropy(), new MirrorDisagreement(), new AlterationDisagreement(), new DropoutDisagreement(), new EnsembleDisagreement());
    }

    public static Optional<UncertaintyMeasure> find(String id) {
        return all().stream().filter(measure -> measure.id().equals(id)).findFirst();
    }
}
