package org.maskwright.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.maskwright.geometry.Size;

/// The folder where the program keeps what belongs to the user and was given no place: projects of files that were merely
/// opened, models, the list of recent things.
public record DataHome(Path folder) {
    public DataHome {
        folder = folder.toAbsolutePath().normalize();
    }

    /// The folder of this system, or what `-Dmaskwright.home` or `MASKWRIGHT_HOME` say.
    public static DataHome of(Properties properties, Map<String, String> environment) {
        String chosen = properties.getProperty("maskwright.home", environment.getOrDefault("MASKWRIGHT_HOME", ""));
        if (!chosen.isBlank()) return new DataHome(Path.of(chosen));
        Path home = Path.of(properties.getProperty("user.home", "."));
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return new DataHome((roaming.isBlank() ? home.resolve("AppData").resolve("Roaming") : Path.of(roaming)).resolve("Maskwright"));
        }
        if (system.startsWith("mac")) return new DataHome(home.resolve("Library").resolve("Application Support").resolve("Maskwright"));
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return new DataHome((data.isBlank() ? home.resolve(".local").resolve("share") : Path.of(data)).resolve("maskwright"));
    }

    public Path projects() {
        return folder.resolve("projects");
    }

    public Path models() {
        return folder.resolve("models");
    }

    /// What seals this user's agreements to run programs from elsewhere.
    public Path agreementKey() {
        return folder.resolve("agreement.key");
    }

    public Path recentFile() {
        return folder.resolve("recent.json");
    }

    /// Where the strokes on a scan go that was opened without a project: the same place whenever it is opened again.
    public Path projectOf(Source source) {
        return switch (source) {
            case Source.OnDisk(Path path, String item) -> {
                String name = title(source).replaceAll("[^A-Za-z0-9._-]+", "_");
                String key = Fingerprint.of(path + "\n" + item).substring(0, 12);
                yield projects().resolve((name.length() > 40 ? name.substring(0, 40) : name) + "-" + key);
            }
            case Source.Phantom(long seed, Size size) -> projects().resolve("phantom-" + seed + "-" + size.x() + "x" + size.y() + "x" + size.z());
        };
    }

    /// What people call a scan: its file's name without the ending.
    public static String title(Source source) {
        return switch (source) {
            case Source.OnDisk(Path path, String _) -> {
                Path name = path.getFileName();
                String plain = name == null ? path.toString() : name.toString().replaceFirst("(?i)\\.(nii|nrrd|mha|mhd|dcm|hdr|img)?(\\.gz)?$", "");
                yield plain.isBlank() ? "Scan" : plain;
            }
            case Source.Phantom _ -> "Torso phantom";
        };
    }
}
