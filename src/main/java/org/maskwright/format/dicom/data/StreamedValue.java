package org.maskwright.format.dicom.data;

import java.io.IOException;
import java.io.OutputStream;
import org.maskwright.format.FormatException;

/// A value too large to hold, which writes itself when its data set is written.
///
/// @param length in bytes, even; -1 for encapsulated pixel data, whose content is its items without the delimiter
/// @param content as it stands in a little-endian file
public record StreamedValue(VR vr, long length, Content content) {
    /// Writes the value, always the same.
    @FunctionalInterface
    public interface Content {
        /// @param out takes exactly the promised bytes; left open
        void writeTo(OutputStream out) throws IOException, FormatException;
    }

    public StreamedValue {
        if (length < -1 || length % 2 == 1) throw new IllegalArgumentException("a value has an even length, got " + length);
    }
}
