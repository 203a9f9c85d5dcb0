package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.label.Labels;
import org.maskwright.testing.SharedData;

/// Pictures of what is seen while opening and importing, in `target/screenshots`.
class OpeningPicturesTest {
    private static final Path OUT = Path.of("target", "screenshots");

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static void shoot(RealWindow real, int width, int height, String what) throws IOException {
        Path file = OUT.resolve(width + "x" + height + "-" + what + ".png");
        real.picture(file);
        assertThat(file).isNotEmptyFile();
    }

    private static void awaitSheet(RealWindow real, String id) {
        RealWindow.await(id + " is laid", () -> real.scene.lookup("#" + id) != null || !real.window.banner().sentence().isEmpty());
        assertThat(RealWindow.inWindow(() -> real.window.banner().sentence())).isEmpty();
    }

    /// The pictures come one after another in the background.
    private static void awaitPictures(RealWindow real) {
        RealWindow.await("every picture in sight is painted", () -> real.scene.getRoot().lookupAll(".thumbnail").stream().filter(Node::isVisible).filter(n -> n.getParent().getParent().isVisible())
                .allMatch(n -> !(((Parent) n).getChildrenUnmodifiable().getFirst() instanceof ImageView view) || view.getImage() != null)
                && real.scene.getRoot().lookupAll(".small-slice").stream().allMatch(n -> ((ImageView) ((Parent) n).getChildrenUnmodifiable().getFirst()).getImage() != null));
    }

    @ParameterizedTest
    @CsvSource("1366,768") // larger ones by hand: they tell no more
    void theBrowserShowsEverySeriesOfAFolder(int width, int height) throws Exception {
        Path dicom = SharedData.require("dicom-geometry/dev");
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder, width, height))) {
            RealWindow.inWindow(() -> real.window.start(List.of(dicom)));
            awaitSheet(real, "series-list");
            awaitPictures(real);
            shoot(real, width, height, "browser");
            real.freeMemory = 1_500_000;
            RealWindow.inWindow(() -> {
                real.window.sheets().close();
                real.window.start(List.of(dicom));
            });
            awaitSheet(real, "series-list");
            awaitPictures(real);
            shoot(real, width, height, "memory");
        }
    }

    @ParameterizedTest
    @CsvSource("1366,768") // larger ones by hand: they tell no more
    void aLabelMapIsSeenBeforeItEntersAndLayersAreOutlined(int width, int height) throws Exception {
        Path data = SharedData.require("ct-totalsegmentator");
        Path scan = data.resolve("dicom-20slices"), map = data.resolve("dicom-20slices_seg.nii.gz");
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder, width, height))) {
            RealWindow.inWindow(() -> real.window.start(List.of(scan)));
            real.awaitOpen();
            RealWindow.inWindow(() -> real.window.deeds().importLabels(map));
            awaitSheet(real, "import-panel");
            awaitPictures(real);
            shoot(real, width, height, "import");
            RealWindow.inWindow(() -> {
                if (real.scene.lookup("#import-take") instanceof Button take) take.fire();
                Geometry grid = real.open().volume().geometry();
                Mask ball = Mask.of(grid.size().box(), b -> {
                    for (int z = 6; z < 14; z++) for (int y = 0; y < 512; y++) for (int x = 0; x < 512; x++) if (Math.hypot(x - 190, y - 250) < 40) b.set(x, y, z);
                });
                real.open().session().addLayer("Lesions", Labels.of(grid, ball, 70));
            });
            RealWindow.await("the layer is there", () -> real.open().layers().size() == 2);
            RealWindow.inWindow(() -> real.open().slices().moveCrosshair(new Point(190, 250, 10)));
            shoot(real, width, height, "layers");
            RealWindow.inWindow(() -> real.open().activate(real.open().layers().getLast()));
            shoot(real, width, height, "layers-other");
        }
    }
}
