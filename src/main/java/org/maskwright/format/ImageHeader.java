package org.maskwright.format;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.volume.ScanInfo;

/// What is known of an image before its samples are read. A real-world value is `slope · stored + intercept`.
///
/// @param geometry the grid of one frame
/// @param channels samples of one voxel: 1, 3 for RGB, 4 for RGBA, n for vectors
/// @param interleaved whether a voxel's channels stand side by side (colours); else each channel is a run of frames of its own,
///     one after another. True if there is one channel
/// @param frames volumes of a series in time; 1 as a rule
/// @param slope finite and not 0
/// @param kind what the file itself declares, [Kind#UNKNOWN] if it does not say
/// @param table names and colours of labels, if the file brings them
public record ImageHeader(Geometry geometry, SampleType type, int channels, boolean interleaved, int frames,
                          double slope, double intercept, Kind kind, ScanInfo info, LabelTable table) {
    /// What an image means.
    public enum Kind { VOLUME, LABELS, UNKNOWN }

    public ImageHeader {
        if (channels < 1 || frames < 1) throw new IllegalArgumentException("an image has at least one channel and one frame, got " + channels + " and " + frames);
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept))
            throw new IllegalArgumentException("slope must be finite and not 0, intercept finite, got " + slope + " and " + intercept);
        interleaved |= channels == 1;
    }

    /// One channel, one frame, values as they are stored.
    public static ImageHeader of(Geometry geometry, SampleType type) {
        return new ImageHeader(geometry, type, 1, true, 1, 1, 0, Kind.UNKNOWN, ScanInfo.UNKNOWN, LabelTable.EMPTY);
    }

    public ImageHeader withGeometry(Geometry other) {
        return new ImageHeader(other, type, channels, interleaved, frames, slope, intercept, kind, info, table);
    }

    public ImageHeader withChannels(int n, boolean sideBySide) {
        return new ImageHeader(geometry, type, n, sideBySide, frames, slope, intercept, kind, info, table);
    }

    public ImageHeader withFrames(int n) {
        return new ImageHeader(geometry, type, channels, interleaved, n, slope, intercept, kind, info, table);
    }

    public ImageHeader withScale(double newSlope, double newIntercept) {
        return new ImageHeader(geometry, type, channels, interleaved, frames, newSlope, newIntercept, kind, info, table);
    }

    public ImageHeader withKind(Kind newKind) {
        return new ImageHeader(geometry, type, channels, interleaved, frames, slope, intercept, newKind, info, table);
    }

    public ImageHeader withInfo(ScanInfo newInfo) {
        return new ImageHeader(geometry, type, channels, interleaved, frames, slope, intercept, kind, newInfo, table);
    }

    public ImageHeader withTable(LabelTable newTable) {
        return new ImageHeader(geometry, type, channels, interleaved, frames, slope, intercept, kind, info, newTable);
    }

    public Size size() {
        return geometry.size();
    }

    /// Samples of one slice.
    public long sliceSamples() {
        return (long) size().x() * size().y() * (interleaved ? channels : 1);
    }

    /// Bytes of one slice.
    public long sliceBytes() {
        return sliceSamples() * type.bytes();
    }

    /// Slices of the whole image: z fastest, then frames, then channels that do not stand side by side.
    public long sliceCount() {
        return (long) size().z() * frames * (interleaved ? 1 : channels);
    }

    /// Bytes of all samples.
    public long bytes() {
        return sliceBytes() * sliceCount();
    }

    /// Whether values are the stored samples themselves.
    public boolean isUnscaled() {
        return slope == 1 && intercept == 0;
    }
}
