package org.maskwright.learn.image;

import java.util.Arrays;
import org.maskwright.geometry.Size;

/// Grey levels on a network's grid: `[z][y][x]`, x fastest, x to the patient's left, y to the back, z to the head.
///
/// The array belongs to whoever holds the block within this room; it is not changed once the block is made.
public record Block(Size size, float[] values) {
    public Block {
        if (values.length != size.voxels()) throw new IllegalArgumentException("a block of " + size + " needs " + size.voxels() + " values, got " + values.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block(Size otherSize, float[] otherValues) && size.equals(otherSize) && Arrays.equals(values, otherValues);
    }

    @Override
    public int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(values);
    }
}
