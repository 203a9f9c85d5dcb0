package org.maskwright.learn.uncertainty;

/// [Disagreement] of the plain look and the mirrored ones: test-time augmentation by what costs least, and is exact, for a mirrored voxel is a voxel.
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
    public String missing(Offer offer) {
        return offer.mirrors() > 0 ? "" : "The model never saw mirrored scans, so they would tell nothing of its doubt. Choose 'augment', which alters grey levels alone and needs nothing "
                + "of the model, or train with --mirror.";
    }

    @Override
    public float[] of(Looks looks) {
        String missing = missing(looks.offer());
        if (!missing.isEmpty()) throw new IllegalArgumentException(missing);
        Disagreement disagreement = Disagreement.from(looks.plain());
        looks.mirrored(disagreement::add);
        return disagreement.values();
    }
}
