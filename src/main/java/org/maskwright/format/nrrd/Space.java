package org.maskwright.format.nrrd;

import java.util.Locale;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Affine;

/// The space to which directions refer.
///
/// @param signs what left, back and head are in it: 1 or −1 each
/// @param dimension 3, or 4 with time
/// @param anatomical whether it is tied to the patient
record Space(int signX, int signY, int signZ, int dimension, boolean anatomical) {
    /// Not said; taken for LPS, as ITK does.
    static final Space UNKNOWN = new Space(1, 1, 1, 3, false);

    static Space of(Fields fields) throws FormatException {
        String name = fields.get("space").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "left-posterior-superior", "lps" -> new Space(1, 1, 1, 3, true);
            case "right-anterior-superior", "ras" -> new Space(-1, -1, 1, 3, true);
            case "left-anterior-superior", "las" -> new Space(1, -1, 1, 3, true);
            case "left-posterior-superior-time", "lpst" -> new Space(1, 1, 1, 4, true);
            case "right-anterior-superior-time", "rast" -> new Space(-1, -1, 1, 4, true);
            case "left-anterior-superior-time", "last" -> new Space(1, -1, 1, 4, true);
            case "scanner-xyz", "3d-right-handed", "3d-left-handed" -> UNKNOWN;
            case "scanner-xyz-time", "3d-right-handed-time", "3d-left-handed-time" -> new Space(1, 1, 1, 4, false);
            default -> throw fields.wrong("space", "a space of NRRD, such as left-posterior-superior", name);
        };
    }

    /// `affine` from this space into LPS+.
    Affine toLps(Affine affine) {
        return signX == 1 && signY == 1 && signZ == 1 ? affine : Affine.scaling(signX, signY, signZ).after(affine);
    }
}
