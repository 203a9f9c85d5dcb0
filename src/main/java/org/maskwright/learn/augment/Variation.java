package org.maskwright.learn.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.geometry.Affine;

/// How a patch shall differ from its case: where it looks, and what it does to the grey levels.
///
/// @param place maps millimetres from the patch's centre to millimetres from the centre in the case
/// @param warp bends the patch before `place`, if at all
/// @param grey done one after the other
public record Variation(Affine place, Optional<Warp> warp, List<GreyChange> grey) {
    public static final Variation NONE = new Variation(Affine.IDENTITY, Optional.empty(), List.of());

    public Variation {
        grey = List.copyOf(grey);
    }

    /// Looks through `step` first.
    public Variation placed(Affine step) {
        return new Variation(place.after(step), warp, grey);
    }

    public Variation warped(Warp other) {
        return new Variation(place, Optional.of(other), grey);
    }

    /// With one more change of the grey levels.
    public Variation then(GreyChange change) {
        var all = new ArrayList<>(grey);
        all.add(change);
        return new Variation(place, warp, all);
    }
}
