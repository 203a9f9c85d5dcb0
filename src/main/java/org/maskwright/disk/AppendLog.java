package org.maskwright.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// A file of records that only grows: each record is its length, the CRC32C of its bytes, and the bytes, forced to the disk
/// before [#append(byte[])] returns.
///
/// After a crash the last record may be torn; [#readAll(Path)] returns every whole record before it.
///
/// On disk: `int length`, `int crc32c`, `length` bytes, all big-endian, one record after another.
public final class AppendLog implements AutoCloseable {
    private static final int HEADER_BYTES = 8;
    /// How much a search for records behind damage may read; chance bytes that look like lengths must not make it endless.
    private static final long SEARCH_BYTES = 1L << 30;

    private final FileChannel channel;
    private final Path file;
    private long end;

    private AppendLog(FileChannel channel, Path file, long end) {
        this.channel = channel;
        this.file = file;
        this.end = end;
    }

    /// Opens `file` to append to; makes it if there is none. A torn last record is cut off.
    public static AppendLog open(Path file) throws IOException {
        long end = Files.exists(file) ? scan(file).wholeBytes() : 0;
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(end);
        channel.position(end);
        return new AppendLog(channel, file, end);
    }

    public Path file() {
        return file;
    }

    /// The file's length in bytes.
    public long bytes() {
        return end;
    }

    /// Appends one record, at least one byte; when this returns it is on the disk.
    ///
    /// @throws IOException if it could not be written; the file is then cut back to its last whole record
    public void append(byte[] record) throws IOException {
        if (record.length == 0) throw new IllegalArgumentException("a record needs at least one byte");
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + record.length);
        buffer.putInt(record.length).putInt(crc(record)).put(record).flip();
        boolean whole = false;
        try {
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.force(false);
            whole = true;
            end += HEADER_BYTES + record.length;
        } finally {
            if (!whole && channel.isOpen()) {
                channel.truncate(end);
                channel.position(end);
            }
        }
    }

    /// What a log file holds.
    ///
    /// @param records the whole records, oldest first
    /// @param wholeBytes how many bytes of the file they take; anything after is a torn record
    /// @param torn whether bytes follow the last whole record
    public record Scan(List<byte[]> records, long wholeBytes, boolean torn) {
        public Scan {
            records = List.copyOf(records);
        }
    }

    /// Every whole record of `file` in order; stops at the first that is cut short or whose checksum is wrong.
    public static List<byte[]> readAll(Path file) throws IOException {
        return scan(file).records();
    }

    public static Scan scan(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(all);
        List<byte[]> records = new ArrayList<>();
        int whole = 0;
        while (buffer.remaining() >= HEADER_BYTES) {
            int length = buffer.getInt(), crc = buffer.getInt();
            // An empty record is none: after a power cut some file systems leave zeros, which would read as endless empty ones.
            if (length <= 0 || length > buffer.remaining()) break;
            byte[] record = new byte[length];
            buffer.get(record);
            if (crc(record) != crc) break;
            records.add(record);
            whole = buffer.position();
        }
        return new Scan(records, whole, whole < all.length);
    }

    /// Whether a whole record still lies somewhere behind the first broken one: then the file was damaged in the middle. If
    /// not, a crash merely tore its last record.
    public static boolean isDamagedInTheMiddle(Path file) throws IOException {
        long from = scan(file).wholeBytes();
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        long budget = SEARCH_BYTES;
        for (int at = (int) from + 1; at + HEADER_BYTES < all.limit() && budget > 0; at++) {
            int length = all.getInt(at), room = all.limit() - at - HEADER_BYTES;
            if (length <= 0 || length > room) continue;
            byte[] record = new byte[length];
            all.get(at + HEADER_BYTES, record);
            if (crc(record) == all.getInt(at + 4)) return true;
            budget -= length;
        }
        return false;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
