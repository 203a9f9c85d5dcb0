package org.maskwright.learn.uncertainty;

/// [Disagreement] of eight looks with dropout left on: Monte Carlo dropout.
///
/// @see <a href="https://arxiv.org/abs/1506.02142">Gal and Ghahramani 2016</a>
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
    public String missing(Looks looks) {
        return looks.drops() ? "" : "The network was trained without dropout.";
    }

    @Override
    public float[] of(Looks looks) {
        if (!missing(looks).isEmpty()) throw new IllegalArgumentException(missing(looks));
        float[][] shape = looks.plain();
        var disagreement = new Disagreement(shape.length, shape[0].length);
        looks.dropped(LOOKS, disagreement::add);
        return disagreement.values();
    }
}
