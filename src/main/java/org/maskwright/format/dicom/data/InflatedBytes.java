package org.maskwright.format.dicom.data;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.maskwright.format.FormatException;

/// A deflated data set, inflated as far as it is asked for. Positions count from the start of the data set.
///
/// The last 32 MB are kept, so that a file takes no more memory than that, however far it swells; whoever goes back further has it
/// inflated once more from its start.
final class InflatedBytes implements ByteSource {
    /// More than any image in this syntax needs; a file that swells further is taken for a bomb.
    private static final long LIMIT = 1 << 30;
    private static final int PIECE = 1 << 16, PIECES_KEPT = 512;

    private final ByteSource deflated;
    private final long start;
    private final Inflater inflater = new Inflater(true);
    private final byte[] input = new byte[1 << 14];
    private final byte[][] pieces = new byte[PIECES_KEPT][]; // a ring
    private long inputPosition, count, furthest;

    InflatedBytes(ByteSource deflated, long position) {
        this.deflated = deflated;
        this.start = position;
        this.inputPosition = position;
    }

    @Override
    public String name() {
        return deflated.name();
    }

    @Override
    public boolean has(long position, long wanted) throws IOException, FormatException {
        if (position > Long.MAX_VALUE - wanted) return false;
        if (position + wanted > furthest) inflateTo(position + wanted);
        return position + wanted <= furthest;
    }

    @Override
    public int read(long position, byte[] out, int offset, int wanted) throws IOException, FormatException {
        if (position < firstKept()) restart();
        int done = 0;
        while (done < wanted) {
            long at = position + done;
            inflateTo(at + 1);
            int n = (int) Math.min(Math.min(wanted - done, count - at), PIECE - at % PIECE);
            if (n <= 0) break;
            System.arraycopy(pieces[slot(at)], (int) (at % PIECE), out, offset + done, n);
            done += n;
        }
        return done;
    }

    private long firstKept() {
        return Math.max(0, (count - 1) / PIECE - PIECES_KEPT + 1) * PIECE;
    }

    private static int slot(long position) {
        return (int) (position / PIECE % PIECES_KEPT);
    }

    private void restart() {
        inflater.reset();
        inputPosition = start;
        count = 0;
    }

    private void inflateTo(long end) throws IOException, FormatException {
        while (count < end && !inflater.finished()) {
            if (count >= LIMIT) throw FormatException.of(name(), "", "it inflates to more than 1 GiB.", "Export the series without compression.");
            if (inflater.needsInput()) {
                int n = deflated.read(inputPosition, input, 0, input.length);
                if (n == 0) return; // cut off: whoever needs more will find it missing
                inputPosition += n;
                inflater.setInput(input, 0, n);
            }
            int slot = slot(count), at = (int) (count % PIECE);
            if (pieces[slot] == null) pieces[slot] = new byte[PIECE];
            try {
                count += inflater.inflate(pieces[slot], at, PIECE - at);
            } catch (DataFormatException e) {
                throw FormatException.of(name(), "byte " + (inputPosition - inflater.getRemaining()), "the deflated data set is damaged.", "Copy the file again.");
            }
            if (inflater.needsDictionary()) throw FormatException.of(name(), "", "the data set is deflated with a dictionary, which DICOM does not know.", "Export the series again.");
            furthest = Math.max(furthest, count);
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        deflated.close();
    }
}
