package org.maskwright.format.dicom.data;

/// Bytes that are in memory already.
///
/// @param name for messages
/// @param bytes not copied: the caller must not touch them any more
public record MemoryBytes(String name, byte[] bytes) implements ByteSource {
    @Override
    public boolean has(long position, long count) {
        return position <= bytes.length && count <= bytes.length - position;
    }

    @Override
    public int read(long position, byte[] out, int offset, int count) {
        int n = (int) Math.clamp(bytes.length - position, 0, count);
        System.arraycopy(bytes, (int) Math.min(position, bytes.length), out, offset, n);
        return n;
    }

    @Override
    public void close() {}
}
