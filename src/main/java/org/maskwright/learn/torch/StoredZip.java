package org.maskwright.learn.torch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip archive without compression whose entries begin at multiples of 64 bytes, as PyTorch lays out its own.
///
/// The alignment lets PyTorch hand the bytes to vector instructions straight from the mapped file.
final class StoredZip implements Closeable {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int EXTRA_HEADER_BYTES = 4;
    /// 1 January 1980, the first moment that zip knows: the same network gives the same bytes on any day.
    private static final long EPOCH_MS = 315_576_000_000L;

    private final ZipOutputStream zip;
    private long position;

    StoredZip(OutputStream out) {
        zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
    }

    /// @param name ASCII, for its length in characters is taken for that in bytes
    void add(String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setTime(EPOCH_MS);
        byte[] extra = padding(LOCAL_HEADER_BYTES + name.length());
        entry.setExtra(extra);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        position += LOCAL_HEADER_BYTES + name.length() + extra.length + content.length;
    }

    /// An extra field, of the kind "FB" that PyTorch uses for this too, that moves the content to the next multiple of 64.
    private byte[] padding(int header) {
        int over = (int) ((position + header + EXTRA_HEADER_BYTES) % ALIGNMENT);
        int length = (ALIGNMENT - over) % ALIGNMENT;
        byte[] extra = new byte[EXTRA_HEADER_BYTES + length];
        extra[0] = 'F';
        extra[1] = 'B';
        extra[2] = (byte) length;
        extra[3] = (byte) (length >>> 8);
        return extra;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
