package org.maskwright.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelEdit;

/// Every finished edit since labels were last saved, each on the disk before [#append] returns.
///
/// An edit that could not be written stays in memory and is written, in order, before the next one. Used by one thread,
/// that of the disk lane.
///
/// On disk: an [org.maskwright.disk.AppendLog] whose first record is the [Header], then one [Stroke] a record.
public final class Journal implements AutoCloseable {
    /// What a journal belongs to.
    ///
    /// @param generation of the saved labels that its first edit was made on; 0 for labels never saved
    public record Header(Size size, int generation) {
        private static final byte[] MAGIC = "MWJOURN1".getBytes(StandardCharsets.US_ASCII);

        byte[] toBytes() {
            return ByteBuffer.allocate(MAGIC.length + 16).put(MAGIC).putInt(size.x()).putInt(size.y()).putInt(size.z()).putInt(generation).array();
        }

        /// @throws IllegalArgumentException if the bytes are no header of a journal that this program reads
        static Header ofBytes(byte[] bytes) {
            if (bytes.length != MAGIC.length + 16 || Arrays.mismatch(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length) >= 0)
                throw new IllegalArgumentException("the first record is no journal header of version 1");
            ByteBuffer in = ByteBuffer.wrap(bytes, MAGIC.length, 16);
            return new Header(new Size(in.getInt(), in.getInt(), in.getInt()), in.getInt());
        }
    }

    /// An edit, and how long people had worked on the case when it was finished.
    ///
    /// On disk: `T`, the milliseconds as eight big-endian bytes, the edit; where nobody measured, the edit alone, as all of them were once.
    ///
    /// @param worked since the case's first edit; nothing if that was not measured from there on
    record Stroke(LabelEdit edit, Optional<Duration> worked) {
        private static final byte TIMED = 'T'; // an edit begins with its version, a small number

        byte[] toBytes() {
            byte[] alone = edit.toBytes();
            return worked.map(time -> ByteBuffer.allocate(1 + Long.BYTES + alone.length).put(TIMED).putLong(time.toMillis()).put(alone).array()).orElse(alone);
        }

        /// @throws IllegalArgumentException if the bytes are no edit, or one that reaches outside the grid
        static Stroke ofBytes(byte[] bytes, Size size) {
            if (bytes.length <= 1 + Long.BYTES || bytes[0] != TIMED) return new Stroke(LabelEdit.ofBytes(bytes, size), Optional.empty());
            return new Stroke(LabelEdit.ofBytes(Arrays.copyOfRange(bytes, 1 + Long.BYTES, bytes.length), size), Optional.of(Duration.ofMillis(ByteBuffer.wrap(bytes).getLong(1))));
        }
    }

    private final Disk disk;
    private final Path file;
    private final Header header;
    private final Deque<byte[]> unwritten = new ArrayDeque<>();
    private Disk.@Nullable Log log;
    private long bytes;

    /// A journal in `file`, which is made with the first edit, or goes on if it is there; [Recovery] has judged it before.
    Journal(Disk disk, Path file, Header header) {
        this.disk = disk;
        this.file = file;
        this.header = header;
    }

    /// Where it lies.
    public Path file() {
        return file;
    }

    /// The file's length, 0 before the first edit.
    public long bytes() {
        return bytes;
    }

    /// How many edits are in memory alone, because the disk refused them.
    public int unwrittenEdits() {
        return unwritten.size();
    }

    /// Puts `stroke`, after any earlier one that is still unwritten, on the disk.
    ///
    /// @throws IOException if the disk refuses; the edit is kept and tried again with the next call
    void append(Stroke stroke) throws IOException {
        unwritten.add(stroke.toBytes());
        flush();
    }

    /// Tries again to write what the disk refused.
    public void flush() throws IOException {
        if (unwritten.isEmpty()) return;
        boolean good = false;
        try {
            Disk.Log open = log;
            if (open == null) {
                open = disk.openLog(file);
                log = open;
                if (open.bytes() == 0) open.append(header.toBytes());
            }
            for (byte[] next = unwritten.peek(); next != null; next = unwritten.peek()) {
                open.append(next);
                unwritten.remove();
                bytes = open.bytes();
            }
            good = true;
        } finally {
            if (!good) forgetLog();
        }
    }

    /// After a refusal the log's position is in doubt; opening it anew finds its last whole record.
    private void forgetLog() {
        Disk.Log open = log;
        log = null;
        if (open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            return; // the refusal itself is on its way to the caller
        }
    }

    @Override
    public void close() throws IOException {
        Disk.Log open = log;
        log = null;
        if (open != null) open.close();
    }
}
