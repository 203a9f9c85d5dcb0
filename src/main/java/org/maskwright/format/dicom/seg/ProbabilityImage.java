package org.maskwright.format.dicom.seg;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// How probable, or how much of the voxel, a segment of a fractional segmentation is: 0 to 1 in real-world values, 0 where
/// there is no frame.
record ProbabilityImage(Segmentation segmentation, Segment segment, ImageHeader header) implements StoredImage {
    ProbabilityImage(Segmentation segmentation, Segment segment) {
        this(segmentation, segment, ImageHeader.of(segmentation.grid().geometry(), SampleType.UINT8).withScale(1.0 / segmentation.fraction(), 0).withKind(ImageHeader.Kind.VOLUME));
    }

    @Override
    public String name() {
        return FormatException.name(segmentation.path());
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        int width = header.size().x(), height = header.size().y(), columns = segmentation.layout().columns(), rows = segmentation.layout().rows();
        Memory.require(name(), header.sliceBytes());
        byte[] slice = new byte[Math.toIntExact(header.sliceBytes())];
        TreeMap<Integer, List<Frames.Frame>> bySlice = segmentation.bySlice();
        try (Segmentation.Reader reader = segmentation.reader()) {
            for (int z = from; z < to; z++) {
                progress.at((double) (z - from) / (to - from), "slice " + (z + 1) + " of " + to);
                Arrays.fill(slice, (byte) 0);
                for (Frames.Frame frame : bySlice.getOrDefault(z, List.of())) {
                    if (frame.segment() != segment.value()) continue;
                    byte[] samples = reader.samples(frame);
                    for (int r = 0; r < Math.min(rows, height - frame.row()); r++)
                        System.arraycopy(samples, r * columns, slice, (frame.row() + r) * width + frame.column(), Math.min(columns, width - frame.column()));
                }
                sink.slice(z, slice);
            }
        }
    }
}
