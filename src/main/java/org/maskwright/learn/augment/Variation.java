package org.maskwright.learn.augment;

import org.maskwright.geometry.Affine;

/// How a patch shall differ from its case: where it looks, and what it does to the grey levels (which have mean 0 and
/// deviation 1).
///
/// @param place maps millimetres from the patch's centre to millimetres from the centre in the case
/// @param gamma exponent on the grey levels, scaled to 0 … 1 for it; 1 changes nothing
/// @param gain factor on the grey levels
/// @param offset added after it
/// @param noise deviation of Gaussian noise added last
public record Variation(Affine place, double gamma, double gain, double offset, double noise) {
    public static final Variation NONE = new Variation(Affine.IDENTITY, 1, 1, 0, 0);

    /// Looks through `step` first.
    public Variation placed(Affine step) {
        return new Variation(place.after(step), gamma, gain, offset, noise);
    }

    public Variation withGrey(double gamma, double gain, double offset, double noise) {
        return new Variation(place, gamma, gain, offset, noise);
    }
}
