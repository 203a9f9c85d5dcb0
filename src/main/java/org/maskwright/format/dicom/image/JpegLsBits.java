package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;

/// The bits of one JPEG-LS scan: after a byte of ones the next byte begins with a stuffed zero (ITU-T T.87, 9.1).
final class JpegLsBits {
    private final String source;
    private final byte[] bytes;
    private int at;
    private boolean afterOnes;
    private long buffer; // the next bits, from the highest down
    private int count;

    JpegLsBits(String source, byte[] bytes, int from) {
        this.source = source;
        this.bytes = bytes;
        this.at = from;
    }

    private void fill() {
        while (count <= 56 && at < bytes.length) {
            int b = bytes[at] & 0xFF;
            if (afterOnes && b > 0x7F) return; // a marker: the scan is over
            int width = afterOnes ? 7 : 8;
            buffer |= (long) b << 64 - count - width;
            count += width;
            afterOnes = b == 0xFF;
            at++;
        }
    }

    /// The next `n` bits, at most 32, as a number.
    int bits(int n) throws FormatException {
        if (n == 0) return 0;
        if (count < n) fill();
        if (count < n) throw cut();
        int value = (int) (buffer >>> 64 - n);
        buffer <<= n;
        count -= n;
        return value;
    }

    /// How many zeros come before the next one, which is taken too; at most `limit`.
    int zeros(int limit) throws FormatException {
        int zeros = 0;
        while (true) {
            if (count == 0) fill();
            if (count == 0) throw cut();
            int run = Math.min(Long.numberOfLeadingZeros(buffer), count);
            zeros += run;
            if (zeros > limit) throw FormatException.of(source, "pixel data", "a code of JPEG-LS is longer than any can be.", "The pixel data is damaged: copy or export the file again.");
            boolean found = run < count;
            buffer = run == 64 ? 0 : buffer << run;
            count -= run;
            if (found) {
                buffer <<= 1;
                count--;
                return zeros;
            }
        }
    }

    /// Where the marker after the scan begins; the length of the bytes if there is none.
    int end() {
        for (int i = Math.max(0, at - 1 - count / 7); i + 1 < bytes.length; i++) if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) > 0x7F) return i;
        return bytes.length;
    }

    private FormatException cut() {
        return FormatException.of(source, "pixel data", "its JPEG-LS stream ends before the image does.", "The file is cut short or damaged: copy or export it again.");
    }
}
