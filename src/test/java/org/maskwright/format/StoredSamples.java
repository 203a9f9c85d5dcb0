package org.maskwright.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.maskwright.job.Progress;

/// An image whose stored samples are given byte by byte.
public record StoredSamples(ImageHeader header, byte[][] slices) implements StoredImage {
    /// Random bytes; of floats the values are tame, so that sums are finite.
    public static StoredSamples random(ImageHeader header, long seed) {
        Random random = new Random(seed);
        byte[][] slices = new byte[(int) header.sliceCount()][(int) header.sliceBytes()];
        for (byte[] slice : slices) {
            random.nextBytes(slice);
            int width = header.type().bytes();
            if (header.type().isFloat()) for (int i = width - 1; i < slice.length; i += width) slice[i] = 0x40;
        }
        return new StoredSamples(header, slices);
    }

    @Override
    public String name() {
        return "samples";
    }

    @Override
    public void read(int from, int to, SliceSink sink, Progress progress) throws IOException, FormatException {
        for (int i = from; i < to; i++) sink.slice(i, slices[i].clone());
    }

    /// The bytes of a file of this name with this image.
    public byte[] fileBytes(String fileName) throws IOException, FormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Formats.writerOf(fileName).write(this, fileName, out, Progress.NONE);
        return out.toByteArray();
    }

    public Path writeTo(Path file) throws IOException, FormatException {
        return Files.write(file, fileBytes(FormatException.name(file)));
    }
}
