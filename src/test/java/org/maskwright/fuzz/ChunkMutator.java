package org.maskwright.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;

/// Lies in one field of a PNG chunk, whose checksum is mended, or in one entry of a TIFF directory; other files it leaves alone.
final class ChunkMutator implements Mutator {
    private static final int MOST_CHUNKS = 200;

    @Override
    public byte[] mutate(byte[] bytes, Random random) {
        if (bytes.length > 30 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G') return png(bytes.clone(), random);
        if (bytes.length > 16 && bytes[0] == bytes[1] && (bytes[0] == 'I' || bytes[0] == 'M')) return tiff(bytes.clone(), random);
        return bytes;
    }

    private static byte[] png(byte[] b, Random random) {
        ByteBuffer in = ByteBuffer.wrap(b);
        int at = 8, chosen = random.nextInt(8);
        for (int chunk = 0; chunk < MOST_CHUNKS && at + 12 <= b.length; chunk++) {
            long length = in.getInt(at) & 0xFFFFFFFFL;
            if (at + 12 + length > b.length) break;
            int n = (int) length;
            if (chunk == chosen || at + 24 + n > b.length) {
                if (random.nextInt(8) == 0) in.putInt(at, (int) edge(random)); // its length
                else if (n > 0) ByteMutator.put(b, at + 8 + random.nextInt(Math.min(n, 16)), 1 << random.nextInt(3), edge(random), true);
                CRC32 sum = new CRC32();
                sum.update(b, at + 4, 4 + n);
                in.putInt(at + 8 + n, (int) sum.getValue());
                break;
            }
            at += 12 + n;
        }
        return b;
    }

    private static byte[] tiff(byte[] b, Random random) {
        boolean big = b[0] == 'M';
        ByteBuffer in = ByteBuffer.wrap(b).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int directory = in.getInt(4);
        if (directory < 8 || directory + 2 > b.length) return b;
        int entries = in.getShort(directory) & 0xFFFF, at = directory + 2 + 12 * random.nextInt(Math.max(1, entries));
        if (at + 12 > b.length) return b;
        switch (random.nextInt(6)) {
            case 0 -> ByteMutator.put(b, at, 2, 254 + random.nextInt(90), big); // another tag
            case 1 -> ByteMutator.put(b, at + 2, 2, random.nextInt(20), big); // another type
            case 2 -> ByteMutator.put(b, at + 4, 4, edge(random), big); // its count
            case 3 -> ByteMutator.put(b, directory + 2 + 12 * entries, 4, random.nextBoolean() ? directory : edge(random), big); // the next page: a circle
            default -> ByteMutator.put(b, at + 8, 1 << random.nextInt(3), edge(random), big); // its value
        }
        return b;
    }

    private static long edge(Random random) {
        return random.nextInt(3) == 0 ? random.nextInt(40) : ByteMutator.EDGES[random.nextInt(ByteMutator.EDGES.length)];
    }
}
