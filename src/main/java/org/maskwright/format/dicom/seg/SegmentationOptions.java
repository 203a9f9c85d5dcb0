package org.maskwright.format.dicom.seg;

import java.time.Clock;
import org.maskwright.format.dicom.data.UidSource;

/// How a segmentation is to be written.
///
/// @param type how voxels are spelt
/// @param seriesDescription at most 64 characters are kept
/// @param seriesNumber of the new series
/// @param creator who answers for it, family name first, as in `Roe^Jane`; may be empty
/// @param softwareVersion of this program
public record SegmentationOptions(Type type, String seriesDescription, int seriesNumber, String creator, String softwareVersion, UidSource uids, Clock clock) {
    /// How voxels are spelt.
    public enum Type {
        /// A bit a voxel in frames of one segment each; segments may overlap. What every archive and viewer knows.
        BINARY,
        /// The number of its segment for each voxel (2024); one label map an instance.
        LABELMAP
    }

    /// A binary segmentation of now.
    public static final SegmentationOptions DEFAULT = new SegmentationOptions(Type.BINARY, "Segmentation", 300, "", "unknown", UidSource.RANDOM, Clock.systemDefaultZone());

    public SegmentationOptions withType(Type other) {
        return new SegmentationOptions(other, seriesDescription, seriesNumber, creator, softwareVersion, uids, clock);
    }

    public SegmentationOptions withCreator(String name) {
        return new SegmentationOptions(type, seriesDescription, seriesNumber, name, softwareVersion, uids, clock);
    }

    public SegmentationOptions withSoftwareVersion(String version) {
        return new SegmentationOptions(type, seriesDescription, seriesNumber, creator, version, uids, clock);
    }

    /// @param source of identifiers
    /// @param time of the export
    public SegmentationOptions withUids(UidSource source, Clock time) {
        return new SegmentationOptions(type, seriesDescription, seriesNumber, creator, softwareVersion, source, time);
    }
}
