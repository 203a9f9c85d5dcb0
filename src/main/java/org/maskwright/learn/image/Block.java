package org.maskwright.learn.image;

import java.util.Arrays;
import java.util.List;
import org.maskwright.geometry.Size;

/// Grey levels on a network's grid: `[channel][z][y][x]`, x fastest, x to the patient's left, y to the back, z to the head.
///
/// The array belongs to whoever holds the block within this room; it is not changed once the block is made.
///
/// @param channels images of one case, one behind the other
public record Block(Size size, int channels, float[] values) {
    public Block {
        if (channels < 1 || values.length != channels * size.voxels()) {
            throw new IllegalArgumentException("a block of " + size + " and " + channels + " channels needs " + channels * size.voxels() + " values, got " + values.length);
        }
    }

    /// Of one image.
    public Block(Size size, float[] values) {
        this(size, 1, values);
    }

    /// The channels of several blocks of one size, in their order.
    ///
    /// @param images at least one
    public static Block of(List<Block> images) {
        if (images.size() == 1) return images.getFirst();
        Size size = images.getFirst().size;
        int channels = images.stream().mapToInt(Block::channels).sum();
        float[] all = new float[Math.toIntExact(channels * size.voxels())];
        int at = 0;
        for (Block one : images) {
            if (!one.size.equals(size)) throw new IllegalArgumentException("channels have one size, got " + size + " and " + one.size);
            System.arraycopy(one.values, 0, all, at, one.values.length);
            at += one.values.length;
        }
        return new Block(size, channels, all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block(Size otherSize, int otherChannels, float[] otherValues) && size.equals(otherSize) && channels == otherChannels && Arrays.equals(values, otherValues);
    }

    @Override
    public int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(values);
    }
}
