package org.maskwright.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

/// Stored samples into the smallest volume that holds them exactly: 8 and 16 bits stay integers, colours stay colours, the
/// rest becomes 32-bit floats.
final class ToVolume {
    private ToVolume() {}

    /// @param frame which volume of a series, from 0
    static Volume read(StoredImage stored, int frame, Progress progress) throws IOException, FormatException {
        StoredImage image = stored.asSeen();
        ImageHeader header = image.header();
        if (frame < 0 || frame >= header.frames()) throw new IllegalArgumentException("frame " + frame + " of " + header.frames());
        boolean colour = isColour(header);
        if (header.interleaved() && header.channels() > 1 && !colour)
            throw FormatException.unsupported(image.name(), "", "an image of " + header.channels() + " " + header.type().id() + " samples a voxel", "Split it into one file a channel.");
        boolean small = header.type().bytes() <= 2;
        Memory.require(image.name(), bytes(header));
        if (colour) return colours(image, frame, progress);
        return small ? integers(image, frame, progress) : floats(image, frame, progress);
    }

    private static boolean isColour(ImageHeader header) {
        return header.interleaved() && header.channels() >= 3 && header.type() == SampleType.UINT8;
    }

    /// Bytes of one frame as a volume.
    static long bytes(ImageHeader header) {
        return header.size().voxels() * (isColour(header) || header.type().bytes() > 2 ? 4 : 2);
    }

    private static Volume integers(StoredImage image, int frame, Progress progress) throws IOException, FormatException {
        ImageHeader header = image.header();
        Size size = header.size();
        int first = frame * size.z();
        SampleType type = header.type();
        double intercept = type == SampleType.UINT16 ? header.intercept() + 32768 * header.slope() : header.intercept();
        ShortVolume.Builder volume = ShortVolume.builder(header.geometry(), header.slope(), intercept, header.info());
        image.readUnordered(first, first + size.z(), (index, samples) -> {
            short[] slice = new short[size.sliceVoxels()];
            if (type == SampleType.INT16 || type == SampleType.UINT16) {
                ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(slice);
                if (type == SampleType.UINT16) for (int i = 0; i < slice.length; i++) slice[i] ^= Short.MIN_VALUE; // stored − 32768
            } else if (type == SampleType.UINT8) {
                for (int i = 0; i < slice.length; i++) slice[i] = (short) (samples[i] & 0xFF);
            } else {
                for (int i = 0; i < slice.length; i++) slice[i] = samples[i];
            }
            volume.slice(index - first, slice);
        }, progress);
        return volume.build();
    }

    private static Volume floats(StoredImage image, int frame, Progress progress) throws IOException, FormatException {
        ImageHeader header = image.header();
        Size size = header.size();
        float[][] slices = new float[size.z()][];
        int first = frame * size.z();
        SampleType type = header.type();
        double slope = header.slope(), intercept = header.intercept();
        boolean asTheyAre = type == SampleType.FLOAT32 && header.isUnscaled();
        image.readUnordered(first, first + size.z(), (index, samples) -> {
            float[] slice = new float[size.sliceVoxels()];
            if (asTheyAre) ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(slice);
            else for (int i = 0; i < slice.length; i++) slice[i] = (float) (slope * type.value(samples, i) + intercept);
            slices[index - first] = slice;
        }, progress);
        return FloatVolume.adopting(header.geometry(), slices, header.info());
    }

    private static Volume colours(StoredImage image, int frame, Progress progress) throws IOException, FormatException {
        ImageHeader header = image.header();
        Size size = header.size();
        int[][] slices = new int[size.z()][];
        int first = frame * size.z(), step = header.channels();
        image.readUnordered(first, first + size.z(), (index, samples) -> {
            int[] slice = new int[size.sliceVoxels()];
            for (int i = 0, b = 0; i < slice.length; i++, b += step)
                slice[i] = (samples[b] & 0xFF) << 16 | (samples[b + 1] & 0xFF) << 8 | samples[b + 2] & 0xFF;
            slices[index - first] = slice;
        }, progress);
        return RgbVolume.adopting(header.geometry(), slices, header.info());
    }
}
