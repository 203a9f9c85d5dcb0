package org.maskwright.fx;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
    private static final List<String> ICONS = List.of("logo-64.png", "logo-256.png");

    private MaskwrightApp() {}

    /// Opens the window with what `paths` hold (the built-in case if there are none) and returns once it is on its way.
    ///
    /// @param bench made with a [FxThread] as listener executor; closed when the window is closed
    /// @throws UnsupportedOperationException if no display can be opened
    public static void launch(Workbench bench, List<Path> paths) {
        Platform.startup(() -> show(new Stage(), bench, paths, Memory.ofUser()));
    }

    /// Puts the window on `stage`.
    static MainWindow show(Stage stage, Workbench bench, List<Path> paths, Memory memory) {
        Theme.install();
        MainWindow window = new MainWindow(bench, Places.of(stage), memory, Clock.systemUTC());
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setScene(window.scene(Math.min(1600, screen.getWidth()), Math.min(1000, screen.getHeight())));
        stage.setTitle("Maskwright");
        stage.setMinWidth(1024);
        stage.setMinHeight(640);
        for (String icon : ICONS) stage.getIcons().add(new Image(java.util.Objects.requireNonNull(MainWindow.class.getResourceAsStream("project/" + icon))));
        if (screen.getWidth() <= 1600) stage.setMaximized(true);
        stage.setOnCloseRequest(e -> {
            window.close();
            bench.close(); // waits for what is on its way to the disk
            Platform.exit();
        });
        stage.show();
        window.start(paths);
        return window;
    }
}
