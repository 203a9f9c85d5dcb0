package org.maskwright.label;

/// A term of a vocabulary, as DICOM and Slicer carry them: `10200004` of `SCT` means "Liver".
///
/// @param value its code; not blank
/// @param scheme which vocabulary, such as `SCT` (SNOMED CT) or `DCM`; not blank
/// @param meaning what people read
public record Code(String value, String scheme, String meaning) {
    public Code {
        if (value.isBlank() || scheme.isBlank()) throw new IllegalArgumentException("a code needs a value and a scheme");
    }

    /// Whether both mean the same, however they put it.
    public boolean isSame(Code other) {
        return value.equals(other.value) && scheme.equals(other.scheme);
    }
}
