package org.maskwright.format.dicom.data;

import java.io.IOException;
import java.io.OutputStream;
import org.maskwright.format.FormatException;

/// Values that were left in their file, piece by piece on their way into another.
final class Streaming {
    private static final int PIECE = 1 << 16;

    private Streaming() {}

    /// @param turned each number of so many bytes is turned around; 1 to leave all as it is
    static void value(ByteSource source, BulkData bulk, int turned, OutputStream out) throws IOException, FormatException {
        piecewise(source, bulk.position(), bulk.length(), turned, out);
        if (bulk.length() % 2 == 1) out.write(0);
    }

    /// The items of encapsulated pixel data, offset table and all, without the delimiter behind them.
    static void fragments(ByteSource source, BulkData bulk, OutputStream out) throws IOException, FormatException {
        long position = bulk.position();
        byte[] header = new byte[8];
        while (source.read(position, header, 0, 8) == 8) {
            int tag = (header[1] & 0xFF) << 24 | (header[0] & 0xFF) << 16 | (header[3] & 0xFF) << 8 | header[2] & 0xFF;
            if (tag == Tag.SequenceDelimitationItem) return;
            long length = (header[4] & 0xFF) | (header[5] & 0xFF) << 8 | (header[6] & 0xFF) << 16 | (header[7] & 0xFFL) << 24;
            if (tag != Tag.Item) throw FormatException.unexpected(source.name(), "byte " + position, "a fragment of pixel data", Tag.toString(tag),
                    "The pixel data is damaged: copy or export the file again.");
            out.write(header);
            piecewise(source, position + 8, length, 1, out);
            position += 8 + length;
        }
    }

    private static void piecewise(ByteSource source, long position, long length, int turned, OutputStream out) throws IOException, FormatException {
        byte[] piece = new byte[PIECE];
        for (long done = 0; done < length; done += PIECE) {
            int count = (int) Math.min(PIECE, length - done);
            int got = source.read(position + done, piece, 0, count);
            if (got < count) throw FormatException.truncated(source.name(), "a value of " + length + " bytes", count, got);
            if (turned > 1) ByteOrders.swap(piece, turned);
            out.write(piece, 0, count);
        }
    }
}
