package org.maskwright.volume;

import java.util.List;

/// What is known of a scan beside its voxels. Never holds anything that names the patient.
///
/// @param modality the DICOM modality such as `CT` or `MR`; empty if unknown
/// @param unit of the values, such as `HU`; empty if unknown
/// @param presets windows that came with the scan, the first the one to open with
public record ScanInfo(String modality, String unit, List<Window.Preset> presets) {
    public static final ScanInfo UNKNOWN = new ScanInfo("", "", List.of());
    public static final ScanInfo CT = new ScanInfo("CT", "HU", List.of());
    public static final ScanInfo MR = new ScanInfo("MR", "", List.of());

    public ScanInfo {
        presets = List.copyOf(presets);
    }
}
