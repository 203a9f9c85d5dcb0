package org.maskwright.format.dicom.data;

/// How a data set is spelt (PS3.5, annex A). Whether its pixels can be decoded is for others to say.
///
/// @param uid as the file gives it, or the nearest to what was found where it gives none
public record TransferSyntax(String uid, boolean explicitVr, boolean bigEndian, boolean deflated) {
    static TransferSyntax of(String uid) {
        return switch (uid) {
            case UID.ImplicitVRLittleEndian, UID.GEPrivateBigEndianPixels -> new TransferSyntax(uid, false, false, false);
            case UID.ExplicitVRBigEndian -> new TransferSyntax(uid, true, true, false);
            case UID.DeflatedExplicitVRLittleEndian, "1.2.840.10008.1.2.4.95" -> new TransferSyntax(uid, true, false, true);
            default -> new TransferSyntax(uid, true, false, false); // all that encapsulate, and whatever comes later
        };
    }

    public boolean isNative() {
        return switch (uid) {
            case UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian, UID.DeflatedExplicitVRLittleEndian,
                 UID.GEPrivateBigEndianPixels -> true;
            default -> false;
        };
    }

    public String name() {
        return UID.nameOf(uid);
    }
}
