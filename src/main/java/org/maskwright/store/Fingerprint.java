package org.maskwright.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// Tells whether a scan still holds the voxels that were labelled, wherever its file went and however it is packed.
public final class Fingerprint {
    private Fingerprint() {}

    /// SHA-256 over the size and the real-world values as little-endian float32, x fastest; lower-case hexadecimal.
    public static String of(Volume volume) {
        MessageDigest digest = sha256();
        Size size = volume.geometry().size();
        digest.update(ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(size.x()).putInt(size.y()).putInt(size.z()).flip());
        float[] slice = new float[size.sliceVoxels()];
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(slice.length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int z = 0; z < size.z(); z++) {
            volume.copySlice(z, slice);
            bytes.asFloatBuffer().put(slice);
            digest.update(bytes.duplicate());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// SHA-256 over the size and the labels as little-endian 16-bit integers, x fastest; lower-case hexadecimal.
    public static String of(Labels labels) {
        MessageDigest digest = sha256();
        Size size = labels.geometry().size();
        digest.update(ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(size.x()).putInt(size.y()).putInt(size.z()).flip());
        short[] slice = new short[size.sliceVoxels()];
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(slice.length, Short.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int z = 0; z < size.z(); z++) {
            labels.copySlice(z, slice);
            bytes.asShortBuffer().put(slice);
            digest.update(bytes.duplicate());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// SHA-256 of a text's UTF-8 bytes, lower-case hexadecimal.
    public static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
