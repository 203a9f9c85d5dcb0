package org.maskwright.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Real data that is too large, or not ours, to stand in the tree: a folder `shared/data` beside the checkout, or wherever
/// `-Dmaskwright.shared` says. Tests that need it are skipped, with a message, where it is absent.
public final class SharedData {
    private static final Path ROOT = Path.of(System.getProperty("maskwright.shared", "../shared")).toAbsolutePath().normalize();

    private SharedData() {}

    /// The path `data/…` of the shared folder.
    ///
    /// Skips the test if there is none.
    public static Path require(String... parts) {
        Path path = ROOT.resolve("data").resolve(Path.of("", parts));
        Assumptions.assumeTrue(Files.exists(path), "no shared data at " + path + "; -Dmaskwright.shared=FOLDER names it");
        return path;
    }

    public static boolean isPresent(String... parts) {
        return Files.exists(ROOT.resolve("data").resolve(Path.of("", parts)));
    }
}
