package org.maskwright.format.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Spells TIFF files by hand, one uncompressed strip a page.
final class TinyTiff {
    private final ByteOrder order;
    private final List<TreeMap<Integer, long[]>> pages = new ArrayList<>();
    private final List<byte[]> pixels = new ArrayList<>();
    private String description = "";

    TinyTiff(ByteOrder order) {
        this.order = order;
    }

    /// A page of grey samples of so many bits, given in the file's byte order.
    TinyTiff page(int width, int height, int bits, byte[] samples, long... moreTags) {
        TreeMap<Integer, long[]> tags = new TreeMap<>();
        tags.put(256, new long[] {width});
        tags.put(257, new long[] {height});
        tags.put(258, new long[] {bits});
        tags.put(259, new long[] {1});
        tags.put(262, new long[] {1});
        tags.put(277, new long[] {1});
        tags.put(278, new long[] {height});
        for (int i = 0; i < moreTags.length; i += 2) tags.put((int) moreTags[i], new long[] {moreTags[i + 1]});
        tags.putIfAbsent(279, new long[] {samples.length});
        pages.add(tags);
        pixels.add(samples);
        return this;
    }

    /// The `ImageDescription` of the first page.
    TinyTiff describe(String text) {
        description = text;
        return this;
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(buffer(8).put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).array());
        for (int p = 0; p < pages.size(); p++) {
            TreeMap<Integer, long[]> tags = pages.get(p);
            byte[] text = p == 0 && !description.isEmpty() ? (description + "\0").getBytes(StandardCharsets.UTF_8) : new byte[0];
            int n = tags.size() + 1 + (text.length > 0 ? 1 : 0) + 2, directory = 2 + 12 * n + 4, start = out.size(), data = start + directory;
            int rationals = data, textAt = rationals + 16, samplesAt = textAt + text.length;
            tags.put(273, new long[] {samplesAt});
            TreeMap<Integer, Runnable> entries = new TreeMap<>();
            ByteBuffer b = buffer(directory);
            b.putShort((short) n);
            tags.forEach((tag, value) -> {
                if (tag != 282 && tag != 283) entries.put(tag, () -> number(b, tag, (int) value[0]));
            });
            for (int i = 0; i < 2; i++) {
                int tag = 282 + i, at = rationals + 8 * i;
                entries.put(tag, () -> b.putShort((short) tag).putShort((short) 5).putInt(1).putInt(at));
            }
            if (text.length > 0) entries.put(270, () -> b.putShort((short) 270).putShort((short) 2).putInt(text.length).putInt(textAt));
            entries.values().forEach(Runnable::run);
            b.putShort(0, (short) entries.size());
            int next = samplesAt + pixels.get(p).length;
            b.putInt(p + 1 < pages.size() ? next : 0);
            out.write(b.array(), 0, b.position());
            out.write(new byte[directory - b.position()]);
            for (int i = 0; i < 2; i++) out.write(buffer(8).putInt((int) tags.getOrDefault(282 + i, new long[] {1})[0]).putInt(1).array());
            out.write(text);
            out.write(pixels.get(p));
        }
        return out.toByteArray();
    }

    /// Offsets and lengths as LONG, the rest as SHORT.
    private static void number(ByteBuffer b, int tag, int value) {
        boolean wide = tag == 254 || tag == 273 || tag == 279;
        b.putShort((short) tag).putShort((short) (wide ? 4 : 3)).putInt(1);
        if (wide) b.putInt(value);
        else b.putShort((short) value).putShort((short) 0);
    }

    private ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }
}
