package org.maskwright.format.dicom.data;

/// Turns numbers from one byte order to the other.
final class ByteOrders {
    private ByteOrders() {}

    /// Turns each whole number of `size` bytes around, in place.
    static void swap(byte[] bytes, int size) {
        for (int at = 0; size > 1 && at + size <= bytes.length; at += size) {
            for (int i = at, j = at + size - 1; i < j; i++, j--) {
                byte b = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = b;
            }
        }
    }
}
