package org.maskwright.fx;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.theme.Theme;
import org.maskwright.workflow.Workbench;

/// Starts the window and ends the program with it. No `Application`: on the class path that would be refused.
public final class MaskwrightApp {
    private static final Logger FX_LOG = Logger.getLogger("javafx");
    private static final List<String> ICONS = List.of("logo-64.png", "logo-256.png");

    private MaskwrightApp() {}

    /// Opens the window with what `paths` hold (the built-in case if there are none), and returns when it was closed.
    ///
    /// @param bench made with a [FxThread] as listener executor; closed when the window is closed
    /// @throws UnsupportedOperationException if no display can be opened, with the reason
    public static void launch(Workbench bench, List<Path> paths) {
        FX_LOG.setLevel(Level.SEVERE); // else it warns at every start that it was not loaded as a module
        CountDownLatch closed = new CountDownLatch(1);
        try {
            Platform.startup(() -> show(new Stage(), bench, paths, Memory.ofUser(), closed::countDown));
        } catch (UnsupportedOperationException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new UnsupportedOperationException("the window system cannot be used (" + e.getMessage() + ")", e);
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
    }

    /// Puts the window on `stage`.
    static MainWindow show(Stage stage, Workbench bench, List<Path> paths, Memory memory, Runnable closed) {
        Theme.install();
        MainWindow window = new MainWindow(bench, Places.of(stage), memory, Clock.systemUTC());
        // A mistake of ours must not end a reader's day: it is logged, said, and the window goes on.
        Thread.currentThread().setUncaughtExceptionHandler((thread, mistake) -> window.deeds().fail(mistake));
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setScene(window.scene(Math.min(1600, screen.getWidth()), Math.min(1000, screen.getHeight())));
        stage.setTitle("Maskwright");
        stage.setMinWidth(1024);
        stage.setMinHeight(640);
        for (String icon : ICONS) stage.getIcons().add(new Image(java.util.Objects.requireNonNull(MainWindow.class.getResourceAsStream("project/" + icon))));
        stage.setMaximized(true);
        stage.setOnCloseRequest(e -> {
            if (!window.mayClose()) {
                e.consume();
                return;
            }
            window.close();
            bench.close(); // waits for what is on its way to the disk
            closed.run();
        });
        stage.show();
        window.start(paths);
        return window;
    }
}
