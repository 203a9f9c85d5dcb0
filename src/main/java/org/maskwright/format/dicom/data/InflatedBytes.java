package org.maskwright.format.dicom.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;

/// A deflated data set, inflated as far as it is asked for. Positions count from the start of the data set.
final class InflatedBytes implements ByteSource {
    /// More than any image in this syntax needs; a file that swells further is taken for a bomb.
    private static final int LIMIT = 1 << 30;

    private final ByteSource deflated;
    private final Inflater inflater = new Inflater(true);
    private final byte[] input = new byte[1 << 14];
    private long inputPosition;
    private byte[] bytes = new byte[1 << 16];
    private int count;

    InflatedBytes(ByteSource deflated, long position) {
        this.deflated = deflated;
        this.inputPosition = position;
    }

    @Override
    public String name() {
        return deflated.name();
    }

    @Override
    public boolean has(long position, long wanted) throws IOException, FormatException {
        if (position > Long.MAX_VALUE - wanted) return false;
        inflateTo(position + wanted);
        return position + wanted <= count;
    }

    @Override
    public int read(long position, byte[] out, int offset, int wanted) throws IOException, FormatException {
        inflateTo(position + wanted);
        int n = (int) Math.clamp(count - position, 0, wanted);
        if (n > 0) System.arraycopy(bytes, (int) position, out, offset, n);
        return n;
    }

    private void inflateTo(long end) throws IOException, FormatException {
        while (count < end && !inflater.finished()) {
            if (count == bytes.length) {
                if (count >= LIMIT) throw FormatException.of(name(), "", "it inflates to more than 1 GiB.", "Export the series without compression.");
                Memory.require(name(), 2L * count);
                bytes = Arrays.copyOf(bytes, (int) Math.min(LIMIT, Math.max(2L * count, 1 << 16)));
            }
            if (inflater.needsInput()) {
                int n = deflated.read(inputPosition, input, 0, input.length);
                if (n == 0) return; // cut off: whoever needs more will find it missing
                inputPosition += n;
                inflater.setInput(input, 0, n);
            }
            try {
                count += inflater.inflate(bytes, count, bytes.length - count);
            } catch (DataFormatException e) {
                throw FormatException.of(name(), "byte " + (inputPosition - inflater.getRemaining()), "the deflated data set is damaged.", "Copy the file again.");
            }
            if (inflater.needsDictionary()) throw FormatException.of(name(), "", "the data set is deflated with a dictionary, which DICOM does not know.", "Export the series again.");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        deflated.close();
    }
}
