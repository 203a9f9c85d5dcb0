package org.maskwright.format.dicom.data;

import java.util.Optional;

/// Value representation: how an element's bytes are to be read (PS3.5, 6.2).
public enum VR {
    AE(Kind.TEXT, false), AS(Kind.TEXT, false), AT(Kind.TAG, false), CS(Kind.TEXT, false), DA(Kind.TEXT, false), DS(Kind.TEXT, false),
    DT(Kind.TEXT, false), FD(Kind.FLOAT64, false), FL(Kind.FLOAT32, false), IS(Kind.TEXT, false), LO(Kind.TEXT, false),
    LT(Kind.TEXT, false), OB(Kind.BYTES, true), OD(Kind.FLOAT64, true), OF(Kind.FLOAT32, true), OL(Kind.UINT32, true),
    OV(Kind.BYTES, true), OW(Kind.UINT16, true), PN(Kind.TEXT, false), SH(Kind.TEXT, false), SL(Kind.INT32, false),
    SQ(Kind.ITEMS, true), SS(Kind.INT16, false), ST(Kind.TEXT, false), SV(Kind.INT64, true), TM(Kind.TEXT, false),
    UC(Kind.TEXT, true), UI(Kind.TEXT, false), UL(Kind.UINT32, false), UN(Kind.BYTES, true), UR(Kind.TEXT, true),
    US(Kind.UINT16, false), UT(Kind.TEXT, true), UV(Kind.INT64, true);

    /// What the bytes are made of.
    enum Kind { TEXT, BYTES, ITEMS, TAG, INT16, UINT16, INT32, UINT32, INT64, FLOAT32, FLOAT64 }

    private static final VR[] BY_CODE = new VR[26 * 26];

    static {
        for (VR vr : values()) BY_CODE[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
    }

    private final Kind kind;
    private final boolean longLength;

    VR(Kind kind, boolean longLength) {
        this.kind = kind;
        this.longLength = longLength;
    }

    Kind kind() {
        return kind;
    }

    /// Whether its length is spelt in four bytes after two that are reserved, in explicit syntaxes.
    public boolean hasLongLength() {
        return longLength;
    }

    /// Whether it is text in the data set's own character set; other text is ASCII.
    boolean isLocalText() {
        return switch (this) {
            case LO, SH, LT, ST, UC, UT, PN -> true;
            default -> false;
        };
    }

    /// Whether a backslash parts one value from the next.
    boolean isParted() {
        return this != LT && this != ST && this != UT && this != UR;
    }

    /// Bytes of one number, which stand in the data set's byte order; 1 of what has none.
    int numberBytes() {
        return switch (kind) {
            case TEXT, ITEMS -> 1;
            case BYTES -> this == OV ? 8 : 1;
            case INT16, UINT16, TAG -> 2;
            case INT32, UINT32, FLOAT32 -> 4;
            case INT64, FLOAT64 -> 8;
        };
    }

    /// `text` made to fit: without control characters and backslashes, and not longer than one value may be (PS3.5, 6.2).
    public String fitting(String text) {
        int most = switch (this) {
            case SH, CS, AE -> 16;
            case LO, PN -> 64;
            case ST -> 1024;
            case LT -> 10_240;
            default -> Integer.MAX_VALUE;
        };
        String legal = text.replaceAll("\\p{Cntrl}+", " ").replace('\\', '/').strip();
        return legal.codePointCount(0, legal.length()) <= most ? legal : legal.substring(0, legal.offsetByCodePoints(0, most)).strip();
    }

    /// The representation that two letters name.
    public static Optional<VR> of(int first, int second) {
        return isLetter(first) && isLetter(second) ? Optional.ofNullable(BY_CODE[(first - 'A') * 26 + second - 'A']) : Optional.empty();
    }

    static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z';
    }
}
