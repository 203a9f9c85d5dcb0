package org.maskwright.volume;

import java.util.function.IntUnaryOperator;
import org.maskwright.geometry.Size;

/// What every volume asks of the arrays that it takes over.
final class SliceArrays {
    private SliceArrays() {}

    /// @param lengthOf the length of slice z's array
    /// @throws IllegalArgumentException unless there is one array a slice, each as long as a slice has voxels
    static void require(Size size, int count, IntUnaryOperator lengthOf) {
        if (count != size.z()) throw new IllegalArgumentException(size.z() + " slices are needed, got " + count);
        for (int z = 0; z < count; z++)
            if (lengthOf.applyAsInt(z) != size.sliceVoxels())
                throw new IllegalArgumentException("slice " + z + " needs " + size.sliceVoxels() + " samples, got " + lengthOf.applyAsInt(z));
    }
}
