package org.maskwright.format;

import java.io.IOException;
import java.util.Locale;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// An image as it is stored: a header, and its slices one by one. What every format reads to and writes from.
///
/// Volumes, labels, statistics and conversions are all made in one pass over the slices, so an image of any length can be
/// described in the memory of one slice.
public interface StoredImage {
    /// Takes one slice.
    @FunctionalInterface
    interface SliceSink {
        /// @param index 0 to [ImageHeader#sliceCount] − 1
        /// @param samples `x` fastest, then `y`, little-endian, exactly [ImageHeader#sliceBytes] long; valid only during the
        ///     call, for the reader fills it again
        void slice(int index, byte[] samples) throws IOException, FormatException;
    }

    /// What messages call it: a file's name without folders.
    String name();

    ImageHeader header();

    /// Hands the slices from `from` up to but without `to` to `sink`, in rising order.
    ///
    /// A reader that is asked for the last slice also checks what follows it, such as a checksum.
    ///
    /// @throws FormatException if the file is broken, cut short, or holds what is not read
    /// @throws Progress.Cancelled if the work should stop
    void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException;

    /// As [#read], but `sink` may be called on several threads at a time, with slices in any order: for what keeps slices apart.
    default void readUnordered(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        read(from, to, sink, progress);
    }

    /// Whether any slice is had about as quickly as the first; if not, all before it are read through.
    default boolean readsAnySliceAtOnce() {
        return true;
    }

    /// The same image as it is meant to be seen: stored codings of colour (palettes, luminance with chrominance) undone.
    /// What volumes and conversions are made of; most formats store what is seen.
    default StoredImage asSeen() {
        return this;
    }

    /// How far a corner of a label map may lie from that of the grid it is meant for: headers are rounded.
    double SAME_GRID_MM = 0.05;

    /// Whether [#labelsOn] puts the labels on the voxels of `grid` without resampling.
    default boolean liesOn(Geometry grid) {
        return header().geometry().sameGrid(grid, SAME_GRID_MM);
    }

    /// Reads the first frame as a label map on `grid`, that of the scan it belongs to. Formats whose labels have places of
    /// their own in the patient put them there; any other has to have the very same grid.
    ///
    /// @throws FormatException if it does not lie on that grid, or is no label map
    default Labels labelsOn(Geometry grid, Progress progress) throws IOException, FormatException {
        Geometry found = header().geometry();
        if (!liesOn(grid)) throw FormatException.unexpected(name(), "grid", "the scan's, " + text(grid),
                text(found) + (text(found).equals(text(grid)) ? " in another place" : ""), "Export the labels on the scan's own grid.");
        return ToLabels.read(this, progress).on(grid);
    }

    private static String text(Geometry grid) {
        Point mm = grid.spacingMm();
        return grid.size() + " voxels of " + String.format(Locale.ROOT, "%.3g × %.3g × %.3g mm", mm.x(), mm.y(), mm.z());
    }

    /// A scan in memory as an image to write: 16-bit integers with their scale, 32-bit floats, or RGB.
    static StoredImage of(Volume volume) {
        return new InMemoryImage.OfVolume(volume);
    }

    /// A label map in memory as an image to write: `uint8`, or `uint16` if a label is above 255.
    static StoredImage of(Labels labels, LabelTable table) {
        var counts = labels.counts();
        return of(labels, table, !counts.isEmpty() && counts.lastKey() > 255);
    }

    /// @param wide whether labels are `uint16`; if not, none may be above 255
    static StoredImage of(Labels labels, LabelTable table, boolean wide) {
        return InMemoryImage.of(labels, table, wide);
    }
}
