package org.maskwright.fx.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.slf4j.LoggerFactory;

/// Asks the user for a place on the disk. Behind an interface, because the system's own dialogs cannot be tested.
public interface Places {
    /// One or more scans, label maps or project files to open; empty if the user thought better of it.
    List<Path> files();

    /// A model's file from elsewhere; empty if the user thought better of it.
    default Optional<Path> model() {
        return Optional.empty();
    }

    /// A file of text, such as a list; empty if the user thought better of it.
    ///
    /// @param title what it is asked for
    default Optional<Path> file(String title) {
        return Optional.empty();
    }

    /// A folder.
    ///
    /// @param title what it is asked for
    Optional<Path> folder(String title, Optional<Path> start);

    /// A file to write, which may be there already.
    ///
    /// @param start the file that is suggested
    Optional<Path> save(String title, Path start);

    /// Shows a folder, or the folder of a file, in the system's own browser of files.
    void show(Path place);

    /// Opens a file, such as a page, with whatever the system opens it with.
    default void open(Path file) {
        String system = System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT);
        String program = system.contains("win") ? "explorer.exe" : system.contains("mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(program, file.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            LoggerFactory.getLogger(Places.class).warn("{} cannot be started: {}", program, e.getMessage()); // its name stands on the screen
        }
    }

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
            public Optional<Path> model() {
                FileChooser chooser = new FileChooser();
                chooser.setTitle("Add a model");
                chooser.getExtensionFilters().setAll(new FileChooser.ExtensionFilter("Models", "*.ts", "*.pt", "*.pth", "*.zip", "*.safetensors"), new FileChooser.ExtensionFilter("All files", "*"));
                return Optional.ofNullable(chooser.showOpenDialog(owner)).map(java.io.File::toPath);
            }

            @Override
            public Optional<Path> file(String title) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                return Optional.ofNullable(chooser.showOpenDialog(owner)).map(java.io.File::toPath);
            }

            @Override
            public Optional<Path> folder(String title, Optional<Path> start) {
                DirectoryChooser chooser = new DirectoryChooser();
                chooser.setTitle(title);
                start.map(Path::toFile).filter(java.io.File::isDirectory).ifPresent(chooser::setInitialDirectory);
                return Optional.ofNullable(chooser.showDialog(owner)).map(java.io.File::toPath);
            }

            @Override
            public Optional<Path> save(String title, Path start) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                Path folder = start.toAbsolutePath().getParent();
                if (folder != null && Files.isDirectory(folder)) chooser.setInitialDirectory(folder.toFile());
                chooser.setInitialFileName(String.valueOf(start.getFileName()));
                return Optional.ofNullable(chooser.showSaveDialog(owner)).map(java.io.File::toPath);
            }

            @Override
            public void show(Path place) {
                Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
                if (folder != null) open(folder);
            }
        };
    }
}
