package org.maskwright.format.dicom.rt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Regions as a label map, laid onto the grid slice by slice while it is read.
///
/// @param rois in the order in which they are painted
record ContourImage(String name, ImageHeader header, List<PlacedRoi> rois) implements StoredImage {
    static ContourImage of(String name, Geometry grid, List<PlacedRoi> rois) {
        int highest = rois.stream().mapToInt(placed -> placed.roi().value()).max().orElse(1);
        LabelTable table = new LabelTable(rois.stream().map(placed -> new LabelTable.Entry(placed.roi().value(), placed.roi().name(), placed.roi().rgb())).toList());
        ImageHeader header = ImageHeader.of(grid, highest > 255 ? SampleType.UINT16 : SampleType.UINT8).withKind(ImageHeader.Kind.LABELS).withTable(table);
        return new ContourImage(name, header, List.copyOf(rois));
    }

    @Override
    public boolean liesOn(Geometry grid) {
        return grid.sameGrid(header.geometry(), SAME_GRID_MM) || rois.stream().anyMatch(roi -> !PlacedRoi.of(roi.roi(), grid).slices().isEmpty());
    }

    /// Lays the outlines onto `grid` itself, whatever grid they were described on.
    ///
    /// @throws FormatException if none of them has a place on it
    @Override
    public Labels labelsOn(Geometry grid, Progress progress) throws IOException, FormatException {
        if (grid.sameGrid(header.geometry(), SAME_GRID_MM)) return StoredImage.super.labelsOn(grid, progress);
        List<PlacedRoi> placed = rois.stream().map(roi -> PlacedRoi.of(roi.roi(), grid)).toList();
        if (placed.stream().allMatch(roi -> roi.slices().isEmpty()) && rois.stream().anyMatch(roi -> !roi.roi().contours().isEmpty()))
            throw FormatException.of(name, "", "none of its outlines lies in a slice of the scan.", "Open it with the series that it was drawn on.");
        return of(name, grid, placed).labelsOn(grid, progress);
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        byte[] samples = new byte[Math.toIntExact(header.sliceBytes())];
        ByteBuffer wide = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
        SliceMask mask = new SliceMask(header.size().x(), header.size().y());
        for (int z = from; z < to; z++) {
            progress.at((double) (z - from) / (to - from), "Slice " + (z + 1) + " of " + header.size().z());
            Arrays.fill(samples, (byte) 0);
            for (PlacedRoi roi : rois) {
                List<Outline> outlines = roi.slice(z);
                if (outlines.isEmpty()) continue;
                mask.fill(outlines);
                int value = roi.roi().value();
                if (header.type() == SampleType.UINT16) mask.forEach(i -> wide.putShort(2 * i, (short) value));
                else mask.forEach(i -> samples[i] = (byte) value);
            }
            sink.slice(z, samples);
        }
    }
}
