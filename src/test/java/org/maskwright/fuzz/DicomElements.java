package org.maskwright.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;

/// Where the data elements of a little-endian DICOM file stand, those of its sequences among them. Gives up, with what it has
/// found so far, where the file makes no sense.
final class DicomElements {
    private static final int MOST = 4000;

    /// @param at byte of its tag
    /// @param vrAt byte of its representation; -1 if it has none
    /// @param end byte behind its value; of a sequence, behind its header
    record Element(int tag, int at, int vrAt, int lengthAt, int valueAt, int end) {}

    private final byte[] b;
    private final List<Element> found = new ArrayList<>();
    private boolean explicit = true;

    private DicomElements(byte[] b) {
        this.b = b;
    }

    static List<Element> of(byte[] bytes) {
        DicomElements elements = new DicomElements(bytes);
        int at = bytes.length > 132 && bytes[128] == 'D' && bytes[131] == 'M' ? 132 : 0;
        at = elements.walk(at, bytes.length, true);
        for (Element e : elements.found) {
            String value = new String(bytes, e.valueAt, Math.min(64, e.end - e.valueAt), StandardCharsets.ISO_8859_1).trim();
            if (e.tag == Tag.TransferSyntaxUID) elements.explicit = !value.equals(UID.ImplicitVRLittleEndian);
        }
        if (elements.found.isEmpty() && at + 6 < bytes.length) elements.explicit = VR.of(bytes[at + 4], bytes[at + 5]).isPresent();
        elements.walk(at, bytes.length, false);
        return elements.found;
    }

    private int walk(int from, int end, boolean metaOnly) {
        int at = from;
        boolean inPixels = false;
        while (at + 8 <= end && found.size() < MOST) {
            int tag = u16(at) << 16 | u16(at + 2);
            if (metaOnly && tag >>> 16 != 2) return at;
            if (tag >>> 16 == 0xFFFE) { // an item's head, or an end
                long inside = u16(at + 4) | (long) u16(at + 6) << 16;
                boolean fragment = inPixels && tag == Tag.Item && inside <= end - at - 8;
                found.add(new Element(tag, at, -1, at + 4, at + 8, fragment ? at + 8 + (int) inside : at + 8));
                at = found.getLast().end;
                continue;
            }
            boolean spelt = explicit && VR.of(b[at + 4], b[at + 5]).isPresent();
            VR vr = spelt ? VR.of(b[at + 4], b[at + 5]).orElseThrow() : VR.UN;
            int lengthAt = spelt ? at + (vr.hasLongLength() ? 8 : 6) : at + 4, valueAt = spelt && !vr.hasLongLength() ? at + 8 : lengthAt + 4;
            if (valueAt > end) return at;
            long length = valueAt - lengthAt == 2 ? u16(lengthAt) : u16(lengthAt) | (long) u16(lengthAt + 2) << 16;
            boolean open = length == 0xFFFFFFFFL || vr == VR.SQ;
            inPixels = open && tag == Tag.PixelData;
            if (open) { // its items are walked as if they stood here
                found.add(new Element(tag, at, spelt ? at + 4 : -1, lengthAt, valueAt, valueAt));
                at = valueAt;
                continue;
            }
            if (length > end - valueAt) return at;
            found.add(new Element(tag, at, spelt ? at + 4 : -1, lengthAt, valueAt, valueAt + (int) length));
            at = valueAt + (int) length;
        }
        return at;
    }

    private int u16(int at) {
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8;
    }
}
