package org.maskwright.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.maskwright.disk.AtomicFile;

/// That this user agreed to run this very program, in the model's folder beside it.
///
/// It names the program by its SHA-256 and is sealed with a key that never leaves the user's own folder, so that an agreement that came with a
/// model, or that was made for another file, counts for nothing.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
record Agreement(Path key) {
    static final String FILE = "agreement.json";
    private static final int KEY_BYTES = 32;
    private static final long MAX_BYTES = 1 << 16;
    private static final JsonMapper JSON = new JsonMapper();

    /// Whether `folder` holds this user's agreement to the program of this hash.
    boolean covers(Path folder, String sha256) throws ModelException {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || !Files.isRegularFile(key) || Files.size(file) > MAX_BYTES) return false;
            JsonNode said = JSON.readTree(Files.readAllBytes(file));
            byte[] found = said.path("seal").asText("").getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(found, seal(sha256, said.path("agreed").asText(""), secret()).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchFileException | com.fasterxml.jackson.core.JsonProcessingException e) {
            return false; // no agreement, then
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// Writes down that the user agreed.
    void write(Path folder, String sha256, Instant now) throws IOException {
        if (!Files.isRegularFile(key)) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            AtomicFile.write(key, out -> out.write(fresh));
            if (Files.getFileStore(key).supportsFileAttributeView("posix")) Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(JSON.createObjectNode().put("sha256", sha256).put("agreed", now.toString())
                .put("seal", seal(sha256, now.toString(), secret())));
        AtomicFile.write(folder.resolve(FILE), out -> out.write(json));
    }

    private byte[] secret() throws IOException {
        byte[] bytes = Files.readAllBytes(key);
        if (bytes.length != KEY_BYTES) throw new IOException(key + ": expected a key of " + KEY_BYTES + " bytes, found " + bytes.length + ". Remove it, and agree anew.");
        return bytes;
    }

    private static String seal(String sha256, String agreed, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((sha256 + "\n" + agreed).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
