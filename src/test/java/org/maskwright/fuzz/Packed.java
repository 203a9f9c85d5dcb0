package org.maskwright.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Damages what is inside a gzip file, and packs it again, so that the damage gets past the checksum. What is no gzip file is
/// damaged as it stands.
record Packed(Mutator inside) implements Mutator {
    private static final int MOST = 4 << 20;

    @Override
    public byte[] mutate(byte[] bytes, Random random) {
        if (bytes.length < 18 || bytes[0] != 0x1F || bytes[1] != (byte) 0x8B) return inside.mutate(bytes, random);
        byte[] plain;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            plain = in.readNBytes(MOST);
        } catch (IOException e) { // damaged before: then it is packed no more
            return inside.mutate(bytes, random);
        }
        return gzip(inside.mutate(plain, random));
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out, 8192) {
            { def.setLevel(Deflater.BEST_SPEED); }
        }) {
            packed.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
