package org.maskwright.format.dicom.seg;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Segments of a file that do not overlap, as one label map: the label of a voxel is that of its segment.
final class LayerImage implements StoredImage {
    private final Segmentation segmentation;
    private final Set<Integer> segments;
    private final ImageHeader header;

    /// @param segments labels of those that are in it; of a label map all are
    LayerImage(Segmentation segmentation, Set<Integer> segments) {
        this.segmentation = segmentation;
        this.segments = segments;
        boolean labelMap = segmentation.kind() == Segmentation.Kind.LABELMAP;
        LabelTable table = labelMap ? segmentation.table() : new LabelTable(segmentation.table().entries().stream().filter(e -> segments.contains(e.value())).toList());
        boolean wide = labelMap && segmentation.layout().type() == SampleType.UINT16 || table.entries().stream().anyMatch(e -> e.value() > 255);
        this.header = ImageHeader.of(segmentation.grid().geometry(), wide ? SampleType.UINT16 : SampleType.UINT8).withKind(ImageHeader.Kind.LABELS).withTable(table);
    }

    @Override
    public String name() {
        return FormatException.name(segmentation.path());
    }

    @Override
    public ImageHeader header() {
        return header;
    }

    private boolean isMine(Frames.Frame frame) {
        return frame.segment() < 0 || segments.contains(frame.segment());
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        int width = header.size().x(), height = header.size().y(), bytes = header.type().bytes();
        int columns = segmentation.layout().columns(), rows = segmentation.layout().rows();
        Memory.require(name(), header.sliceBytes());
        byte[] slice = new byte[Math.toIntExact(header.sliceBytes())];
        TreeMap<Integer, List<Frames.Frame>> bySlice = segmentation.bySlice();
        try (Segmentation.Reader reader = segmentation.reader()) {
            for (int z = from; z < to; z++) {
                progress.at((double) (z - from) / (to - from), "slice " + (z + 1) + " of " + to);
                Arrays.fill(slice, (byte) 0);
                for (Frames.Frame frame : bySlice.getOrDefault(z, List.of())) {
                    if (!isMine(frame)) continue;
                    short[] labels = reader.labels(frame);
                    for (int r = 0; r < Math.min(rows, height - frame.row()); r++) {
                        for (int c = 0, i = r * columns, o = (frame.row() + r) * width + frame.column(); c < Math.min(columns, width - frame.column()); c++, i++, o++) {
                            if (labels[i] == 0) continue;
                            int label = frame.segment() < 0 ? labels[i] : frame.segment();
                            slice[o * bytes] = (byte) label;
                            if (bytes == 2) slice[2 * o + 1] = (byte) (label >> 8);
                        }
                    }
                }
                sink.slice(z, slice);
            }
        }
    }

    @Override
    public boolean liesOn(Geometry grid) {
        boolean placed = segmentation.frames().stream().allMatch(f -> f.place().isPresent());
        return placed ? segmentation.frames().stream().allMatch(f -> OnGrid.holds(grid, f.place().orElseThrow(), segmentation.layout().columns(), segmentation.layout().rows()))
                : header.size().x() == grid.size().x() && header.size().y() == grid.size().y() && header.size().z() <= grid.size().z();
    }

    /// Puts each frame where its position and directions say that it lies.
    ///
    /// @throws FormatException if a frame does not lie on voxels of `grid`, or a voxel of a segment outside it
    @Override
    public Labels labelsOn(Geometry grid, Progress progress) throws IOException, FormatException {
        boolean placed = segmentation.frames().stream().allMatch(f -> f.place().isPresent());
        if (!placed) return onFramesOf(grid, progress);
        OnGrid target = new OnGrid(name(), grid);
        int columns = segmentation.layout().columns(), rows = segmentation.layout().rows(), done = 0;
        try (Segmentation.Reader reader = segmentation.reader()) {
            for (Frames.Frame frame : segmentation.frames()) {
                progress.at((double) done++ / segmentation.frames().size(), "frame " + done + " of " + segmentation.frames().size());
                if (isMine(frame)) target.put(frame.place().orElseThrow(), reader.labels(frame), frame.segment(), columns, rows);
            }
        }
        return target.labels();
    }

    /// Without places the frames belong to the frames of the scan, if these are as large.
    private Labels onFramesOf(Geometry grid, Progress progress) throws IOException, FormatException {
        Geometry own = header.geometry();
        if (!liesOn(grid)) throw FormatException.unexpected(name(), "grid", "the scan's, " + grid.size() + " voxels", own.size() + " voxels", "Choose the scan that it was drawn on.");
        Memory.require(name(), 2 * grid.size().voxels());
        short[] blank = new short[grid.size().sliceVoxels()];
        short[][] slices = new short[grid.size().z()][];
        Arrays.fill(slices, blank);
        read(0, own.size().z(), (z, samples) -> {
            short[] slice = new short[blank.length];
            for (int i = 0; i < slice.length; i++) slice[i] = (short) header.type().value(samples, i);
            slices[z] = slice;
        }, progress);
        return Labels.adopting(grid, slices);
    }
}
