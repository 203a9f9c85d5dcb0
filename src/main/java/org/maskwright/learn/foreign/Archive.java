package org.maskwright.learn.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A zip archive in memory, read strictly: what two readers could understand in two ways is refused, so that what is looked into here is what
/// the engine will find.
///
/// Refused are: names that leave the archive or stand twice, entries that overlap, that claim more than [#MAX_TOTAL_BYTES] together or
/// unpack to more than [#MAX_RATIO] times their size, encryption, several volumes, and anything cut short.
///
/// @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the zip format</a>
final class Archive {
    static final int MAX_ENTRIES = 20_000;
    static final long MAX_TOTAL_BYTES = 4L << 30;
    static final int MAX_RATIO = 200;
    private static final int RATIO_COUNTS_FROM_BYTES = 1 << 20;
    private static final int MAX_NAME_BYTES = 1024;

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int WIDE_END = 0x06064b50;
    private static final int WIDE_END_BYTES = 56;
    private static final int WIDE_LOCATOR = 0x07064b50;
    private static final int WIDE_LOCATOR_BYTES = 20;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int WIDE_EXTRA = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long ABSENT = 0xFFFF_FFFFL;

    /// One file of the archive.
    ///
    /// @param at where its content begins
    record Entry(String name, int method, long packedBytes, long bytes, long crc, long at) {}

    private final String name;
    private final ByteBuffer file;
    private final List<Entry> entries;

    private Archive(String name, ByteBuffer file, List<Entry> entries) {
        this.name = name;
        this.file = file;
        this.entries = List.copyOf(entries);
    }

    /// Whether the bytes begin as a zip archive does.
    static boolean isOne(byte[] bytes) {
        return bytes.length >= Integer.BYTES && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == LOCAL;
    }

    /// @param name of the file, for messages
    static Archive open(String name, byte[] bytes) throws ForeignException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return new Archive(name, file, entries(name, file));
        } catch (IndexOutOfBoundsException e) {
            throw wrong(name, bytes.length, "expected the rest of the table of contents, found the end of the file", e);
        }
    }

    String name() {
        return name;
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> find(String entry) {
        return entries.stream().filter(e -> e.name().equals(entry)).findFirst();
    }

    /// An entry's content, checked against its length and sum.
    ///
    /// @param limit bytes that it may have
    byte[] read(Entry entry, long limit) throws ForeignException {
        if (entry.bytes() > limit) {
            throw new ForeignException(name + ", entry " + entry.name() + ": expected at most " + limit + " bytes, found " + entry.bytes() + ". Get the file from where it was made.");
        }
        byte[] content = new byte[Math.toIntExact(entry.bytes())];
        ByteBuffer packed = file.slice((int) entry.at(), (int) entry.packedBytes());
        if (entry.method() == STORED) packed.get(content);
        else inflate(entry, packed, content);
        var crc = new CRC32();
        crc.update(content);
        if (crc.getValue() != entry.crc()) {
            throw wrong(name, entry.at(), "entry " + entry.name() + ": expected checksum " + Long.toHexString(entry.crc()) + ", found " + Long.toHexString(crc.getValue()), null);
        }
        return content;
    }

    private void inflate(Entry entry, ByteBuffer packed, byte[] content) throws ForeignException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int done = 0;
            while (done < content.length) {
                int step = inflater.inflate(content, done, content.length - done);
                if (step == 0) throw wrong(name, entry.at(), "entry " + entry.name() + ": expected " + content.length + " bytes, found " + done, null);
                done += step;
            }
            if (inflater.inflate(new byte[1]) > 0) {
                throw wrong(name, entry.at(), "entry " + entry.name() + ": expected " + content.length + " bytes, found more", null);
            }
        } catch (DataFormatException e) {
            throw wrong(name, entry.at(), "entry " + entry.name() + ": expected deflated content, found something else", e);
        } finally {
            inflater.end();
        }
    }

    private static ForeignException wrong(String name, long at, String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = name + ", byte " + at + ": " + what + ". The archive is damaged, or made to deceive; get it again from where it was made.";
        return cause == null ? new ForeignException(message) : new ForeignException(message, cause);
    }

    /// Where the table of contents lies.
    private record Table(long count, long at, long bytes, long end) {}

    private static Table table(String name, ByteBuffer file) throws ForeignException {
        int last = file.limit() - END_BYTES;
        int at = last;
        while (at >= 0 && at > last - 0x10000 && file.getInt(at) != END) at--;
        if (at < 0 || file.getInt(at) != END) throw wrong(name, file.limit(), "expected the end of a zip archive, found none: the file is cut short, or no archive", null);
        int comment = Short.toUnsignedInt(file.getShort(at + 20));
        if (at + END_BYTES + comment != file.limit()) {
            throw wrong(name, at, "expected the archive to end after a remark of " + comment + " bytes, found " + (file.limit() - at - END_BYTES), null);
        }
        if (file.getShort(at + 4) != 0 || file.getShort(at + 6) != 0) throw wrong(name, at, "expected one volume, found several", null);
        long count = Short.toUnsignedLong(file.getShort(at + 10));
        long bytes = Integer.toUnsignedLong(file.getInt(at + 12));
        long begin = Integer.toUnsignedLong(file.getInt(at + 16));
        int locator = at - WIDE_LOCATOR_BYTES;
        if (locator < 0 || file.getInt(locator) != WIDE_LOCATOR) return new Table(count, begin, bytes, at);
        long wide = file.getLong(locator + 8);
        if (wide < 0 || wide > locator - WIDE_END_BYTES || file.getInt((int) wide) != WIDE_END) throw wrong(name, locator, "expected to be led to a wide end, found " + wide, null);
        var wideTable = new Table(file.getLong((int) wide + 32), file.getLong((int) wide + 48), file.getLong((int) wide + 40), wide);
        boolean agree = (count == 0xFFFF || count == wideTable.count) && (bytes == ABSENT || bytes == wideTable.bytes) && (begin == ABSENT || begin == wideTable.at);
        if (!agree) throw wrong(name, wide, "expected the archive's two ends to agree, found two tables of contents", null);
        return wideTable;
    }

    private static List<Entry> entries(String name, ByteBuffer file) throws ForeignException {
        if (file.limit() < END_BYTES) throw wrong(name, file.limit(), "expected at least " + END_BYTES + " bytes, found " + file.limit(), null);
        Table table = table(name, file);
        if (table.count < 0 || table.count > MAX_ENTRIES) throw wrong(name, table.end, "expected at most " + MAX_ENTRIES + " entries, found " + table.count, null);
        if (table.at < 0 || table.bytes < 0 || table.at > table.end || table.bytes != table.end - table.at) {
            throw wrong(name, table.end, "expected the table of contents right before its end, found " + table.bytes + " bytes at " + table.at, null);
        }
        var entries = new ArrayList<Entry>();
        Set<String> names = new HashSet<>();
        long total = 0;
        int at = (int) table.at;
        for (int i = 0; i < table.count; i++) {
            int length = CENTRAL_BYTES + Short.toUnsignedInt(file.getShort(at + 28)) + Short.toUnsignedInt(file.getShort(at + 30)) + Short.toUnsignedInt(file.getShort(at + 32));
            if (at + length > table.end) throw wrong(name, at, "expected entry " + i + " to end before " + table.end + ", found " + (at + length), null);
            Entry entry = entry(name, file, at, table.at);
            if (!names.add(entry.name().toLowerCase(Locale.ROOT))) throw wrong(name, at, "expected each name once, found " + entry.name() + " twice", null);
            total += entry.bytes();
            if (total > MAX_TOTAL_BYTES) throw wrong(name, at, "expected at most " + MAX_TOTAL_BYTES + " bytes unpacked, found more", null);
            entries.add(entry);
            at += length;
        }
        if (at != table.end) throw wrong(name, at, "expected " + table.count + " entries up to byte " + table.end + ", found them to end here", null);
        requireApart(name, entries);
        entries.removeIf(entry -> entry.name().endsWith("/"));
        return entries;
    }

    private static Entry entry(String name, ByteBuffer file, int at, long tableAt) throws ForeignException {
        if (file.getInt(at) != CENTRAL) throw wrong(name, at, "expected an entry of the table of contents, found " + Integer.toHexString(file.getInt(at)), null);
        int flags = file.getShort(at + 8);
        if ((flags & 1) != 0) throw wrong(name, at, "expected a plain entry, found an encrypted one", null);
        int method = Short.toUnsignedInt(file.getShort(at + 10));
        if (method != STORED && method != DEFLATED) throw wrong(name, at, "expected method 0 or 8, found " + method, null);
        int nameBytes = Short.toUnsignedInt(file.getShort(at + 28));
        String entry = name(name, file, at + CENTRAL_BYTES, nameBytes);
        long[] sizes = {Integer.toUnsignedLong(file.getInt(at + 24)), Integer.toUnsignedLong(file.getInt(at + 20)), Integer.toUnsignedLong(file.getInt(at + 42))};
        widen(name, file, at + CENTRAL_BYTES + nameBytes, Short.toUnsignedInt(file.getShort(at + 30)), sizes);
        long bytes = sizes[0];
        long packed = sizes[1];
        long local = sizes[2];
        if (bytes < 0 || packed < 0 || local < 0 || local > tableAt - LOCAL_BYTES) throw wrong(name, at, "entry " + entry + ": expected to lie before byte " + tableAt + ", found " + local, null);
        if (method == STORED && packed != bytes) throw wrong(name, at, "entry " + entry + ": expected as many bytes packed as unpacked, found " + packed + " and " + bytes, null);
        if (bytes > RATIO_COUNTS_FROM_BYTES && bytes / MAX_RATIO > packed) {
            throw wrong(name, at, "entry " + entry + ": expected to unpack to at most " + MAX_RATIO + " times its size, found " + packed + " bytes that become " + bytes, null);
        }
        int head = (int) local;
        int localName = Short.toUnsignedInt(file.getShort(head + 26));
        boolean same = file.getInt(head) == LOCAL && localName == nameBytes && file.getShort(head + 8) == (short) method
                && file.slice(head + LOCAL_BYTES, nameBytes).equals(file.slice(at + CENTRAL_BYTES, nameBytes));
        if (!same) throw wrong(name, head, "expected the entry " + entry + " that the table of contents speaks of, found another", null);
        long begin = (long) head + LOCAL_BYTES + localName + Short.toUnsignedInt(file.getShort(head + 28));
        if (begin + packed > tableAt) throw wrong(name, head, "entry " + entry + ": expected to end before byte " + tableAt + ", found " + (begin + packed), null);
        return new Entry(entry, method, packed, bytes, Integer.toUnsignedLong(file.getInt(at + 16)), begin);
    }

    /// Takes the sizes that do not fit into 32 bits from the entry's extra field.
    private static void widen(String name, ByteBuffer file, int at, int length, long[] sizes) throws ForeignException {
        for (int i = at; i + 4 <= at + length; ) {
            int kind = Short.toUnsignedInt(file.getShort(i));
            int end = i + 4 + Short.toUnsignedInt(file.getShort(i + 2));
            if (end > at + length) return;
            i += 4;
            if (kind == WIDE_EXTRA) {
                for (int k = 0; k < sizes.length; k++) {
                    if (sizes[k] != ABSENT) continue;
                    if (i + Long.BYTES > end) throw wrong(name, i, "expected a wide size, found the end of its field", null);
                    sizes[k] = file.getLong(i);
                    i += Long.BYTES;
                }
            }
            i = end;
        }
    }

    private static String name(String archive, ByteBuffer file, int at, int length) throws ForeignException {
        if (length == 0 || length > MAX_NAME_BYTES) throw wrong(archive, at, "expected a name of 1 to " + MAX_NAME_BYTES + " bytes, found " + length, null);
        byte[] bytes = new byte[length];
        file.get(at, bytes);
        String name = new String(bytes, StandardCharsets.UTF_8);
        boolean leaves = name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0 || name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xfffd)
                || List.of(name.split("/", -1)).contains("..");
        if (leaves) throw wrong(archive, at, "expected a name inside the archive, found '" + name.replaceAll("\\p{Cntrl}", "?") + "'", null);
        return name;
    }

    /// Entries that share bytes are how a small archive unpacks to a huge one, or shows one thing to one reader and another to the next.
    private static void requireApart(String name, List<Entry> entries) throws ForeignException {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::at));
        for (int i = 1; i < sorted.size(); i++) {
            Entry before = sorted.get(i - 1);
            Entry next = sorted.get(i);
            if (before.at() + before.packedBytes() > next.at() - LOCAL_BYTES - next.name().getBytes(StandardCharsets.UTF_8).length) {
                throw wrong(name, next.at(), "expected entries apart, found " + before.name() + " and " + next.name() + " to share bytes", null);
            }
        }
    }
}
