package org.maskwright.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Point;

/// Writes DICOM files for tests, right or wrong as they are told: one data set, changed in place until it is encoded.
public final class DicomFiles {
    private record Element(VR vr, byte[] bytes, int numberBytes, List<DicomFiles> items, boolean definedLength) {}

    private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

    /// An empty data set.
    public static DicomFiles empty() {
        return new DicomFiles();
    }

    /// A CT slice of signed 16-bit samples `100·instance + index`, upright, 1 mm pixels, at height `instance` mm.
    public static DicomFiles slice(int columns, int rows, int instance) {
        short[] samples = new short[columns * rows];
        for (int i = 0; i < samples.length; i++) samples[i] = (short) (100 * instance + i);
        return empty().text(Tag.SOPClassUID, VR.UI, UID.CTImageStorage).text(Tag.SOPInstanceUID, VR.UI, "1.2.3.4." + instance)
                .text(Tag.Modality, VR.CS, "CT").text(Tag.SeriesInstanceUID, VR.UI, "1.2.3").text(Tag.SeriesNumber, VR.IS, "7")
                .text(Tag.SeriesDescription, VR.LO, "thorax").text(Tag.InstanceNumber, VR.IS, String.valueOf(instance))
                .at(new Point(0, 0, instance)).numbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0).numbers(Tag.PixelSpacing, 1, 1)
                .shorts(Tag.SamplesPerPixel, 1).text(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2").shorts(Tag.Rows, rows).shorts(Tag.Columns, columns)
                .shorts(Tag.BitsAllocated, 16).shorts(Tag.BitsStored, 16).shorts(Tag.HighBit, 15).shorts(Tag.PixelRepresentation, 1)
                .numbers(Tag.RescaleIntercept, -1024).numbers(Tag.RescaleSlope, 1).pixels(samples);
    }

    /// Sets where the slice lies.
    public DicomFiles at(Point position) {
        return numbers(Tag.ImagePositionPatient, position.x(), position.y(), position.z());
    }

    public DicomFiles without(int tag) {
        elements.remove(tag);
        return this;
    }

    public DicomFiles text(int tag, VR vr, String text) {
        return bytes(tag, vr, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Decimal strings.
    public DicomFiles numbers(int tag, double... values) {
        return text(tag, VR.DS, DoubleStream.of(values).mapToObj(DicomFiles::decimal).collect(Collectors.joining("\\")));
    }

    private static String decimal(double value) {
        String text = String.format(Locale.ROOT, "%.10g", value);
        return text.contains(".") && !text.contains("e") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /// Unsigned 16-bit numbers.
    public DicomFiles shorts(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) bytes.putShort((short) value);
        elements.put(tag, new Element(VR.US, bytes.array(), 2, List.of(), true));
        return this;
    }

    public DicomFiles pixels(short... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) bytes.putShort(sample);
        elements.put(Tag.PixelData, new Element(VR.OW, bytes.array(), 2, List.of(), true));
        return this;
    }

    public DicomFiles bytes(int tag, VR vr, byte[] bytes) {
        elements.put(tag, new Element(vr, bytes.clone(), 1, List.of(), true));
        return this;
    }

    /// @param definedLength spell the lengths of the sequence and its items, else end them by delimiters
    public DicomFiles sequence(int tag, boolean definedLength, DicomFiles... items) {
        elements.put(tag, new Element(VR.SQ, new byte[0], 1, List.of(items), definedLength));
        return this;
    }

    /// A whole file in a native syntax.
    public byte[] encode(String syntax) {
        boolean explicit = !syntax.equals(UID.ImplicitVRLittleEndian), bigEndian = syntax.equals(UID.ExplicitVRBigEndian);
        byte[] dataset = dataset(explicit, bigEndian);
        if (syntax.equals(UID.DeflatedExplicitVRLittleEndian)) dataset = deflate(dataset);
        return file(syntax, dataset);
    }

    /// The data set alone: without preamble and meta information.
    public byte[] dataset(boolean explicit, boolean bigEndian) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        elements.forEach((tag, element) -> write(out, tag, element, explicit, bigEndian));
        return out.toByteArray();
    }

    /// A whole file with encapsulated pixel data.
    ///
    /// @param frames fragments of each frame
    public byte[] encapsulated(String syntax, boolean offsetTable, List<List<byte[]>> frames) {
        without(Tag.PixelData);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(dataset(true, false));
        header(out, Tag.PixelData, VR.OB, -1, true, false);
        ByteBuffer table = ByteBuffer.allocate(offsetTable ? 4 * frames.size() : 0).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (List<byte[]> frame : frames) {
            if (offsetTable) table.putInt(items.size());
            for (byte[] fragment : frame) item(items, fragment);
        }
        item(out, table.array());
        out.writeBytes(items.toByteArray());
        delimiter(out, Tag.SequenceDelimitationItem, false);
        return file(syntax, out.toByteArray());
    }

    private static void item(ByteArrayOutputStream out, byte[] bytes) {
        number(out, 0xFFFE, 2, false);
        number(out, 0xE000, 2, false);
        number(out, bytes.length + (bytes.length & 1), 4, false);
        out.writeBytes(bytes);
        if (bytes.length % 2 == 1) out.write(0);
    }

    /// Preamble, signature, meta information and `dataset`.
    public static byte[] file(String syntax, byte[] dataset) {
        byte[] meta = empty().text(Tag.TransferSyntaxUID, VR.UI, syntax).dataset(true, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        header(out, Tag.FileMetaInformationGroupLength, VR.UL, 4, true, false);
        number(out, meta.length, 4, false);
        out.writeBytes(meta);
        out.writeBytes(dataset);
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9, true))) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int tag, Element element, boolean explicit, boolean bigEndian) {
        if (element.vr == VR.SQ) {
            writeSequence(out, tag, element, explicit, bigEndian);
            return;
        }
        int odd = element.bytes.length & 1;
        header(out, tag, element.vr, element.bytes.length + odd, explicit, bigEndian);
        if (element.numberBytes == 1 || !bigEndian) out.writeBytes(element.bytes);
        else for (int at = 0; at < element.bytes.length; at += element.numberBytes)
            for (int b = 0; b < element.numberBytes; b++) out.write(element.bytes[at + element.numberBytes - 1 - b]);
        if (odd == 1) out.write(element.vr == VR.UI || element.vr == VR.OB ? 0 : ' ');
    }

    private static void writeSequence(ByteArrayOutputStream out, int tag, Element element, boolean explicit, boolean bigEndian) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (DicomFiles item : element.items) {
            byte[] bytes = item.dataset(explicit, bigEndian);
            number(items, 0xFFFE, 2, bigEndian);
            number(items, 0xE000, 2, bigEndian);
            number(items, element.definedLength ? bytes.length : -1, 4, bigEndian);
            items.writeBytes(bytes);
            if (!element.definedLength) delimiter(items, Tag.ItemDelimitationItem, bigEndian);
        }
        header(out, tag, VR.SQ, element.definedLength ? items.size() : -1, explicit, bigEndian);
        out.writeBytes(items.toByteArray());
        if (!element.definedLength) delimiter(out, Tag.SequenceDelimitationItem, bigEndian);
    }

    private static void delimiter(ByteArrayOutputStream out, int tag, boolean bigEndian) {
        number(out, tag >>> 16, 2, bigEndian);
        number(out, tag & 0xFFFF, 2, bigEndian);
        number(out, 0, 4, bigEndian);
    }

    private static void header(ByteArrayOutputStream out, int tag, VR vr, int length, boolean explicit, boolean bigEndian) {
        number(out, tag >>> 16, 2, bigEndian);
        number(out, tag & 0xFFFF, 2, bigEndian);
        if (!explicit) {
            number(out, length, 4, bigEndian);
            return;
        }
        out.writeBytes(vr.name().getBytes(StandardCharsets.US_ASCII));
        if (vr.hasLongLength()) number(out, 0, 2, bigEndian);
        number(out, length, vr.hasLongLength() ? 4 : 2, bigEndian);
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes, boolean bigEndian) {
        for (int b = 0; b < bytes; b++) out.write((int) (value >> 8 * (bigEndian ? bytes - 1 - b : b)));
    }

    /// Writes a file in explicit little endian.
    public Path write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, encode(UID.ExplicitVRLittleEndian));
    }

    /// Writes `slices` into `folder` under names whose order says nothing of theirs.
    public static Path series(Path folder, List<DicomFiles> slices) throws IOException {
        for (int i = 0; i < slices.size(); i++) slices.get(i).write(folder.resolve(Integer.toHexString(slices.size() * 7919 - i * 31)));
        return folder;
    }

    /// `count` slices of [#slice], 1 mm apart.
    public static List<DicomFiles> stack(int columns, int rows, int count) {
        List<DicomFiles> slices = new ArrayList<>();
        for (int z = 0; z < count; z++) slices.add(slice(columns, rows, z));
        return slices;
    }
}
