package org.maskwright.format.dicom;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.ParallelSlices;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.BulkData;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.image.PixelData;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// The drawings of one overlay group over the slices of a volume, as a label map of one label. Parts beyond the image are cut off.
final class OverlayImage implements StoredImage {
    private static final int YELLOW = 0xFFD400;

    private final List<Slice> slices;
    private final int group;
    private final String name;
    private final ImageHeader header;

    /// @param slices z fastest, then frames; some may be without the overlay
    OverlayImage(String name, Geometry geometry, int frames, List<Slice> slices, OverlayPlane any) {
        this.slices = List.copyOf(slices);
        this.group = any.group();
        this.name = name;
        header = ImageHeader.of(geometry, SampleType.UINT8).withFrames(frames).withKind(ImageHeader.Kind.LABELS)
                .withTable(new LabelTable(List.of(new LabelTable.Entry(1, any.label().isEmpty() ? "Overlay " + any.number() : any.label(), YELLOW))));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImageHeader header() {
        return header;
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        long more = slices.get(from).file().layout().frameBytes();
        ParallelSlices.read(name, from, to, header.sliceBytes(), more, () -> (index, out) -> draw(slices.get(index), out), false, sink, progress);
    }

    private void draw(Slice slice, byte[] out) throws IOException, FormatException {
        Arrays.fill(out, (byte) 0);
        OverlayPlane plane = slice.file().overlays().stream().filter(p -> p.group() == group).findFirst().orElse(null);
        int drawing = plane == null ? -1 : plane.drawing(slice.frame());
        if (plane == null || drawing < 0) return;
        try (DicomFile file = DicomFile.open(slice.file().path())) {
            if (plane.bit() >= 0) unused(file, plane, slice, out);
            else separate(file, plane, drawing, out);
        }
    }

    private static void unused(DicomFile file, OverlayPlane plane, Slice slice, byte[] out) throws IOException, FormatException {
        PixelData pixels = PixelData.of(file);
        byte[] frame = new byte[pixels.layout().frameBytes()];
        pixels.rawFrame(slice.frame(), frame);
        int bytes = pixels.layout().type().bytes();
        for (int i = 0; i < out.length; i++) out[i] = (byte) (frame[i * bytes + plane.bit() / 8] >> plane.bit() % 8 & 1);
    }

    private void separate(DicomFile file, OverlayPlane plane, int drawing, byte[] out) throws IOException, FormatException {
        int tag = Tag.OverlayData + ((group - 0x6000) << 16), columns = header.size().x(), rows = header.size().y();
        long first = (long) drawing * plane.columns() * plane.rows(), last = first + (long) plane.columns() * plane.rows();
        byte[] bits = bytes(file, tag, first / 16 * 2, (last + 15) / 16 * 2);
        boolean swapped = file.syntax().bigEndian() && file.attributes().isWords(tag);
        for (int y = Math.max(0, plane.top()); y < Math.min((long) rows, (long) plane.top() + plane.rows()); y++) {
            for (int x = Math.max(0, plane.left()); x < Math.min((long) columns, (long) plane.left() + plane.columns()); x++) {
                long bit = first % 16 + (long) (y - plane.top()) * plane.columns() + (x - plane.left());
                int at = (int) (bit / 8);
                out[y * columns + x] = (byte) (bits[swapped ? at ^ 1 : at] >> bit % 8 & 1);
            }
        }
    }

    /// Bytes of an element from `from` to `to`; those beyond its end are 0, for the last word is sometimes left off.
    private byte[] bytes(DicomFile file, int tag, long from, long to) throws IOException, FormatException {
        Attributes root = file.attributes();
        BulkData bulk = root.getBulkData(tag).orElse(null);
        byte[] held = bulk == null ? root.getBytes(tag) : new byte[0];
        long length = bulk == null ? held.length : bulk.length();
        if (to - 2 > length || to - from > Integer.MAX_VALUE - 64) throw FormatException.truncated(name, "element " + Tag.toString(tag), to, length);
        byte[] out = new byte[(int) (to - from)];
        if (bulk == null) System.arraycopy(held, (int) from, out, 0, (int) Math.min(to, length) - (int) from);
        else if (file.data().read(bulk.position() + from, out, 0, (int) (Math.min(to, length) - from)) == 0) throw FormatException.truncated(name, "element " + Tag.toString(tag), to, 0);
        return out;
    }
}
