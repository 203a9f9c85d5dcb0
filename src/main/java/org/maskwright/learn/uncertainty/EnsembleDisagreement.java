package org.maskwright.learn.uncertainty;

/// [Disagreement] of several models.
///
/// @see <a href="https://arxiv.org/abs/1612.01474">Lakshminarayanan et al. 2017</a>
public final class EnsembleDisagreement implements UncertaintyMeasure {
    @Override
    public String id() {
        return "ensemble";
    }

    @Override
    public String title() {
        return "Disagreement of several models";
    }

    @Override
    public boolean isOfSeveralModels() {
        return true;
    }

    @Override
    public String missing(Offer offer) {
        return offer.others() > 0 ? "" : "One model alone cannot disagree. Name a second of the same labels, such as one trained with another --seed.";
    }

    @Override
    public float[] of(Looks looks) {
        String missing = missing(looks.offer());
        if (!missing.isEmpty()) throw new IllegalArgumentException(missing);
        Disagreement disagreement = Disagreement.from(looks.plain());
        looks.byOthers(disagreement::add);
        return disagreement.values();
    }
}
