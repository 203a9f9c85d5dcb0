package org.maskwright.format.dicom.data;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.maskwright.format.FormatException;

/// Writes a data set as a DICOM file (PS3.10): preamble, file meta information, elements in explicit VR little endian.
///
/// Sequences and their items end by delimiters, so nothing has to be measured beforehand. A value too long for the two bytes
/// that its representation has for its length is written as UN, as PS3.5, 6.2.2 demands. Values that are streamed never
/// stand in memory.
public final class DicomOutput {
    /// Says which program wrote a file.
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.280694138064574988640545523704854145918";

    private static final String IMPLEMENTATION_VERSION_NAME = "MASKWRIGHT";
    private static final int UNDEFINED = 0xFFFFFFFF;
    private static final long LONGEST_SHORT = 0xFFFE, LONGEST = 0xFFFFFFFEL;

    private final OutputStream out;

    private DicomOutput(OutputStream out) {
        this.out = out;
    }

    /// Writes `dataset`, which names its SOP class and instance, as a whole file.
    ///
    /// @param out left open
    /// @throws FormatException if a streamed value cannot be read, or is longer than DICOM can say
    public static void write(Attributes dataset, OutputStream out) throws IOException, FormatException {
        write(dataset, UID.ExplicitVRLittleEndian, out);
    }

    /// As [#write(Attributes,OutputStream)], for a data set whose pixel data is encapsulated.
    ///
    /// @param transferSyntaxUid one that is spelt in explicit VR little endian and not deflated
    public static void write(Attributes dataset, String transferSyntaxUid, OutputStream out) throws IOException, FormatException {
        TransferSyntax syntax = TransferSyntax.of(transferSyntaxUid);
        if (!syntax.explicitVr() || syntax.bigEndian() || syntax.deflated()) throw new IllegalArgumentException(syntax.name() + " is not written");
        for (int tag : new int[] {Tag.SOPClassUID, Tag.SOPInstanceUID}) if (!dataset.containsValue(tag)) throw new IllegalArgumentException("a file needs element " + Tag.toString(tag));
        Attributes meta = new Attributes()
                .setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
                .setString(Tag.MediaStorageSOPClassUID, VR.UI, dataset.getString(Tag.SOPClassUID, ""))
                .setString(Tag.MediaStorageSOPInstanceUID, VR.UI, dataset.getString(Tag.SOPInstanceUID, ""))
                .setString(Tag.TransferSyntaxUID, VR.UI, transferSyntaxUid)
                .setString(Tag.ImplementationClassUID, VR.UI, IMPLEMENTATION_CLASS_UID)
                .setString(Tag.ImplementationVersionName, VR.SH, IMPLEMENTATION_VERSION_NAME);
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        DicomOutput output = new DicomOutput(buffered);
        buffered.write(new byte[128]);
        buffered.write(new byte[] {'D', 'I', 'C', 'M'});
        output.value(Tag.FileMetaInformationGroupLength, VR.UL, length(meta));
        output.dataset(meta);
        output.dataset(dataset.forOutput());
        buffered.flush();
    }

    /// The four bytes of how long the elements of the file meta information are, all of them plain values.
    private static byte[] length(Attributes meta) {
        int total = 0;
        for (Attributes.Element element : meta.elements().values())
            if (element instanceof Attributes.Value value) total += (value.vr().hasLongLength() ? 12 : 8) + value.bytes().length;
        return new byte[] {(byte) total, (byte) (total >> 8), 0, 0};
    }

    private void dataset(Attributes dataset) throws IOException, FormatException {
        for (Map.Entry<Integer, Attributes.Element> entry : dataset.elements().entrySet()) {
            int tag = entry.getKey();
            if (Tag.element(tag) == 0) continue; // lengths of groups, which are retired and may be wrong by now
            switch (entry.getValue()) {
                case Attributes.Value value -> value(tag, value.vr(), value.bytes());
                case Attributes.Items items -> items(tag, items);
                case Attributes.Streamed streamed -> streamed(tag, streamed.value());
                case Attributes.Bulk _ -> throw new IllegalStateException("a copy holds no value of a file");
            }
        }
    }

    private void value(int tag, VR vr, byte[] bytes) throws IOException {
        header(tag, vr, bytes.length);
        out.write(bytes);
    }

    private void header(int tag, VR declared, long length) throws IOException {
        VR vr = !declared.hasLongLength() && length > LONGEST_SHORT ? VR.UN : declared;
        tag(tag);
        out.write(vr.name().charAt(0));
        out.write(vr.name().charAt(1));
        if (vr.hasLongLength()) {
            u16(0);
            u32((int) length);
        } else {
            u16((int) length);
        }
    }

    private void items(int tag, Attributes.Items items) throws IOException, FormatException {
        header(tag, VR.SQ, items.items().isEmpty() ? 0 : UNDEFINED);
        if (items.items().isEmpty()) return;
        for (Attributes item : items.items()) {
            tag(Tag.Item);
            u32(UNDEFINED);
            dataset(item);
            tag(Tag.ItemDelimitationItem);
            u32(0);
        }
        tag(Tag.SequenceDelimitationItem);
        u32(0);
    }

    private void streamed(int tag, StreamedValue value) throws IOException, FormatException {
        if (value.length() > LONGEST) throw FormatException.of("element " + Tag.toString(tag), "", "it needs " + value.length() + " bytes, but DICOM has values of at most 4 GiB.",
                "Write fewer frames or labels into one file.");
        header(tag, value.vr(), value.length() < 0 ? UNDEFINED : value.length());
        Counted counted = new Counted(out);
        value.content().writeTo(counted);
        if (value.length() >= 0 && counted.count != value.length())
            throw new IllegalStateException(Tag.toString(tag) + " promised " + value.length() + " bytes and wrote " + counted.count);
        if (value.length() >= 0) return;
        tag(Tag.SequenceDelimitationItem);
        u32(0);
    }

    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int n) throws IOException {
            out.write(bytes, from, n);
            count += n;
        }
    }

    private void tag(int tag) throws IOException {
        u16(tag >>> 16);
        u16(tag);
    }

    private void u16(int value) throws IOException {
        out.write(value);
        out.write(value >>> 8);
    }

    private void u32(int value) throws IOException {
        u16(value);
        u16(value >>> 16);
    }
}
