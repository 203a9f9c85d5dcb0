package org.maskwright.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;

/// Lies in one data element of a DICOM file: its tag, its representation, its length or its value; leaves elements out, doubles
/// and exchanges them, and buries them in sequences.
final class DicomMutator implements Mutator {
    private static final int[] TAGS = {Tag.Rows, Tag.Columns, Tag.BitsAllocated, Tag.BitsStored, Tag.HighBit, Tag.PixelRepresentation, Tag.SamplesPerPixel, Tag.PhotometricInterpretation,
            Tag.NumberOfFrames, Tag.PixelSpacing, Tag.ImagePositionPatient, Tag.ImageOrientationPatient, Tag.RescaleSlope, Tag.RescaleIntercept, Tag.PixelData, Tag.FloatPixelData,
            Tag.SharedFunctionalGroupsSequence, Tag.PerFrameFunctionalGroupsSequence, Tag.SOPClassUID, Tag.SpecificCharacterSet, Tag.Item, Tag.ItemDelimitationItem,
            Tag.SequenceDelimitationItem, 0, -1, 0x00290010, 0x00291010, 0x60003000, Tag.TransferSyntaxUID, 0x00020000, Tag.GridFrameOffsetVector, Tag.ModalityLUTSequence};
    private static final List<String> TEXTS = List.of("", "0", "-1", "1", "nan", "1e400", "1e-300", "-0", "1\\1", "0\\0", "1\\0\\0\\0\\1\\0", "1\\0\\0\\1\\0\\0", "0\\0\\0\\0\\0\\0", "nan\\nan\\nan", "2147483647",
            "2147483648", "99999999999", "-2147483648", "1\\2\\3\\4\\5\\6\\7\\8", "\\\\\\\\", "1e30\\1e30\\1e30", "1d", "0x10", "RGB", "YBR_FULL", "YBR_FULL_422", "PALETTE COLOR", "MONOCHROME1", "ISO 2022 IR 87", "COLUMNS", "MOSAIC");
    private static final List<String> SYNTAXES = List.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.DeflatedExplicitVRLittleEndian, UID.ExplicitVRBigEndian, UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit, UID.JPEGLossless, UID.JPEGLosslessSV1, UID.JPEGLSLossless, UID.JPEGLSNearLossless, UID.JPEG2000Lossless, UID.JPEG2000, UID.RLELossless, UID.GEPrivateBigEndianPixels, "1.2", "");
    private static final int DEEPEST = 10_000;

    @Override
    public byte[] mutate(byte[] bytes, Random random) {
        List<DicomElements.Element> elements = DicomElements.of(bytes);
        if (elements.isEmpty()) return bytes;
        DicomElements.Element e = elements.get(random.nextInt(elements.size()));
        return switch (random.nextInt(14)) {
            case 0, 1 -> length(bytes, e, random);
            case 2 -> representation(bytes, e, random);
            case 3 -> tag(bytes, e, TAGS[random.nextInt(TAGS.length)]);
            case 4, 5, 6 -> value(bytes, e, random);
            case 7 -> ByteMutator.without(bytes, e.at(), e.end() - e.at());
            case 8 -> ByteMutator.spliced(bytes, elements.get(random.nextInt(elements.size())).at(), Arrays.copyOfRange(bytes, e.at(), e.end()));
            case 9 -> ByteMutator.spliced(ByteMutator.without(bytes, e.at(), e.end() - e.at()), e.at(), any(elements, bytes, random));
            case 10 -> syntax(bytes, elements, random);
            case 11 -> ByteMutator.spliced(bytes, e.at(), nested(1 + random.nextInt(random.nextInt(50) == 0 ? DEEPEST : 40), e.vrAt() >= 0, random.nextBoolean()));
            default -> image(bytes, elements, random);
        };
    }

    private static byte[] any(List<DicomElements.Element> elements, byte[] bytes, Random random) {
        DicomElements.Element e = elements.get(random.nextInt(elements.size()));
        return Arrays.copyOfRange(bytes, e.at(), e.end());
    }

    private static byte[] tag(byte[] bytes, DicomElements.Element e, int tag) {
        byte[] out = bytes.clone();
        ByteMutator.put(out, e.at(), 2, tag >>> 16, false);
        ByteMutator.put(out, e.at() + 2, 2, tag, false);
        return out;
    }

    private static byte[] length(byte[] bytes, DicomElements.Element e, Random random) {
        long edge = random.nextBoolean() ? ByteMutator.EDGES[random.nextInt(ByteMutator.EDGES.length)] : e.end() - e.valueAt() + random.nextInt(9) - 4;
        byte[] out = bytes.clone();
        ByteMutator.put(out, e.lengthAt(), lengthWidth(e), edge, false);
        return out;
    }

    private static byte[] representation(byte[] bytes, DicomElements.Element e, Random random) {
        if (e.vrAt() < 0) return bytes;
        byte[] out = bytes.clone();
        VR vr = VR.values()[random.nextInt(VR.values().length)];
        out[e.vrAt()] = random.nextInt(8) == 0 ? (byte) random.nextInt() : (byte) vr.name().charAt(0);
        out[e.vrAt() + 1] = (byte) vr.name().charAt(1);
        return out;
    }

    private static int lengthWidth(DicomElements.Element e) {
        return e.valueAt() - e.lengthAt();
    }

    private static byte[] value(byte[] bytes, DicomElements.Element e, Random random) {
        int n = e.end() - e.valueAt();
        if (n == 2 || n == 4 || n == 8 || random.nextBoolean() && n > 0) {
            byte[] out = bytes.clone();
            ByteMutator.put(out, e.valueAt() + random.nextInt(n), Math.min(n, 1 << random.nextInt(3)), ByteMutator.EDGES[random.nextInt(ByteMutator.EDGES.length)], random.nextInt(8) == 0);
            return out;
        }
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return replaced(bytes, e, text.length() % 2 == 0 ? text : text + " ");
    }

    private static byte[] replaced(byte[] bytes, DicomElements.Element e, String text) {
        byte[] put = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = ByteMutator.spliced(ByteMutator.without(bytes, e.valueAt(), e.end() - e.valueAt()), e.valueAt(), put);
        ByteMutator.put(out, e.lengthAt(), lengthWidth(e), put.length, false);
        return out;
    }

    private static byte[] syntax(byte[] bytes, List<DicomElements.Element> elements, Random random) {
        for (DicomElements.Element e : elements) {
            if (e.tag() != Tag.TransferSyntaxUID) continue;
            String uid = SYNTAXES.get(random.nextInt(SYNTAXES.size()));
            return replaced(bytes, e, uid.length() % 2 == 0 ? uid : uid + "\0");
        }
        return bytes;
    }

    /// Lies about the picture itself, where it hurts most.
    private static byte[] image(byte[] bytes, List<DicomElements.Element> elements, Random random) {
        List<DicomElements.Element> found = new ArrayList<>();
        for (DicomElements.Element e : elements) if (e.tag() >>> 16 == 0x28 && (e.tag() & 0xFFFF) < 0x200 && e.end() > e.valueAt()) found.add(e);
        return found.isEmpty() ? bytes : value(bytes, found.get(random.nextInt(found.size())), random);
    }

    /// Sequences within sequences.
    ///
    /// @param delimited of undefined length, closed or not; else each says how much is left
    static byte[] nested(int depth, boolean explicit, boolean delimited) {
        int level = (explicit ? 12 : 8) + 8;
        byte[] out = new byte[depth * level];
        for (int i = 0; i < depth; i++) {
            int at = i * level, rest = out.length - at - level + 8;
            ByteMutator.put(out, at, 2, 0x0008, false);
            ByteMutator.put(out, at + 2, 2, 0x1140, false);
            if (explicit) {
                out[at + 4] = 'S';
                out[at + 5] = 'Q';
            }
            ByteMutator.put(out, at + level - 12, 4, delimited ? -1 : rest, false);
            ByteMutator.put(out, at + level - 8, 2, 0xFFFE, false);
            ByteMutator.put(out, at + level - 6, 2, 0xE000, false);
            ByteMutator.put(out, at + level - 4, 4, delimited ? -1 : rest - 8, false);
        }
        return out;
    }
}
