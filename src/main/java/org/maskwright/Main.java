package org.maskwright;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.maskwright.cli.Commands;
import org.maskwright.cli.Console;
import org.maskwright.cli.WindowOpener.NoDisplay;
import org.maskwright.fx.FxThread;
import org.maskwright.fx.MaskwrightApp;
import org.maskwright.store.DataHome;
import org.maskwright.workflow.Workbench;

/// Where the program starts. Not a JavaFX `Application`: on the class path that would be refused.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        DataHome home = DataHome.of(System.getProperties(), System.getenv());
        if (System.getProperty("maskwright.log") == null) System.setProperty("maskwright.log", home.folder().resolve("maskwright.log").toString());
        Commands commands = new Commands(Console.ofSystem(), Main::openWindow, () -> Workbench.ofSystem(Runnable::run));
        int exit = commands.run(args);
        if (!commands.hasOpenedWindow()) System.exit(exit); // else the window's thread keeps the program alive
    }

    private static void openWindow(List<Path> paths) throws NoDisplay {
        boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        if (linux && System.getProperty("glass.platform") == null && System.getenv().getOrDefault("DISPLAY", "").isEmpty()
                && System.getenv().getOrDefault("WAYLAND_DISPLAY", "").isEmpty())
            throw new NoDisplay("neither DISPLAY nor WAYLAND_DISPLAY is set");
        Workbench bench = Workbench.ofSystem(new FxThread());
        try {
            MaskwrightApp.launch(bench, paths);
        } catch (RuntimeException | LinkageError e) { // the toolkit's start fails in many ways where a library or a display is missing
            bench.close();
            throw new NoDisplay(String.valueOf(e.getMessage()));
        }
    }
}
