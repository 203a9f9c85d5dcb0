package org.maskwright.format.dicom.deid;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.maskwright.format.dicom.data.UidSource;

/// What stands for what: the same UID, patient or shift for the same original, for whoever holds the key, and no way back for
/// anybody who does not.
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";
    /// Letters of a pseudonym: none that are mistaken for another.
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LEAST_SHIFT_DAYS = 365, MOST_SHIFT_DAYS = 3650;

    private final byte[] key;

    /// @param key at least 16 random bytes
    public Secret(byte[] key) {
        if (key.length < 16) throw new IllegalArgumentException("a key has at least 16 bytes, got " + key.length);
        this.key = key.clone();
    }

    private byte[] hash(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((purpose + '\0').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /// The UID that stands for `uid`.
    String uid(String uid) {
        ByteBuffer bits = ByteBuffer.wrap(hash("uid", uid));
        long high = bits.getLong() & ~0xF000L | 0x4000L, low = bits.getLong() & ~(3L << 62) | 2L << 62; // a UUID of version 4, as PS3.5, B.2 asks for
        return UidSource.of(new UUID(high, low));
    }

    /// A name for a patient, such as `MW-7KQ2M9XD`.
    public String pseudonym(String patient) {
        byte[] hash = hash("patient", patient);
        StringBuilder name = new StringBuilder("MW-");
        for (int i = 0; i < 8; i++) name.append(LETTERS.charAt(hash[i] & 31));
        return name.toString();
    }

    /// By how many days all dates of a patient are moved: one to ten years back.
    int shiftDays(String patient) {
        return -LEAST_SHIFT_DAYS - new BigInteger(1, hash("days", patient)).mod(BigInteger.valueOf(MOST_SHIFT_DAYS - LEAST_SHIFT_DAYS)).intValue();
    }
}
