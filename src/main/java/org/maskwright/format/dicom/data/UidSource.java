package org.maskwright.format.dicom.data;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/// Gives the unique identifiers of new objects; each call gives another.
@FunctionalInterface
public interface UidSource {
    /// Random ones, unique without asking anybody (PS3.5, B.2).
    UidSource RANDOM = () -> of(UUID.randomUUID());

    String next();

    /// The identifier that stands for `uuid`: `2.25.` and its 128 bits as one decimal number.
    static String of(UUID uuid) {
        byte[] bits = ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).array();
        return "2.25." + new BigInteger(1, bits);
    }
}
