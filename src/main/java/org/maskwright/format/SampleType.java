package org.maskwright.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/// How one sample of one voxel is stored. Samples travel through this room as little-endian bytes.
public enum SampleType {
    UINT8(1), INT8(1), UINT16(2), INT16(2), UINT32(4), INT32(4), UINT64(8), INT64(8), FLOAT32(4), FLOAT64(8);

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    SampleType(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of one sample.
    public int bytes() {
        return bytes;
    }

    /// The name in reports: `uint8`, `int16`, `float32` …
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /// The stored sample at `index` (counted in samples, not bytes). 64-bit integers beyond 2⁵³ are rounded.
    public double value(byte[] samples, int index) {
        return switch (this) {
            case UINT8 -> samples[index] & 0xFF;
            case INT8 -> samples[index];
            case UINT16 -> (short) SHORT.get(samples, index * 2) & 0xFFFF;
            case INT16 -> (short) SHORT.get(samples, index * 2);
            case UINT32 -> (int) INT.get(samples, index * 4) & 0xFFFFFFFFL;
            case INT32 -> (int) INT.get(samples, index * 4);
            case UINT64 -> unsigned((long) LONG.get(samples, index * 8));
            case INT64 -> (long) LONG.get(samples, index * 8);
            case FLOAT32 -> (float) FLOAT.get(samples, index * 4);
            case FLOAT64 -> (double) DOUBLE.get(samples, index * 8);
        };
    }

    /// Stores `value` at `index`, rounded and held in the range of integers; NaN becomes 0 of them.
    public void put(byte[] samples, int index, double value) {
        switch (this) {
            case UINT8 -> samples[index] = (byte) Math.clamp(Math.rint(value), 0, 255);
            case INT8 -> samples[index] = (byte) Math.clamp(Math.rint(value), -128, 127);
            case UINT16 -> SHORT.set(samples, index * 2, (short) (int) Math.clamp(Math.rint(value), 0, 65535));
            case INT16 -> SHORT.set(samples, index * 2, (short) Math.clamp(Math.rint(value), Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT32 -> INT.set(samples, index * 4, (int) (long) Math.clamp(Math.rint(value), 0, 0xFFFFFFFFL));
            case INT32 -> INT.set(samples, index * 4, (int) Math.rint(value));
            case UINT64 -> LONG.set(samples, index * 8, value >= 0x1p63 ? (long) (value - 0x1p63) ^ Long.MIN_VALUE : (long) Math.max(0, Math.rint(value)));
            case INT64 -> LONG.set(samples, index * 8, (long) Math.rint(value));
            case FLOAT32 -> FLOAT.set(samples, index * 4, (float) value);
            case FLOAT64 -> DOUBLE.set(samples, index * 8, value);
        }
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}
