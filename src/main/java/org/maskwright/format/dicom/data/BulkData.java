package org.maskwright.format.dicom.data;

/// A value left in its file: pixel data, and anything too large to hold beside it.
///
/// @param position of the value's first byte in its [ByteSource]
/// @param length in bytes; -1 for encapsulated pixel data, which ends by a delimiter
/// @param bigEndian how the value's numbers are spelt
public record BulkData(VR vr, long position, long length, boolean bigEndian) {
    public boolean isEncapsulated() {
        return length < 0;
    }
}
