package org.maskwright.format.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.FileBytes;
import org.maskwright.format.dicom.image.KnownFrames;
import org.maskwright.format.dicom.image.LookupTable;
import org.maskwright.format.dicom.image.PixelData;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.format.dicom.image.SeenColours;

/// Reads slices one after another, keeping a file open as long as they come from it. Used by one thread.
final class SliceReader implements AutoCloseable {
    /// An open file.
    private record Open(Path path, Closeable file, PixelData pixels, @Nullable SeenColours colours, @Nullable LookupTable table) {}

    private final ImageHeader header;
    private final boolean seen;
    private @Nullable Open open;
    private byte[] frame = new byte[0];
    private int frameIndex = -1;
    private PixelLayout.Photometric meaning = PixelLayout.Photometric.MONOCHROME2;

    /// @param header of the image that the slices make up
    /// @param seen whether stored codings of colour are undone, and lookup tables applied
    SliceReader(ImageHeader header, boolean seen) {
        this.header = header;
        this.seen = seen;
    }

    /// Fills `out` with the samples of `slice`, of the header's type and channels.
    void read(Slice slice, byte[] out) throws IOException, FormatException {
        Open from = open(slice.file());
        boolean asStored = from.colours == null && from.table == null && header.type() == slice.file().layout().type();
        if (asStored && slice.file().mosaic().isEmpty()) {
            from.pixels.frame(slice.frame(), out);
            return;
        }
        byte[] stored = stored(from, slice);
        if (from.colours != null) from.colours.convert(stored, meaning, out);
        else if (from.table != null) look(from.table, stored, slice.file().layout().type(), out);
        else if (asStored) System.arraycopy(stored, 0, out, 0, out.length);
        else scale(stored, slice, out);
    }

    /// Refuses a slice whose packed frame says another size than its header.
    void check(Slice slice) throws IOException, FormatException {
        open(slice.file()).pixels.check(slice.frame());
    }

    private Open open(ImageFile file) throws IOException, FormatException {
        if (open != null && open.path.equals(file.path())) return open;
        close();
        Open now = seen ? null : openKnown(file);
        return open = now == null ? openAnew(file) : now;
    }

    /// Without reading the header again, where it is known; null where it is not, or the file has changed.
    private static @Nullable Open openKnown(ImageFile file) throws IOException, FormatException {
        KnownFrames known = file.known().orElse(null);
        if (known == null) return null;
        FileBytes bytes = FileBytes.open(file.path());
        boolean usable = false;
        try {
            if (!known.holdFor(file.path(), bytes)) return null;
            PixelData pixels = PixelData.of(bytes, known, file.layout());
            usable = true;
            return new Open(file.path(), bytes, pixels, null, null);
        } finally {
            if (!usable) bytes.close();
        }
    }

    private Open openAnew(ImageFile file) throws IOException, FormatException {
        DicomFile opened = DicomFile.open(file.path());
        boolean usable = false;
        try {
            PixelData pixels = PixelData.of(opened);
            if (!pixels.layout().equals(file.layout())) throw FormatException.of(opened.name(), "", "the file was changed since its folder was read.", "Open the folder again.");
            Open now = new Open(file.path(), opened, pixels, seen && !file.hasModalityTable() ? SeenColours.of(opened, pixels.layout()) : null,
                    seen && file.hasModalityTable() ? ValueReader.modalityTable(opened.name(), opened.attributes(), pixels.layout()) : null);
            usable = true;
            return now;
        } finally {
            if (!usable) opened.close();
        }
    }

    private byte[] stored(Open from, Slice slice) throws IOException, FormatException {
        PixelLayout layout = slice.file().layout();
        SiemensMosaic mosaic = slice.file().mosaic().orElse(null);
        int wanted = mosaic == null ? slice.frame() : 0;
        if (frame.length != layout.frameBytes()) frame = new byte[layout.frameBytes()];
        else if (frameIndex == wanted && mosaic != null) return tile(mosaic, slice, layout);
        frameIndex = -1; // if decoding fails, what is there is of no use
        meaning = from.pixels.frame(wanted, frame);
        frameIndex = wanted;
        return mosaic == null ? frame : tile(mosaic, slice, layout);
    }

    private byte[] tile(SiemensMosaic mosaic, Slice slice, PixelLayout layout) {
        int pixelBytes = layout.samples() * layout.type().bytes();
        byte[] tile = new byte[mosaic.columns() * mosaic.rows() * pixelBytes];
        mosaic.cut(frame, slice.frame(), pixelBytes, tile);
        return tile;
    }

    private static void look(LookupTable table, byte[] samples, SampleType type, byte[] out) {
        ByteBuffer values = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < out.length / 2; i++) values.putShort(2 * i, (short) table.output(type.value(samples, i)));
    }

    private void scale(byte[] samples, Slice slice, byte[] out) {
        if (header.type() != SampleType.FLOAT32) throw new IllegalStateException("only slices of differing scale are converted");
        SampleType type = slice.file().layout().type();
        double slope = slice.description().slope(), intercept = slice.description().intercept();
        ByteBuffer floats = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < out.length / 4; i++) floats.putFloat(4 * i, (float) (slope * type.value(samples, i) + intercept));
    }

    @Override
    public void close() throws IOException {
        frameIndex = -1;
        Open was = open;
        open = null;
        if (was != null) was.file.close();
    }
}
