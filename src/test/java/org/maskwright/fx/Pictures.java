package org.maskwright.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import org.maskwright.tool.Tools;
import org.testfx.api.FxToolkit;

/// Takes pictures of the real window in all its states, for eyes; also a command:
/// `./mvnw -q test -Dtest=WindowPicturesTest` leaves them in `target/screenshots`.
final class Pictures {
    private final Path out;
    private final int width, height;

    Pictures(Path out, int width, int height) {
        this.out = out;
        this.width = width;
        this.height = height;
    }

    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    /// @param args folder, then sizes such as `1366x768`
    public static void main(String[] args) throws Exception {
        startToolkit();
        for (String size : List.of(args).subList(1, args.length)) {
            String[] wh = size.split("x");
            new Pictures(Path.of(args[0]), Integer.parseInt(wh[0]), Integer.parseInt(wh[1])).take();
        }
        System.exit(0);
    }

    void take() throws IOException {
        Path home = Files.createTempDirectory("maskwright-pictures");
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(home, width, height))) {
            shoot(real, "empty");
            RealWindow.inWindow(() -> real.window.start(List.of()));
            real.awaitOpen();
            shoot(real, "open");
            RealWindow.inWindow(() -> real.open().tools().choose(Optional.of(Tools.ALL.getFirst())));
            shoot(real, "brush");
            RealWindow.inWindow(real.window::showKeys);
            shoot(real, "keys");
        }
    }

    private void shoot(RealWindow real, String what) throws IOException {
        real.picture(out.resolve(width + "x" + height + "-" + what + ".png"));
    }
}
