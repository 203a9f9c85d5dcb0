package org.maskwright.learn.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/// A named, immutable block of 32-bit floats, the last axis running fastest.
///
/// The values lie in a direct buffer in the machine's own order, so that they reach the engine without another copy.
public final class Tensor {
    private final String name;
    private final List<Integer> shape;
    private final ByteBuffer bytes;

    private Tensor(String name, List<Integer> shape, ByteBuffer bytes) {
        this.name = name;
        this.shape = List.copyOf(shape);
        this.bytes = bytes;
    }

    /// @param values copied; its length must be the product of `shape`
    /// @throws IllegalArgumentException if the two do not agree
    public static Tensor of(String name, List<Integer> shape, float[] values) {
        requireCount(name, shape, values.length);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES)).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return new Tensor(name, shape, bytes);
    }

    /// A copy of the floats that remain in `values`.
    public static Tensor of(String name, List<Integer> shape, FloatBuffer values) {
        FloatBuffer source = values.duplicate();
        requireCount(name, shape, source.remaining());
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(source.remaining(), Float.BYTES)).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(source);
        return new Tensor(name, shape, bytes);
    }

    /// `value` everywhere.
    public static Tensor filled(String name, List<Integer> shape, float value) {
        float[] values = new float[Math.toIntExact(countOf(shape))];
        java.util.Arrays.fill(values, value);
        return of(name, shape, values);
    }

    public String name() {
        return name;
    }

    public List<Integer> shape() {
        return shape;
    }

    public int count() {
        return bytes.capacity() / Float.BYTES;
    }

    /// The values, to be read only.
    public FloatBuffer values() {
        return bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /// A fresh copy of the values.
    public float[] toArray() {
        float[] copy = new float[count()];
        values().get(copy);
        return copy;
    }

    public Tensor renamed(String other) {
        return new Tensor(other, shape, bytes);
    }

    /// Each value rounded to the nearest of 16 bits, which takes half the room on disk; unchanged where one would be infinite.
    public Tensor halved() {
        float[] values = toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
            if (!Float.isFinite(values[i])) return this;
        }
        return of(name, shape, values);
    }

    /// True if every value is one of 16 bits, so that storing it so loses nothing, and their number is even, so that what follows
    /// still lies at a multiple of four bytes.
    boolean isHalf() {
        if (count() % 2 != 0) return false;
        FloatBuffer values = values();
        while (values.hasRemaining()) {
            float value = values.get();
            if (Float.floatToRawIntBits(Float.float16ToFloat(Float.floatToFloat16(value))) != Float.floatToRawIntBits(value)) return false;
        }
        return true;
    }

    /// Same shape and the same bits in every value; the name plays no part.
    public boolean sameValues(Tensor other) {
        return shape.equals(other.shape) && bytes.equals(other.bytes);
    }

    /// True if every value is a finite number.
    public boolean isFinite() {
        FloatBuffer values = values();
        while (values.hasRemaining()) {
            if (!Float.isFinite(values.get())) return false;
        }
        return true;
    }

    @Override
    public String toString() {
        return name + shape;
    }

    static long countOf(List<Integer> shape) {
        long count = 1;
        for (int size : shape) count = Math.multiplyExact(count, size);
        return count;
    }

    private static void requireCount(String name, List<Integer> shape, int found) {
        for (int size : shape) {
            if (size < 1) throw new IllegalArgumentException("tensor '" + name + "' has an empty axis: " + shape);
        }
        if (countOf(shape) != found) {
            throw new IllegalArgumentException("tensor '" + name + "' of shape " + shape + " needs " + countOf(shape) + " values, got " + found);
        }
    }
}
