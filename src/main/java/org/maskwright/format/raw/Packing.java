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
    /// One or more bzip2 streams.
    BZIP2,
    /// Decimal numbers with blanks or commas between.
    TEXT,
    /// Two hexadecimal digits a byte.
    HEX;

    /// Whether few bytes may become many.
    boolean isPacked() {
        return this == GZIP || this == ZLIB || this == BZIP2;
    }

    /// Bytes that `samples` samples of `width` bytes take at least in a file.
    long leastBytes(long samples, int width) {
        return switch (this) {
            case NONE -> samples * width;
            case GZIP, ZLIB -> samples * width / DEFLATE_LIMIT;
            case BZIP2 -> samples * width / BZIP2_LIMIT;
            case TEXT -> samples * 2 - 1;
            case HEX -> samples * width * 2;
        };
    }

    /// Deflate cannot pack better than 1032 : 1 (RFC 1951: 258 bytes in two bits).
    private static final long DEFLATE_LIMIT = 1032;
    /// A block of bzip2 takes some 37 bytes at least, and holds at most 900,000 that run lengths of 255 have made out of 5 each:
    /// 45.9 MB of zeros become 37 bytes.
    private static final long BZIP2_LIMIT = 1_300_000;
}
