package org.maskwright.format.dicom.rt;

/// Who drew a region (PS3.3, C.8.8.5, ROI Generation Algorithm). The names are those of the standard.
public enum RoiGeneration {
    /// A model, and nobody has touched it.
    AUTOMATIC,
    /// A model, and somebody has corrected it.
    SEMIAUTOMATIC,
    /// Somebody, by hand.
    MANUAL
}
