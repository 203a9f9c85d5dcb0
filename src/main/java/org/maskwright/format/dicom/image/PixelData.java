package org.maskwright.format.dicom.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.BulkData;
import org.maskwright.format.dicom.data.ByteSource;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.TransferSyntax;
import org.maskwright.format.dicom.data.UID;

/// The frames of an open file, decoded on request. Used by one thread at a time.
public final class PixelData {
    private final ByteSource source;
    private final PixelLayout layout;
    private final @Nullable NativeFrames frames;
    private final @Nullable Fragments fragments;
    private final @Nullable FrameCodec codec;

    private PixelData(ByteSource source, PixelLayout layout, @Nullable NativeFrames frames, @Nullable Fragments fragments, @Nullable FrameCodec codec) {
        this.source = source;
        this.layout = layout;
        this.frames = frames;
        this.fragments = fragments;
        this.codec = codec;
    }

    /// @throws FormatException if there is no image, its description is wrong, or its transfer syntax is not read
    public static PixelData of(DicomFile file) throws IOException, FormatException {
        BulkData data = file.pixelData().orElse(null);
        if (data == null) throw FormatException.of(file.name(), "", "it holds no image.", "Choose a file of an image series.");
        PixelLayout layout = PixelLayout.of(file.name(), file.attributes());
        String syntax = file.syntax().uid();
        if (file.syntax().isNative()) {
            if (data.isEncapsulated()) throw FormatException.unexpected(file.name(), "pixel data", "a length, for the syntax is " + file.syntax().name(), "fragments",
                    "The header is damaged: export the series again.");
            return new PixelData(file.data(), layout, new NativeFrames(file.data(), data, isBigEndian(file.syntax()), layout), null, null);
        }
        FrameCodec codec = codec(file, syntax);
        if (!data.isEncapsulated()) throw FormatException.unexpected(file.name(), "pixel data", "fragments, for the syntax is " + file.syntax().name(), data.length() + " bytes in one piece",
                "The header is damaged: export the series again.");
        if (layout.floating()) throw FormatException.unsupported(file.name(), "", "compressed floating-point pixel data", "Export it uncompressed.");
        return new PixelData(file.data(), layout, null, Fragments.find(file.data(), data, layout.frames(), extendedOffsets(file)), codec);
    }

    /// Frames that were found before.
    ///
    /// @param source the file, unchanged since
    public static PixelData of(ByteSource source, KnownFrames known, PixelLayout layout) throws IOException, FormatException {
        return new PixelData(source, layout, new NativeFrames(source, known.data(), known.bigEndian(), layout), null, null);
    }

    static boolean isBigEndian(TransferSyntax syntax) {
        return syntax.bigEndian() || syntax.uid().equals(UID.GEPrivateBigEndianPixels);
    }

    /// The layout of the image in `file`, from its header alone, after a look whether the file is long enough for it.
    ///
    /// @throws FormatException if there is no image, its description is wrong, or the file is cut short
    public static PixelLayout layout(DicomFile file) throws IOException, FormatException {
        PixelLayout layout = PixelLayout.of(file.name(), file.attributes());
        BulkData data = file.pixelData().orElse(null);
        if (data == null) throw FormatException.of(file.name(), "", "it holds no image.", "Choose a file of an image series.");
        if (!data.isEncapsulated()) NativeFrames.requireRoom(file.data(), data, layout);
        else if (!file.data().has(data.position(), 8L * layout.frames() + 8)) throw FormatException.of(file.name(), "pixel data",
                "its " + layout.frames() + " frames do not fit into the rest of the file.", "The file is cut short: copy or export it again.");
        return layout;
    }

    private static long[] extendedOffsets(DicomFile file) {
        byte[] bytes = file.attributes().getBytes(Tag.ExtendedOffsetTable);
        long[] offsets = new long[bytes.length / 8];
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(offsets);
        return offsets;
    }

    private static FrameCodec codec(DicomFile file, String syntax) throws FormatException {
        return switch (syntax) {
            case UID.RLELossless -> new RleCodec();
            case UID.DeflatedImageFrameCompression -> new DeflatedFrameCodec();
            case UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit, UID.JPEGLossless, UID.JPEGLosslessSV1 -> new JpegCodec();
            case UID.JPEGLSLossless, UID.JPEGLSNearLossless -> new JpegLsCodec();
            case UID.JPEG2000Lossless, UID.JPEG2000 -> new Jpeg2000Codec();
            default -> throw FormatException.unsupported(file.name(), "element " + Tag.toString(Tag.TransferSyntaxUID), file.syntax().name(),
                    "Export the series uncompressed, or convert it with another program first.");
        };
    }

    public PixelLayout layout() {
        return layout;
    }

    /// Decodes frame `index`, from 0, into `out`: samples of [PixelLayout#type], little-endian, the colours of a pixel side
    /// by side, row by row; [PixelLayout#frameBytes] of them.
    ///
    /// @return what the samples mean, which for compressed colours may differ from what the header says
    public PixelLayout.Photometric frame(int index, byte[] out) throws IOException, FormatException {
        PixelLayout.Photometric meaning = rawFrame(index, out);
        UnusedBits.settle(out, layout);
        return meaning;
    }

    /// Refuses a packed frame that says another size than the header, before memory is taken for it.
    public void check(int index) throws IOException, FormatException {
        if (fragments != null && codec != null) codec.check(source.name(), fragments.frame(index), layout);
    }

    /// As [#frame], but with whatever stands in the bits that are not counted as stored.
    public PixelLayout.Photometric rawFrame(int index, byte[] out) throws IOException, FormatException {
        if (index < 0 || index >= layout.frames()) throw new IllegalArgumentException("frame " + index + " of " + layout.frames());
        if (out.length != layout.frameBytes()) throw new IllegalArgumentException("a frame has " + layout.frameBytes() + " bytes, got room for " + out.length);
        if (frames != null) return frames.read(index, out);
        if (fragments != null && codec != null) return codec.decode(source.name(), fragments.frame(index), layout, out);
        throw new IllegalStateException("neither frames nor fragments");
    }
}
