package org.maskwright.fx.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Asks the user for a place on the disk. Behind an interface, because the system's own dialogs cannot be tested.
public interface Places {
    /// One or more scans, label maps or project files to open; empty if the user thought better of it.
    List<Path> files();

    /// A folder.
    ///
    /// @param title what it is asked for
    Optional<Path> folder(String title, Optional<Path> start);

    /// A folder that is not there yet, where people look for their own.
    static Path freeFolder(String name) {
        Path folder = Path.of(System.getProperty("user.home", "."), "Maskwright", name.replaceAll("[^A-Za-z0-9._-]+", "-"));
        Path free = folder;
        for (int n = 2; Files.exists(free); n++) free = folder.resolveSibling(folder.getFileName() + "-" + n);
        return free;
    }

    /// The system's dialogs, over `owner`.
    static Places of(Window owner) {
        return new Places() {
            @Override
            public List<Path> files() {
                FileChooser chooser = new FileChooser();
                chooser.setTitle("Open a scan");
                chooser.getExtensionFilters().setAll(
                        new FileChooser.ExtensionFilter("Scans", "*.nii", "*.nii.gz", "*.hdr", "*.dcm", "*.nrrd", "*.nhdr", "*.mha", "*.mhd"),
                        new FileChooser.ExtensionFilter("All files", "*"));
                List<java.io.File> chosen = chooser.showOpenMultipleDialog(owner);
                return chosen == null ? List.of() : chosen.stream().map(java.io.File::toPath).toList();
            }

            @Override
            public Optional<Path> folder(String title, Optional<Path> start) {
                DirectoryChooser chooser = new DirectoryChooser();
                chooser.setTitle(title);
                start.map(Path::toFile).filter(java.io.File::isDirectory).ifPresent(chooser::setInitialDirectory);
                return Optional.ofNullable(chooser.showDialog(owner)).map(java.io.File::toPath);
            }
        };
    }
}
