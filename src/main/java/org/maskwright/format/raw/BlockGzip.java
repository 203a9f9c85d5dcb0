package org.maskwright.format.raw;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Packs a stream as one gzip member, on all cores: blocks of a mebibyte are deflated each for itself and joined, as pigz does.
///
/// Costs some 32 KB of context at each block's start, far below 1 % of the size.
public final class BlockGzip {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

    private final OutputStream out;
    private final int batch = Runtime.getRuntime().availableProcessors() * 2;
    private final List<byte[]> full = new ArrayList<>();
    private final CRC32 crc = new CRC32();
    private byte[] block = new byte[BLOCK_BYTES];
    private int used;
    private long length;

    /// @param out left open by [#finish]
    public BlockGzip(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    public void write(byte[] bytes) throws IOException {
        crc.update(bytes);
        length += bytes.length;
        for (int at = 0; at < bytes.length; ) {
            int n = Math.min(BLOCK_BYTES - used, bytes.length - at);
            System.arraycopy(bytes, at, block, used, n);
            used += n;
            at += n;
            if (used < BLOCK_BYTES) continue;
            full.add(block);
            block = new byte[BLOCK_BYTES];
            used = 0;
            if (full.size() == batch) flush();
        }
    }

    private void flush() throws IOException {
        byte[][] packed = new byte[full.size()][];
        IntStream.range(0, packed.length).parallel().forEach(i -> packed[i] = deflate(full.get(i), BLOCK_BYTES, false));
        for (byte[] part : packed) out.write(part);
        full.clear();
    }

    /// Writes what is left, the checksum and the length.
    public void finish() throws IOException {
        flush();
        out.write(deflate(block, used, true));
        int sum = (int) crc.getValue(), size = (int) length;
        for (int shift = 0; shift < 32; shift += 8) out.write(sum >>> shift);
        for (int shift = 0; shift < 32; shift += 8) out.write(size >>> shift);
    }

    private static byte[] deflate(byte[] bytes, int n, boolean last) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(bytes, 0, n);
            if (last) deflater.finish();
            byte[] packed = new byte[n + n / 1000 + 64];
            int size = 0;
            while (true) {
                // a sync flush ends at a byte's edge, so that the next block can be put behind
                int got = deflater.deflate(packed, size, packed.length - size, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                size += got;
                if (last ? deflater.finished() : size < packed.length) return Arrays.copyOf(packed, size);
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
        }
    }
}
