package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.fx.part.NumberField;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.Phantoms;

/// What training varies, in the window; leaves its picture in `target/screenshots`.
class AugmentSheetTest {
    private static final Geometry GRID = Geometry.upright(40, 36, 16, 1, 1, 1.5);

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private Path scan() throws Exception {
        Path file = folder.resolve("ball.nii");
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf("ball.nii").write(StoredImage.of(Phantoms.shorts(GRID, p -> 40 * Math.sin(p.x() / 3) * Math.cos(p.y() / 4) + (ball(p.x(), p.y(), p.z()) ? 250 : 80))),
                    "ball.nii", out, Progress.NONE);
        }
        return file;
    }

    private static boolean ball(double x, double y, double z) {
        return Math.hypot(Math.hypot(x - 18, y - 20), z - 12) < 8;
    }

    private static void paint(RealWindow real) {
        Size size = GRID.size();
        Mask mask = Mask.of(size.box(), b -> {
            for (int z = 0; z < size.z(); z++) for (int y = 0; y < size.y(); y++) for (int x = 0; x < size.x(); x++) if (ball(x, y, 1.5 * z)) b.run(y, z, x, x + 1);
        });
        RealWindow.inWindow(() -> {
            OpenEdit edit = real.open().session().labels().open(PaintRule.EVERYWHERE);
            edit.fill(mask, 1);
            edit.commit("Brush");
        });
    }

    private static List<Integer> pixels(RealWindow real) {
        return RealWindow.inWindow(() -> {
            real.scene.getRoot().applyCss();
            List<Integer> all = new ArrayList<>();
            for (Node node : real.scene.getRoot().lookupAll("#augment-gallery .image-view")) {
                PixelReader pixels = ((ImageView) node).getImage().getPixelReader();
                for (int i = 0; i < 60; i++) all.add(pixels.getArgb(i, i));
            }
            return all;
        });
    }

    private static void awaitGallery(RealWindow real) {
        RealWindow.await("the gallery is drawn", () -> gallery(real).getChildren().size() == 2 + 12 + 1 && doing(real).isEmpty());
    }

    private static Pane gallery(RealWindow real) {
        real.scene.getRoot().applyCss();
        return (Pane) real.scene.lookup("#augment-gallery");
    }

    private static String doing(RealWindow real) {
        return ((Label) real.scene.lookup("#augment-doing")).getText();
    }

    @Test
    void aRowForEachAugmentationAndAnotherSeedDrawsAnew() throws Exception {
        Path scan = scan();
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 768))) {
            RealWindow.inWindow(() -> real.window.start(List.of(scan)));
            real.awaitOpen();
            RealWindow.inWindow(() -> real.window.deeds().showAugmentation());
            RealWindow.await("it says why there is nothing to show", () -> doing(real).contains("no labels yet"));
            RealWindow.inWindow(() -> real.window.sheets().close());

            paint(real);
            RealWindow.inWindow(() -> real.window.deeds().showAugmentation());
            awaitGallery(real);
            List<Integer> first = pixels(real);
            assertThat(first).hasSizeGreaterThan(60 * 12 * 6);
            real.picture(Path.of("target", "screenshots", "augment.png"));

            RealWindow.inWindow(() -> ((Button) real.scene.lookup("#draw-again")).fire());
            awaitGallery(real);
            assertThat(pixels(real)).isNotEqualTo(first);
            RealWindow.inWindow(() -> ((NumberField) real.scene.lookup("#augment-seed")).valueProperty().set(1));
            awaitGallery(real);
            assertThat(pixels(real)).isEqualTo(first);
        }
    }
}
