package org.maskwright.format.dicom.image;

import java.util.Arrays;
import org.maskwright.format.FormatException;

/// The bytes of a stream of the JPEG family: its segments, and what is said where one is wrong. Behind the end there are zeros.
final class JpegBytes {
    private final String source;
    private final byte[] bytes;

    /// @param source what errors speak of
    JpegBytes(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    int u8(int at) {
        return at < bytes.length ? bytes[at] & 0xFF : 0;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /// One segment of a header.
    ///
    /// @param marker its second byte
    /// @param body where what it says begins
    /// @param end behind its last byte
    record Segment(int marker, int body, int end) {}

    /// The segment at `from`, behind bytes that only fill (ITU-T T.81, B.1.1.2).
    Segment segment(int from) throws FormatException {
        int at = from;
        while (u8(at) == 0xFF && u8(at + 1) == 0xFF) at++;
        if (at + 4 > bytes.length || u8(at) != 0xFF) throw damaged("a marker is missing at byte " + at + ".");
        int end = at + 2 + u16(at + 2);
        if (end < at + 4 || end > bytes.length) throw damaged("it ends within its header.");
        return new Segment(u8(at + 1), at + 4, end);
    }

    /// Behind the restart marker that must stand at `at`.
    int afterRestart(int at) throws FormatException {
        if (u8(at) != 0xFF || u8(at + 1) < 0xD0 || u8(at + 1) > 0xD7) throw damaged("a restart marker is missing at byte " + at + ".");
        return at + 2;
    }

    FormatException damaged(String how) {
        return FormatException.of(source, "pixel data", how, "The pixel data is damaged: copy or export the file again.");
    }

    FormatException cut() {
        return FormatException.of(source, "pixel data", "its stream ends before the image does.", "The file is cut short or damaged: copy or export it again.");
    }

    FormatException unsupported(String what) {
        return FormatException.unsupported(source, "pixel data", what, "Export the series uncompressed, or convert it with another program first.");
    }
}
