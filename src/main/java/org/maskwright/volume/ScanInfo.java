package org.maskwright.volume;

import java.util.List;
import java.util.Optional;

/// What is known of a scan beside its voxels. Never holds anything that names the patient.
///
/// @param modality the DICOM modality such as `CT` or `MR`; empty if unknown
/// @param unit of the values, such as `HU`; empty if unknown
/// @param presets windows that came with the scan, the first the one to open with
/// @param padding values, in the scan's units, that stand where nothing was measured: not counted in ranges, histograms and
///     automatic windows, and shown black
/// @param inverted whether low values are meant to be shown bright, as of many X-ray pictures
public record ScanInfo(String modality, String unit, List<Window.Preset> presets, Optional<Range> padding, boolean inverted) {
    public static final ScanInfo UNKNOWN = new ScanInfo("", "", List.of());
    public static final ScanInfo CT = new ScanInfo("CT", "HU", List.of());
    public static final ScanInfo MR = new ScanInfo("MR", "", List.of());

    public ScanInfo {
        presets = List.copyOf(presets);
    }

    /// A scan that is measured everywhere.
    public ScanInfo(String modality, String unit, List<Window.Preset> presets) {
        this(modality, unit, presets, Optional.empty(), false);
    }

    public ScanInfo withPadding(Optional<Range> values) {
        return new ScanInfo(modality, unit, presets, values, inverted);
    }

    /// Whether a voxel of this value was measured: neither padding nor NaN or infinite.
    public boolean isMeasured(double value) {
        return Double.isFinite(value) && (padding.isEmpty() || !padding.get().contains(value));
    }
}
