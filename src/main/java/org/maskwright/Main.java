package org.maskwright;

import java.nio.file.Path;
import java.util.List;
import org.maskwright.cli.Commands;
import org.maskwright.cli.Console;
import org.maskwright.cli.WindowOpener.NoDisplay;
import org.maskwright.store.DataHome;
import org.maskwright.workflow.Workbench;

/// Where the program starts. Not a JavaFX `Application`: on the class path that would be refused.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        DataHome home = DataHome.of(System.getProperties(), System.getenv());
        if (System.getProperty("maskwright.log") == null) System.setProperty("maskwright.log", home.folder().resolve("maskwright.log").toString());
        Commands commands = new Commands(Console.ofSystem(), Main::openWindow, () -> Workbench.ofSystem(Runnable::run));
        System.exit(commands.run(args));
    }

    private static void openWindow(List<Path> paths) throws NoDisplay {
        throw new NoDisplay("this build has none");
    }
}
