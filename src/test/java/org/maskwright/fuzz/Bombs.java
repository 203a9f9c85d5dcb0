package org.maskwright.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Little packed data that becomes much: `start`, and then any number of megabytes of zeros, each packed into a kilobyte.
final class Bombs {
    private Bombs() {}

    static byte[] deflated(byte[] start, int megabytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(pack(start));
        byte[] zeros = pack(new byte[1 << 20]);
        for (int i = 0; i < megabytes; i++) out.writeBytes(zeros);
        return out.toByteArray();
    }

    private static byte[] pack(byte[] bytes) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(bytes);
            byte[] packed = new byte[bytes.length + 100];
            return Arrays.copyOf(packed, deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH));
        }
    }

    static byte[] gzip(byte[] start, int megabytes) {
        return joined(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3}, deflated(start, megabytes));
    }

    static byte[] zlib(byte[] start, int megabytes) {
        return joined(new byte[] {0x78, (byte) 0x9C}, deflated(start, megabytes));
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }

    /// A grey PNG whose pixels are `packed`, after the chunks `before`.
    static byte[] png(int width, int height, byte[] before, byte[] packed) {
        byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 0, 0, 0, 0}).array();
        return joined(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, chunk("IHDR", header), before, chunk("IDAT", packed), chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] typed = joined(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 crc = new CRC32();
        crc.update(typed);
        return ByteBuffer.allocate(typed.length + 8).putInt(content.length).put(typed).putInt((int) crc.getValue()).array();
    }

    /// A grey TIFF of one strip, packed as `compression` says (1 plain, 5 LZW, 8 zlib, 32773 PackBits).
    static byte[] tiff(int width, int height, int compression, byte[] packed) {
        int[][] tags = {{256, width}, {257, height}, {258, 8}, {259, compression}, {262, 1}, {273, 8}, {277, 1}, {278, height}, {279, packed.length}};
        ByteBuffer out = ByteBuffer.allocate(8 + packed.length + 2 + 12 * tags.length + 4);
        out.put(new byte[] {'M', 'M', 0, 42}).putInt(8 + packed.length).put(packed).putShort((short) tags.length);
        for (int[] tag : tags) out.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        return out.putInt(0).array();
    }
}
