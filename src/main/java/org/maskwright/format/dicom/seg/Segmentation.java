package org.maskwright.format.dicom.seg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.image.Palette;
import org.maskwright.format.dicom.image.PixelData;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// A segmentation as its header describes it, checked.
///
/// @param kind what a sample says
/// @param fraction the sample that means wholly inside, of a fractional one
/// @param values the label of each sample that is not its own label, of a label map
/// @param table names and colours of all segments by their label
/// @param remarks whole sentences on what was guessed
record Segmentation(Path path, String instanceUid, Kind kind, PixelLayout layout, List<Segment> segments, List<Frames.Frame> frames, FrameGrid grid,
                    int fraction, Map<Integer, Integer> values, LabelTable table, List<String> remarks) {
    /// What samples are (PS3.3, C.8.20.2.3).
    enum Kind { BINARY, FRACTIONAL, LABELMAP }

    /// Whether `sopClassUid` is that of a segmentation.
    static boolean isKindOf(String sopClassUid) {
        return sopClassUid.equals(UID.SegmentationStorage) || sopClassUid.equals(UID.LabelMapSegmentationStorage);
    }

    /// @throws FormatException if it is damaged, contradicts itself, or lies on no grid
    static Segmentation of(Path path, DicomFile file) throws IOException, FormatException {
        Attributes root = file.attributes();
        String name = file.name();
        PixelLayout layout = PixelData.layout(file);
        Kind kind = kind(name, root);
        if (layout.samples() != 1 || layout.type() != SampleType.UINT8 && (kind == Kind.FRACTIONAL || layout.type() != SampleType.UINT16))
            throw FormatException.unexpected(name, "element " + Tag.toString(Tag.BitsAllocated), "one unsigned sample of 1, 8 or 16 bits a pixel",
                    layout.samples() + " of " + layout.bitsAllocated(), "The header is damaged: export the segmentation again.");
        List<Segment> segments = Segment.allOf(name, root);
        if (segments.isEmpty() && kind != Kind.LABELMAP) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.SegmentSequence), "segments", "none",
                "The header is damaged: export the segmentation again.");
        if (kind != Kind.LABELMAP && segments.stream().anyMatch(s -> s.number() == 0)) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.SegmentNumber), "a number above 0", "0",
                "The header is damaged: export the segmentation again.");
        List<Frames.Frame> frames = Frames.of(name, root, layout, segments, kind == Kind.LABELMAP);
        FrameGrid grid = FrameGrid.of(name, root, layout, frames);
        List<String> remarks = new ArrayList<>();
        if (!grid.remark().isEmpty()) remarks.add(grid.remark());
        int fraction = kind == Kind.FRACTIONAL ? root.getInt(Tag.MaximumFractionalValue, 255) : 1;
        if (fraction < 1) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.MaximumFractionalValue), "a number above 0", String.valueOf(fraction), "The header is damaged: export the segmentation again.");
        Map<Integer, Integer> values = kind == Kind.LABELMAP ? values(root, segments, remarks) : Map.of();
        Map<Integer, LabelTable.Entry> entries = new LinkedHashMap<>();
        IntUnaryOperator palette = layout.photometric() == PixelLayout.Photometric.PALETTE_COLOR ? Palette.of(name, root)::rgb : LabelTable::defaultRgb;
        for (Segment segment : segments) {
            int value = kind == Kind.LABELMAP ? values.getOrDefault(segment.number(), segment.number()) : segment.value();
            if (value == 0) continue;
            LabelTable.Entry entry = segment.entry(value);
            entries.put(value, segment.rgb().isPresent() ? entry : entry.withRgb(palette.applyAsInt(segment.number())));
        }
        String uid = root.getString(Tag.SOPInstanceUID, "");
        return new Segmentation(path, uid.isEmpty() ? name : uid, kind, layout, segments, frames, grid, fraction, values, new LabelTable(List.copyOf(entries.values())), List.copyOf(remarks));
    }

    private static Kind kind(String name, Attributes root) throws FormatException {
        String sopClass = root.getString(Tag.SOPClassUID, "");
        String type = root.getString(Tag.SegmentationType, sopClass.equals(UID.LabelMapSegmentationStorage) ? Kind.LABELMAP.name() : Kind.BINARY.name());
        for (Kind kind : Kind.values()) if (kind.name().equals(type)) return kind;
        throw FormatException.unsupported(name, "element " + Tag.toString(Tag.SegmentationType), "a segmentation of this kind", "Export it as BINARY.");
    }

    /// What samples of a label map mean where that is not the label of the same number: background, by padding or by its code.
    private static Map<Integer, Integer> values(Attributes root, List<Segment> segments, List<String> remarks) throws FormatException {
        Map<Integer, Integer> values = new HashMap<>();
        if (root.containsValue(Tag.PixelPaddingValue)) values.put(root.getInt(Tag.PixelPaddingValue, 0), 0);
        int highest = 0;
        for (Segment segment : segments) {
            highest = Math.max(highest, segment.number());
            if (segment.isBackground()) values.put(segment.number(), 0);
        }
        boolean zeroIsSegment = segments.stream().anyMatch(s -> s.number() == 0);
        if (zeroIsSegment && !values.containsKey(0) && highest < Labels.MAX) {
            values.put(0, highest + 1);
            remarks.add("Its segment 0 is label " + (highest + 1) + " here, where 0 is background.");
        }
        return Map.copyOf(values);
    }

    /// The label of a sample; of binary and fractional ones 1 for inside, 0 for outside.
    int label(int sample) {
        return switch (kind) {
            case BINARY -> sample == 0 ? 0 : 1;
            case FRACTIONAL -> 2 * sample >= fraction ? 1 : 0;
            case LABELMAP -> values.getOrDefault(sample, sample);
        };
    }

    /// The frames of each slice that has any.
    TreeMap<Integer, List<Frames.Frame>> bySlice() {
        TreeMap<Integer, List<Frames.Frame>> bySlice = new TreeMap<>();
        for (Frames.Frame frame : frames) bySlice.computeIfAbsent(grid.slices()[frame.index()], _ -> new ArrayList<>()).add(frame);
        return bySlice;
    }

    /// The frames, decoded one after another.
    Reader reader() throws IOException, FormatException {
        return new Reader(this);
    }

    /// An open file. Used by one thread.
    static final class Reader implements AutoCloseable {
        private final Segmentation segmentation;
        private final DicomFile file;
        private final PixelData pixels;
        private final byte[] samples;
        private final short[] labels;
        private final short[] lookup;

        private Reader(Segmentation segmentation) throws IOException, FormatException {
            this.segmentation = segmentation;
            this.file = DicomFile.open(segmentation.path);
            boolean usable = false;
            try {
                this.pixels = PixelData.of(file);
                if (!pixels.layout().equals(segmentation.layout)) throw FormatException.of(file.name(), "", "the file was changed since it was opened.", "Open it again.");
                usable = true;
            } finally {
                if (!usable) file.close();
            }
            Memory.require(file.name(), 4L * segmentation.layout.frameBytes());
            this.samples = new byte[segmentation.layout.frameBytes()];
            this.labels = new short[segmentation.layout.columns() * segmentation.layout.rows()];
            this.lookup = new short[segmentation.layout.type() == SampleType.UINT8 ? 256 : 1 << 16];
            for (int sample = 0; sample < lookup.length; sample++) lookup[sample] = (short) segmentation.label(sample);
        }

        /// Decodes a frame.
        ///
        /// @return the samples as they are stored; valid until the next call
        byte[] samples(Frames.Frame frame) throws IOException, FormatException {
            pixels.frame(frame.index(), samples);
            return samples;
        }

        /// Decodes a frame.
        ///
        /// @return what [Segmentation#label] says of each sample; valid until the next call
        short[] labels(Frames.Frame frame) throws IOException, FormatException {
            samples(frame);
            boolean words = segmentation.layout.type() == SampleType.UINT16;
            for (int i = 0; i < labels.length; i++) labels[i] = lookup[words ? samples[2 * i] & 0xFF | (samples[2 * i + 1] & 0xFF) << 8 : samples[i] & 0xFF];
            return labels;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
