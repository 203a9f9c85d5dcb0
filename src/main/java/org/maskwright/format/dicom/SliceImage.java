package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.image.PixelData;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.format.dicom.image.SeenColours;
import org.maskwright.job.Progress;

/// Slices out of one or many files, in the order of the volume they make up.
///
/// If they do not share one scale, their samples become floats in real-world units.
final class SliceImage implements StoredImage {
    /// One slice: a frame of a file.
    ///
    /// @param frame from 0
    record Slice(ImageFile file, int frame) {
        ImageFile.Frame description() {
            return file.frames().get(frame);
        }
    }

    private final String name;
    private final ImageHeader header;
    private final List<Slice> slices;
    /// Whether stored codings of colour are undone.
    private final boolean seen;

    /// @param slices z fastest, then frames
    SliceImage(String name, ImageHeader header, List<Slice> slices) {
        this(name, header, slices, false);
    }

    private SliceImage(String name, ImageHeader header, List<Slice> slices, boolean seen) {
        this.name = name;
        this.header = header;
        this.slices = List.copyOf(slices);
        this.seen = seen;
    }

    @Override
    public StoredImage asSeen() {
        if (seen || !SeenColours.apply(slices.getFirst().file().layout())) return this;
        ImageHeader colours = new ImageHeader(header.geometry(), SampleType.UINT8, 3, true, header.frames(), 1, 0, header.kind(), header.info(), header.table());
        return new SliceImage(name, colours, slices, true);
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
        @Nullable Path open = null;
        @Nullable DicomFile file = null;
        @Nullable PixelData pixels = null;
        @Nullable SeenColours colours = null;
        byte[] changed = new byte[0];
        try {
            Memory.require(name, slices.get(from).file().layout().frameBytes() + header.sliceBytes());
            byte[] samples = new byte[slices.get(from).file().layout().frameBytes()];
            for (int index = from; index < to; index++) {
                progress.at((double) (index - from) / (to - from), "Reading slice " + (index + 1) + " of " + slices.size());
                Slice slice = slices.get(index);
                if (pixels == null || !slice.file().path().equals(open)) {
                    if (file != null) file.close();
                    file = DicomFile.open(slice.file().path());
                    pixels = PixelData.of(file);
                    open = slice.file().path();
                    if (seen) colours = SeenColours.of(file, pixels.layout());
                    if (!pixels.layout().equals(slice.file().layout()))
                        throw FormatException.of(file.name(), "", "the file was changed since its folder was read.", "Open the folder again.");
                }
                PixelLayout.Photometric meaning = pixels.frame(slice.frame(), samples);
                if (colours == null && header.type() == slice.file().layout().type()) {
                    sink.slice(index, samples);
                    continue;
                }
                if (changed.length == 0) changed = new byte[Math.toIntExact(header.sliceBytes())];
                if (colours != null) colours.convert(samples, meaning, changed);
                else scale(samples, slice, changed);
                sink.slice(index, changed);
            }
        } finally {
            if (file != null) file.close();
        }
    }

    private void scale(byte[] samples, Slice slice, byte[] out) {
        if (header.type() != SampleType.FLOAT32) throw new IllegalStateException("only slices of differing scale are converted");
        SampleType type = slice.file().layout().type();
        double slope = slice.description().slope(), intercept = slice.description().intercept();
        ByteBuffer floats = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < out.length / 4; i++) floats.putFloat(4 * i, (float) (slope * type.value(samples, i) + intercept));
    }

    /// The sample type, scale and channels that hold for all `slices`.
    static ImageHeader header(org.maskwright.geometry.Geometry geometry, int frames, List<Slice> slices) {
        ImageFile file = slices.getFirst().file();
        PixelLayout layout = file.layout();
        ImageFile.Frame first = slices.getFirst().description();
        boolean oneScale = slices.stream().allMatch(s -> s.description().slope() == first.slope() && s.description().intercept() == first.intercept());
        return new ImageHeader(geometry, oneScale ? layout.type() : SampleType.FLOAT32, layout.samples(), true, frames,
                oneScale ? first.slope() : 1, oneScale ? first.intercept() : 0, file.kind(), file.info(), org.maskwright.label.LabelTable.EMPTY);
    }
}
