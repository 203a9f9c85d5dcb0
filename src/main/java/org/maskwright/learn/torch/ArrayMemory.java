package org.maskwright.learn.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/// The memory of the engine's arrays, written and read where it lies: nothing is copied on the way, and what an array took is
/// given back with its scope, not when Java next collects its garbage.
public final class ArrayMemory {
    private ArrayMemory() {}

    /// A new array of 32-bit floats that `writer` fills; every value must be written, for the memory is as it was found.
    ///
    /// @param scope that the array belongs to
    public static NDArray write(NDManager scope, Shape shape, Consumer<FloatBuffer> writer) {
        // A GPU's memory cannot be written from here: its arrays are written on the processor and moved.
        NDArray array = scope.create(shape, DataType.FLOAT32, Device.cpu());
        writer.accept(memory(array, DataType.FLOAT32).asFloatBuffer());
        return array.toDevice(scope.getDevice(), false);
    }

    /// The values of an array of 32-bit floats, the last axis fastest; to be read while the array's scope is open, and never after.
    public static FloatBuffer floats(NDArray array) {
        return memory(array, DataType.FLOAT32).asFloatBuffer();
    }

    /// As [#floats], of unsigned bytes: a mask, or up to 256 classes. The engine's Java side knows no integers of 16 bits.
    public static ByteBuffer bytes(NDArray array) {
        return memory(array, DataType.UINT8);
    }

    private static ByteBuffer memory(NDArray array, DataType type) {
        if (array.getDataType() != type) throw new IllegalArgumentException("expected an array of " + type + ", got " + array.getDataType());
        return array.toByteBuffer(true);
    }
}
