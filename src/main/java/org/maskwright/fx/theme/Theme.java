package org.maskwright.fx.theme;

import atlantafx.base.theme.PrimerDark;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Near-black and quiet, so that the pictures are the brightest thing in the room; one accent, used for what comes next.
///
/// AtlantaFX gives the controls, `maskwright.css` our colours and spacing, `controls.css` carries ControlsFX over to them.
public final class Theme {
    private static final Logger LOG = LoggerFactory.getLogger(Theme.class);
    private static final List<String> FONTS = List.of(
            "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf",
            "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf");

    private Theme() {}

    /// Loads fonts and the base theme; once, before the first scene.
    public static void install() {
        for (String font : FONTS) loadFont(font);
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    }

    /// Dresses one scene.
    public static void dress(Scene scene) {
        scene.getStylesheets().setAll(sheet("maskwright.css"), sheet("controls.css"));
        scene.setFill(javafx.scene.paint.Color.web("#0b0d10"));
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }

    /// A font that is missing is no reason to stop: the system's own stands in.
    private static void loadFont(String resource) {
        try (InputStream in = Theme.class.getResourceAsStream(resource)) {
            if (in != null) Font.loadFont(in, 13);
        } catch (IOException e) {
            LOG.warn("font {} cannot be read: {}", resource, e.getMessage());
        }
    }
}
