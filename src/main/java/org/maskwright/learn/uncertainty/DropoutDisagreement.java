package org.maskwright.learn.uncertainty;

/// [Disagreement] of eight looks with dropout left on: Monte Carlo dropout, and BALD where cases are chosen by it. The plain look, in which nothing is dropped,
/// does not count.
///
/// @see <a href="https://arxiv.org/abs/1506.02142">Gal and Ghahramani 2016</a>
/// @see <a href="https://arxiv.org/abs/1703.02910">Gal, Islam and Ghahramani 2017</a>
public final class DropoutDisagreement implements UncertaintyMeasure {
    private static final int LOOKS = 8;

    @Override
    public String id() {
        return "dropout";
    }

    @Override
    public String title() {
        return "Disagreement with channels dropped at random";
    }

    @Override
    public String missing(Offer offer) {
        return offer.drops() ? "" : "The network was trained without dropout, so nothing can be dropped. Train one with --dropout 0.2, or choose 'augment', which needs nothing of the model.";
    }

    @Override
    public float[] of(Looks looks) {
        String missing = missing(looks.offer());
        if (!missing.isEmpty()) throw new IllegalArgumentException(missing);
        float[][] shape = looks.plain();
        var disagreement = new Disagreement(shape.length, shape[0].length);
        looks.dropped(LOOKS, disagreement::add);
        return disagreement.values();
    }
}
