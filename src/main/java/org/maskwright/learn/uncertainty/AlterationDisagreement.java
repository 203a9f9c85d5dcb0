package org.maskwright.learn.uncertainty;

/// [Disagreement] of the plain look, the mirrored ones where the model allows them, and looks at altered grey levels: test-time augmentation at
/// its fullest. It can be had of every model.
///
/// @see <a href="https://doi.org/10.1016/j.neucom.2019.01.103">Wang et al. 2019</a>
public final class AlterationDisagreement implements UncertaintyMeasure {
    @Override
    public String id() {
        return "augment";
    }

    @Override
    public String title() {
        return "Disagreement of mirrored and altered looks";
    }

    @Override
    public String missing(Offer offer) {
        return "";
    }

    @Override
    public float[] of(Looks looks) {
        Disagreement disagreement = Disagreement.from(looks.plain());
        looks.mirrored(disagreement::add);
        looks.altered(disagreement::add);
        return disagreement.values();
    }
}
