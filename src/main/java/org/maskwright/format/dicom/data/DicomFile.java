package org.maskwright.format.dicom.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.maskwright.format.FormatException;

/// One DICOM file: its header in memory, its pixel data where they lie. Open until closed; used by one thread at a time.
///
/// Read are files of PS3.10, and, because archives are old, files without preamble or without file meta information.
public final class DicomFile implements Closeable {
    private static final int PREAMBLE = 128;

    private final ByteSource data;
    private final TransferSyntax syntax;
    private final Attributes meta, attributes;

    private DicomFile(ByteSource data, TransferSyntax syntax, Attributes meta, Attributes attributes) {
        this.data = data;
        this.syntax = syntax;
        this.meta = meta;
        this.attributes = attributes;
    }

    /// Opens a file and reads its header, up to the pixel data.
    ///
    /// @throws FormatException if it is no DICOM, or its header is damaged
    public static DicomFile open(Path file) throws IOException, FormatException {
        return open(FileBytes.open(file));
    }

    /// As [#open(Path)], for bytes from anywhere; closes `source` if it fails.
    public static DicomFile open(ByteSource source) throws IOException, FormatException {
        boolean opened = false;
        try {
            DicomFile file = read(source);
            opened = true;
            return file;
        } finally {
            if (!opened) source.close();
        }
    }

    private static DicomFile read(ByteSource source) throws IOException, FormatException {
        byte[] first = new byte[PREAMBLE + 24];
        int count = source.read(0, first, 0, first.length);
        int start = start(first, count);
        if (start < 0) throw FormatException.unexpected(source.name(), "byte 128", "the letters DICM", "none", "This is no DICOM file.");
        Attributes meta = new Attributes(source.name(), null);
        DicomInput input = new DicomInput(source, start);
        input.readMeta(meta);
        long dataset = input.position();
        String uid = meta.getString(Tag.TransferSyntaxUID, "");
        ByteSource data = source;
        TransferSyntax syntax = uid.isEmpty() ? guess(source, dataset) : TransferSyntax.of(uid);
        if (syntax.deflated()) {
            data = new InflatedBytes(source, dataset);
            dataset = 0;
        } else if (!uid.isEmpty()) {
            syntax = corrected(syntax, source, dataset);
        }
        Attributes attributes = new Attributes(source.name(), null);
        new DicomInput(data, dataset).readDataset(attributes, syntax.explicitVr(), syntax.bigEndian());
        if (attributes.tags().isEmpty() && meta.tags().isEmpty())
            throw FormatException.unexpected(source.name(), "byte " + start, "data elements", "none", "The file is cut short: copy or export it again.");
        return new DicomFile(data, syntax, meta, attributes);
    }

    /// Whether a file that begins with `first` (some hundred bytes) is DICOM: 2 surely, 1 perhaps (no signature), 0 no.
    public static int recognize(byte[] first) {
        int start = start(first, first.length);
        return start == PREAMBLE + 4 ? 2 : start >= 0 ? 1 : 0;
    }

    /// Where the elements begin, or -1.
    private static int start(byte[] first, int count) {
        if (count >= PREAMBLE + 4 && isDicm(first, PREAMBLE)) return PREAMBLE + 4;
        if (count >= 4 && isDicm(first, 0)) return 4;
        return isElement(first, count, 0) ? 0 : count > PREAMBLE && isElement(first, count, PREAMBLE) && isBlank(first) ? PREAMBLE : -1;
    }

    private static boolean isDicm(byte[] bytes, int at) {
        return bytes[at] == 'D' && bytes[at + 1] == 'I' && bytes[at + 2] == 'C' && bytes[at + 3] == 'M';
    }

    private static boolean isBlank(byte[] first) {
        for (int i = 0; i < PREAMBLE; i++) if (first[i] != 0) return false;
        return true;
    }

    /// Whether a plausible first element stands at `at`: of group 2 or 8, low in its group, with a small length.
    private static boolean isElement(byte[] b, int count, int at) {
        if (count < at + 8) return false;
        int a = b[at] & 0xFF, c = b[at + 1] & 0xFF;
        boolean little = (a == 2 || a == 8) && c == 0, big = a == 0 && c == 8;
        if (!little && !big) return false;
        int element = little ? (b[at + 3] & 0xFF) << 8 | b[at + 2] & 0xFF : (b[at + 2] & 0xFF) << 8 | b[at + 3] & 0xFF;
        if (element > 0x20) return false;
        if (VR.of(b[at + 4], b[at + 5]).isPresent()) return true;
        int length = little ? word(b, at + 4) : Integer.reverseBytes(word(b, at + 4));
        return length >= 0 && length <= 256 && length % 2 == 0;
    }

    private static int word(byte[] b, int at) {
        return (b[at + 3] & 0xFF) << 24 | (b[at + 2] & 0xFF) << 16 | (b[at + 1] & 0xFF) << 8 | b[at] & 0xFF;
    }

    /// The native syntax that the first element of a data set without meta information speaks.
    private static TransferSyntax guess(ByteSource source, long dataset) throws IOException, FormatException {
        byte[] b = new byte[8];
        if (source.read(dataset, b, 0, 8) < 8) return TransferSyntax.of(UID.ImplicitVRLittleEndian);
        boolean big = b[0] == 0 && b[1] != 0;
        boolean explicit = VR.of(b[4], b[5]).isPresent();
        if (big && !explicit) return new TransferSyntax(UID.ExplicitVRBigEndian, false, true, false); // of the time before DICOM
        return TransferSyntax.of(big ? UID.ExplicitVRBigEndian : explicit ? UID.ExplicitVRLittleEndian : UID.ImplicitVRLittleEndian);
    }

    /// `declared`, unless the first element plainly speaks another: some writers name one syntax and write another.
    private static TransferSyntax corrected(TransferSyntax declared, ByteSource source, long dataset) throws IOException, FormatException {
        byte[] b = new byte[8];
        if (source.read(dataset, b, 0, 8) < 8) return declared;
        boolean big = b[0] == 0 && b[1] != 0, little = b[0] != 0 && b[1] == 0;
        boolean explicit = VR.of(b[4], b[5]).isPresent();
        if (!big && !little) return declared;
        if (big == declared.bigEndian() && explicit == declared.explicitVr()) return declared;
        if (!declared.isNative()) return new TransferSyntax(declared.uid(), explicit, big, false);
        return guess(source, dataset);
    }

    /// The file's name, for messages.
    public String name() {
        return data.name();
    }

    public TransferSyntax syntax() {
        return syntax;
    }

    /// The file meta information: group 2.
    public Attributes meta() {
        return meta;
    }

    /// The data set, up to the pixel data.
    public Attributes attributes() {
        return attributes;
    }

    /// Where the pixel data lies, if there is any: the image's, of whichever type.
    public Optional<BulkData> pixelData() {
        return attributes.getBulkData(Tag.PixelData).or(() -> attributes.getBulkData(Tag.FloatPixelData))
                .or(() -> attributes.getBulkData(Tag.DoubleFloatPixelData));
    }

    /// The data set to be changed and written again, its pixel data streamed out of this file, which has to stay open until
    /// then. What stands behind the pixel data, such as signatures, is not in it.
    public Attributes copy() {
        return new Attributes(attributes, bulk -> Optional.of(stream(bulk)));
    }

    /// The syntax in which [DicomOutput] writes the [#copy]: this file's own if its pixel data is encapsulated.
    public String copySyntax() {
        return syntax.isNative() || syntax.deflated() ? UID.ExplicitVRLittleEndian : syntax.uid();
    }

    private StreamedValue stream(BulkData bulk) {
        if (bulk.isEncapsulated()) return new StreamedValue(VR.OB, -1, out -> Streaming.fragments(data, bulk, out));
        boolean swapped = bulk.bigEndian() || syntax.uid().equals(UID.GEPrivateBigEndianPixels) && bulk.vr() == VR.OW;
        return new StreamedValue(bulk.vr(), bulk.length() + bulk.length() % 2, out -> Streaming.value(data, bulk, swapped ? wordBytes(bulk) : 1, out));
    }

    /// Bytes of one number: of an image with more than 16 bits a pixel those of the pixel.
    private int wordBytes(BulkData bulk) throws FormatException {
        boolean wide = pixelData().filter(bulk::equals).isPresent() && attributes.getInt(Tag.BitsAllocated, 16) == 32;
        return wide ? 4 : bulk.vr().numberBytes();
    }

    /// The bytes that [BulkData] points into.
    public ByteSource data() {
        return data;
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
