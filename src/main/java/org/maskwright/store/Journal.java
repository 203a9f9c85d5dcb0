package org.maskwright.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelEdit;

/// Every finished edit since labels were last saved, each on the disk before [#append] returns.
///
/// An edit that could not be written stays in memory and is written, in order, before the next one. Used by one thread,
/// that of the disk lane.
///
/// On disk: an [org.maskwright.disk.AppendLog] whose first record is the [Header], then one record an edit.
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

    /// Puts `edit`, after any earlier one that is still unwritten, on the disk.
    ///
    /// @throws IOException if the disk refuses; the edit is kept and tried again with the next call
    public void append(LabelEdit edit) throws IOException {
        unwritten.add(edit.toBytes());
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
