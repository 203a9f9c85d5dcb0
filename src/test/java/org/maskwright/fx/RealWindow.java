package org.maskwright.fx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.theme.Theme;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.store.DataHome;
import org.maskwright.store.FragileDisk;
import org.maskwright.testing.Phantoms;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Workbench;
import org.testfx.util.WaitForAsyncUtils;

/// The program's own window over a workbench in a folder of its own, for tests and pictures.
final class RealWindow implements AutoCloseable {
    /// A clock that stands still, so that pictures do not change from run to run.
    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    /// What a scan may take, in bytes; a test can make it little.
    volatile long freeMemory = Long.MAX_VALUE;
    /// The folder that the user chooses; nothing if they think better of it.
    volatile Optional<Path> folder = Optional.empty();
    final FragileDisk disk = new FragileDisk();
    final Workbench bench;
    final MainWindow window;
    final Scene scene;
    final Stage stage = new Stage();
    final Map<String, String> memory;

    RealWindow(Path home, double width, double height) {
        this(home, width, height, new ModelShelf(List.of(Path.of("models"))), Clock.systemUTC());
    }

    RealWindow(Path home, double width, double height, ModelShelf models, Clock clock) {
        this(home, width, height, models, clock, Map.of("guide", "seen"));
    }

    /// @param remembered what the window remembers of earlier starts
    RealWindow(Path home, double width, double height, ModelShelf models, Clock clock, Map<String, String> remembered) {
        memory = new HashMap<>(remembered);
        Theme.install();
        bench = new Workbench(new JobRunner(new FxThread()), new DataHome(home), models, disk, clock, () -> freeMemory);
        window = new MainWindow(bench, new NoPlaces() {
            @Override
            public Optional<Path> folder(String title, Optional<Path> start) {
                return folder;
            }
        }, new Memory() {
            @Override
            public Optional<String> recall(String key) {
                return Optional.ofNullable(memory.get(key));
            }

            @Override
            public void keep(String key, String value) {
                memory.put(key, value);
            }
        }, clock);
        scene = window.scene(width, height);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    /// Opens a small ramp of grey levels, and waits for it.
    CaseModel openSmall(Path folder) throws Exception {
        Path scan = folder.resolve("small.nii.gz");
        try (var out = Files.newOutputStream(scan)) {
            Formats.writerOf("small.nii.gz").write(StoredImage.of(Phantoms.shorts(Geometry.upright(8, 8, 4, 1, 1, 1), p -> p.x() * 10)), "small.nii.gz", out, Progress.NONE);
        }
        inWindow(() -> window.start(List.of(scan)));
        await("the scan is open", () -> window.openCase().isPresent());
        return open();
    }

    CaseModel open() {
        return window.openCase().orElseThrow(() -> new AssertionError("no case is open; the window says: " + window.banner().sentence()));
    }

    static <T> T inWindow(Callable<T> call) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, call);
    }

    static void inWindow(Runnable deed) {
        inWindow(() -> {
            deed.run();
            return true;
        });
    }

    /// Waits, with the window's thread free, until `condition` holds there.
    static void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> inWindow((Callable<Boolean>) condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
    }

    /// @param id of the node; sheets have one only once their style is known
    <T extends Node> T find(String id, Class<T> type) {
        scene.getRoot().applyCss();
        return type.cast(scene.lookup("#" + id));
    }

    void click(String id) {
        inWindow(() -> {
            Node node = find(id, Node.class);
            if (node instanceof Button button) button.fire();
            else Event.fireEvent(node, new MouseEvent(MouseEvent.MOUSE_CLICKED, 0, 0, 0, 0, MouseButton.PRIMARY, 1, false, false, false, false, true, false, false, true, false, true, null));
        });
    }

    void awaitOpen() {
        await("a case is open", () -> window.openCase().isPresent() || !window.banner().sentence().isEmpty());
        open();
    }

    /// The window as it looks now, with all pictures painted.
    BufferedImage picture() {
        return inWindow(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            window.planes().paintNow();
            WritableImage shot = scene.snapshot(null);
            int w = (int) shot.getWidth(), h = (int) shot.getHeight();
            int[] argb = new int[w * h];
            shot.getPixelReader().getPixels(0, 0, w, h, javafx.scene.image.PixelFormat.getIntArgbInstance(), argb, 0, w);
            BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, w, h, argb, 0, w);
            return image;
        });
    }

    /// Keeps the picture as PNG, in 64 steps of each colour: nobody sees it, and the noise of a scan takes half the bytes.
    void picture(Path file) throws IOException {
        BufferedImage image = picture();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                image.setRGB(x, y, step(rgb >> 16) << 16 | step(rgb >> 8) << 8 | step(rgb));
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
    }

    private static int step(int colour) {
        return Math.round((colour & 255) * 63 / 255f) * 255 / 63;
    }

    @Override
    public void close() {
        inWindow(() -> {
            window.close();
            stage.close();
        });
        bench.close();
    }

    /// Nobody sits before a test's window.
    static class NoPlaces implements Places {
        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public Optional<Path> folder(String title, Optional<Path> start) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String title, Path start) {
            return Optional.empty();
        }

        @Override
        public void show(Path place) {}
    }
}
