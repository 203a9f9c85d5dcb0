package org.maskwright.learn.uncertainty;

/// [Disagreement] of the plain look and the mirrored ones: uncertainty by augmentation at test time.
///
/// @see <a href="https://doi.org/10.1016/j.neucom.2019.01.103">Wang et al. 2019</a>
public final class MirrorDisagreement implements UncertaintyMeasure {
    @Override
    public String id() {
        return "mirror";
    }

    @Override
    public String title() {
        return "Disagreement of mirrored looks";
    }

    @Override
    public String missing(Looks looks) {
        return looks.mirrors() > 0 ? "" : "The model never saw mirrored scans, so it cannot be asked about them.";
    }

    @Override
    public float[] of(Looks looks) {
        if (!missing(looks).isEmpty()) throw new IllegalArgumentException(missing(looks));
        Disagreement disagreement = Disagreement.from(looks.plain());
        looks.mirrored(disagreement::add);
        return disagreement.values();
    }
}
