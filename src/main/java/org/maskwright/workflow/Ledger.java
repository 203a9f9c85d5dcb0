package org.maskwright.workflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.maskwright.disk.AppendLog;
import org.maskwright.disk.AtomicFile;
import org.maskwright.disk.SharedLog;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.store.DataHome;

/// What left this machine: one entry for each export, never changed and never taken out.
///
/// Beside it stands the key from which pseudonyms, UIDs and shifts are made: whoever has both the key and an original can tell
/// what became of it; without the key nobody can.
///
/// Of data sets and de-identified files an entry is written *before* what it tells of gets its name: what cannot be recorded does not
/// leave. Of single label files it is written right after. No entry names a patient, but a target's own name may: it is written as
/// it is.
public final class Ledger {
    /// One export.
    ///
    /// @param verb what was done, such as `deidentify`
    /// @param files how many files left
    /// @param target the file or folder, absolute
    /// @param pseudonyms of the patients, where they got any
    /// @param options words on how it was done, such as `dates removed`
    /// @param sha256 of the lines `<sha256 of the file>  <its path in the target>`, by path, as `sha256sum` prints them
    public record Entry(Instant at, String verb, int files, String target, List<String> pseudonyms, List<String> options, String sha256) {
        public Entry {
            pseudonyms = List.copyOf(pseudonyms);
            options = List.copyOf(options);
        }

        /// One line of JSON.
        public String json() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("at", at.toString());
            fields.put("verb", verb);
            fields.put("files", files);
            fields.put("target", target);
            fields.put("pseudonyms", pseudonyms);
            fields.put("options", options);
            fields.put("sha256", sha256);
            return JsonValue.line(fields);
        }
    }

    private static final int KEY_BYTES = 32;

    private final Path log, key;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock();

    /// The ledger of the user whose folder `home` is.
    public Ledger(DataHome home, Clock clock) {
        Path folder = home.folder().resolve("ledger");
        this.log = folder.resolve("ledger.log");
        this.key = folder.resolve("key");
        this.clock = clock;
    }

    /// Records that what stands in `written` leaves as `target`.
    ///
    /// @param verb the word of the command line for it
    /// @param written the file or folder as it is now, under a temporary name if it has one
    /// @param target where it goes
    /// @throws IOException if the entry cannot be written; then nothing may leave
    public Entry record(String verb, Path written, Path target, List<String> pseudonyms, List<String> options) throws IOException {
        List<String> lines = sums(written);
        Entry entry = new Entry(clock.instant(), verb, lines.size(), target.toAbsolutePath().normalize().toString(), pseudonyms, options,
                HexFormat.of().formatHex(sha256().digest((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8))));
        writing.lock();
        try {
            SharedLog.append(log, entry.json().getBytes(StandardCharsets.UTF_8));
        } finally {
            writing.unlock();
        }
        return entry;
    }

    /// All entries, the oldest first.
    ///
    /// @throws FormatException if one was written by a newer program, or is damaged
    public List<Entry> entries() throws IOException, FormatException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.exists(log)) return entries;
        for (byte[] record : AppendLog.readAll(log)) entries.add(parse(record));
        return entries;
    }

    private Entry parse(byte[] record) throws FormatException {
        try {
            JsonValue entry = JsonValue.read(FormatException.name(log), new ByteArrayInputStream(record));
            return new Entry(Instant.parse(entry.text("at")), entry.text("verb"), entry.integer("files"), entry.text("target"), entry.texts("pseudonyms"), entry.texts("options"),
                    entry.text("sha256"));
        } catch (FormatException | IOException | DateTimeException e) {
            throw FormatException.unexpected(FormatException.name(log), "an entry", "JSON with a date", "something else", "It is the record of what left this machine: keep it, and ask who may have changed it.");
        }
    }

    /// The key of this ledger; made when it is first asked for, readable by its owner alone where the system knows owners.
    byte[] key() throws IOException {
        writing.lock();
        try {
            if (!Files.exists(key)) {
                byte[] made = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(made);
                AtomicFile.write(key, out -> out.write(made));
                if (Files.getFileStore(key).supportsFileAttributeView("posix")) Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            }
            byte[] bytes = Files.readAllBytes(key);
            if (bytes.length < KEY_BYTES) throw new IOException(key + ": it is damaged, so pseudonyms would not be the same as before. Put it back from a copy");
            return bytes;
        } finally {
            writing.unlock();
        }
    }

    private static List<String> sums(Path written) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(written)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            String name = file.equals(written) ? FormatException.name(file) : written.relativize(file).toString().replace('\\', '/');
            lines.add(HexFormat.of().formatHex(sum(file)) + "  " + name);
        }
        return lines;
    }

    private static byte[] sum(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
