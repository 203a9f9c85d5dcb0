package org.maskwright.format.raw;

/// How the samples of a file are packed.
///
/// @see RawImage
public enum Packing {
    /// As they are.
    NONE,
    /// One or more gzip members.
    GZIP,
    /// One zlib stream.
    ZLIB,
    /// Decimal numbers with blanks or commas between.
    TEXT,
    /// Two hexadecimal digits a byte.
    HEX;

    boolean isDeflated() {
        return this == GZIP || this == ZLIB;
    }

    /// Bytes that `samples` samples of `width` bytes take at least in a file.
    long leastBytes(long samples, int width) {
        return switch (this) {
            case NONE -> samples * width;
            case GZIP, ZLIB -> samples * width / DEFLATE_LIMIT;
            case TEXT -> samples * 2 - 1;
            case HEX -> samples * width * 2;
        };
    }

    /// Deflate cannot pack better than 1032 : 1 (RFC 1951: 258 bytes in two bits).
    private static final long DEFLATE_LIMIT = 1032;
}
