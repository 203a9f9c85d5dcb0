package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.fx.slice.HeatShown;
import org.maskwright.fx.slice.SliceView;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.render.Viewport;
import org.maskwright.tool.Gesture;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.KnownProposal;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The whole loop by keys and mouse in the real window: open, accept, correct, take back, grow, threshold, export.
class LoopTest extends ApplicationTest {
    private static final Geometry GRID = Geometry.upright(48, 48, 24, 1, 1, 2);
    private static final Point MIDDLE = new Point(20, 24, 12);
    private static final double RADIUS = 8;
    private static final short AIR = -1000, TISSUE = 60;

    @TempDir Path folder;
    private RealWindow real;

    @Override
    public void start(Stage stage) {
        real = new RealWindow(folder.resolve("home"), 1366, 768);
    }

    @AfterEach
    void closeWindow() {
        real.close();
    }

    private static boolean inBall(int x, int y, int z, double radius) {
        return GRID.toPatient(x, y, z).distanceTo(GRID.toPatient(MIDDLE.x(), MIDDLE.y(), MIDDLE.z())) <= radius;
    }

    /// A ball of tissue in air.
    private Path scan(String name) throws IOException, FormatException {
        short[][] slices = new short[24][48 * 48];
        for (int z = 0; z < 24; z++)
            for (int i = 0; i < 48 * 48; i++) slices[z][i] = inBall(i % 48, i / 48, z, RADIUS) ? TISSUE : AIR;
        Path file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf(name).write(StoredImage.of(ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.CT)), name, out, Progress.NONE);
        }
        return file;
    }

    /// What a model that sees a little too small would say.
    private static Proposal proposal() {
        Mask mask = Mask.of(GRID.size().box(), b -> {
            for (int z = 0; z < 24; z++) for (int y = 0; y < 48; y++) for (int x = 0; x < 48; x++) if (inBall(x, y, z, RADIUS - 2)) b.set(x, y, z);
        });
        return new Proposal(Labels.of(GRID, mask, 1), new LabelTable(List.of(new LabelTable.Entry(1, "Ball", 0xF2A541))), "balls", "00ff", RealWindow.NOON.instant());
    }

    /// Where a voxel is on the screen while the view is fitted.
    private Point2D onScreen(Plane plane, double x, double y, double z) {
        return RealWindow.inWindow(() -> {
            SliceView view = real.window.planes().view(plane);
            SliceAxes axes = GRID.axes(plane);
            Viewport fit = Viewport.fit((int) view.getWidth(), (int) view.getHeight(), GRID, axes);
            Point voxel = new Point(x, y, z);
            return view.localToScreen(fit.x(axes.u(voxel)), fit.y(axes.v(voxel)));
        });
    }

    private Labels labels() {
        return RealWindow.inWindow(() -> real.open().session().labels().snapshot());
    }

    private List<String> steps() {
        return RealWindow.inWindow(() -> real.open().history().undoable().stream().map(LabelEdit::name).toList());
    }

    private long voxels() {
        return labels().counts().getOrDefault(1, 0L);
    }

    private void openBall() throws IOException, FormatException {
        Path scan = scan("ball.nii.gz");
        RealWindow.inWindow(() -> real.window.start(List.of(scan)));
        real.awaitOpen();
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void awaitPreview() {
        RealWindow.await("a preview is shown", () -> real.open().tools().state().get() == Gesture.State.PENDING && !real.open().slices().preview().get().isEmpty());
    }

    @Test
    void theLoopRunsByKeysAndMouseInTheRealWindow() throws Exception {
        openBall();
        assertThat(lookup("#case-title").queryAs(Label.class).getText()).isEqualTo("ball");

        // the proposal comes, and is accepted
        Proposal proposal = proposal();
        RealWindow.inWindow(() -> {
            KnownProposal.give(real.open().session(), proposal);
            return true;
        });
        assertThat(real.open().proposal().get()).isInstanceOf(ProposalState.Waiting.class);
        clickOn("#accept-all");
        assertThat(labels().sameVoxels(proposal.labels())).isTrue();
        assertThat(real.open().figures(1).dice()).isEqualTo(1);
        assertThat(real.open().proposal().get()).isInstanceOf(ProposalState.Kept.class);

        // a brush stroke, and back
        push(KeyCode.B);
        moveTo(onScreen(Plane.AXIAL, 20, 24, 12)).press(MouseButton.PRIMARY).moveTo(onScreen(Plane.AXIAL, 40, 24, 12)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(labels().at(36, 24, 12)).isEqualTo(1);
        assertThat(real.open().figures(1).dice()).isLessThan(1);
        assertThat(steps()).hasSize(2);
        push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(labels().sameVoxels(proposal.labels())).isTrue();
        push(KeyCode.CONTROL, KeyCode.Y);
        push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(steps()).hasSize(1);

        // region growing: Esc drops the preview, Enter takes it
        push(KeyCode.R);
        clickOn(onScreen(Plane.AXIAL, 20, 24, 12));
        awaitPreview();
        push(KeyCode.ESCAPE);
        assertThat(steps()).hasSize(1);
        clickOn(onScreen(Plane.AXIAL, 20, 24, 12));
        awaitPreview();
        push(KeyCode.ENTER);
        assertThat(steps()).hasSize(2);
        long grown = voxels();
        assertThat(grown).isGreaterThan(proposal.labels().counts().get(1));

        // threshold shows its preview at once; undone, then taken
        push(KeyCode.CONTROL, KeyCode.Z);
        push(KeyCode.T);
        awaitPreview();
        push(KeyCode.ENTER);
        assertThat(steps()).hasSize(2);
        long tissue = 0;
        for (int z = 0; z < 24; z++) for (int i = 0; i < 48 * 48; i++) if (inBall(i % 48, i / 48, z, RADIUS)) tissue++;
        assertThat(voxels()).isEqualTo(tissue);

        // export
        push(KeyCode.CONTROL, KeyCode.E);
        Path out = folder.resolve("export");
        RealWindow.inWindow(() -> lookup("#export-folder").queryAs(TextField.class).setText(out.toString()));
        RealWindow.await("the case is checked", () -> !lookup("#export-now").query().isDisabled());
        assertThat(lookup("#check-summary").queryAs(Label.class).getText()).isEqualTo("1 case checked: nothing to mend.");
        clickOn("#export-now");
        RealWindow.await("the window says what was exported", () -> lookup("#export-done").tryQuery().isPresent());
        assertThat(lookup("#export-done").queryAs(Label.class).getText()).isEqualTo("Exported 1 case with scores.");
        assertThat(out.resolve("dataset.json")).isNotEmptyFile();
        assertThat(out.resolve("imagesTr/case-001_0000.nii.gz")).isNotEmptyFile();
        assertThat(out.resolve("labelsTr/case-001.nii.gz")).isNotEmptyFile();
        assertThat(out.resolve("scores.csv")).isNotEmptyFile();
    }

    @Test
    void aRefusedStrokeSaysWhyAtThePointerAndChangesNothing() throws Exception {
        openBall();
        push(KeyCode.K);
        push(KeyCode.B);
        moveTo(onScreen(Plane.AXIAL, 20, 24, 12)).press(MouseButton.PRIMARY).moveTo(onScreen(Plane.AXIAL, 30, 24, 12)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(voxels()).isZero();
        assertThat(lookup(".slice-saying").queryAs(Label.class).getText()).contains("locked");
    }

    @Test
    void lettersTypedIntoANameChooseNoTool() throws Exception {
        openBall();
        clickOn("#add-label");
        WaitForAsyncUtils.waitForFxEvents();
        write("Bet");
        push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(real.open().session().table().name(2)).isEqualTo("Bet");
        assertThat(real.open().tools().tool().get()).isEmpty();
        push(KeyCode.B);
        assertThat(real.open().tools().tool().get()).isPresent();
    }

    @Test
    void aFileThatIsNoScanIsSaidInABannerAndTheOpenCaseStays() throws Exception {
        openBall();
        Path broken = folder.resolve("broken.nii");
        Files.writeString(broken, "not a scan");
        RealWindow.inWindow(() -> real.window.start(List.of(broken)));
        RealWindow.await("the window says what is wrong", () -> !real.window.banner().sentence().isEmpty());
        assertThat(real.window.banner().sentence()).contains("broken.nii").doesNotContain("Exception");
        assertThat(real.open().title()).isEqualTo("ball");
    }

    @Test
    void tappingETakesTheEraserAndHoldingItBorrowsIt() throws Exception {
        openBall();
        push(KeyCode.B);
        Point2D from = onScreen(Plane.AXIAL, 20, 24, 12), to = onScreen(Plane.AXIAL, 30, 24, 12);
        moveTo(from).press(MouseButton.PRIMARY).moveTo(to).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(voxels()).isPositive();
        press(KeyCode.E).moveTo(from).press(MouseButton.PRIMARY).moveTo(to).release(MouseButton.PRIMARY).release(KeyCode.E);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(voxels()).isZero();
        assertThat(real.open().tools().tool().get().orElseThrow().id()).isEqualTo("brush");
        push(KeyCode.E);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(real.open().tools().tool().get().orElseThrow().id()).isEqualTo("erase");
    }

    @Test
    void aClickInTheHistoryGoesBackAndForth() throws Exception {
        openBall();
        push(KeyCode.B);
        for (int y : new int[] {16, 24, 32})
            moveTo(onScreen(Plane.AXIAL, 20, y, 12)).press(MouseButton.PRIMARY).moveTo(onScreen(Plane.AXIAL, 26, y, 12)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        Labels painted = labels();
        assertThat(steps()).hasSize(3);
        clickOn("Opened");
        assertThat(voxels()).isZero();
        assertThat(steps()).isEmpty();
        Bounds list = lookup("#history-list").query().localToScreen(lookup("#history-list").query().getLayoutBounds());
        clickOn(list.getMinX() + 60, list.getMinY() + 14); // the newest stands first
        assertThat(labels().sameVoxels(painted)).isTrue();
    }

    @Test
    void theGuideTeachesOnceAndCanBePutAway() throws Exception {
        real.memory.remove("guide");
        openBall();
        assertThat(real.window.guide().isShowing()).isTrue();
        clickOn("#coach-next");
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(real.window.guide().isShowing()).isFalse();
        assertThat(real.memory).containsKey("guide");
    }

    @Test
    void noKeyStandsForTwoCommands() {
        assertThat(real.window.keymap().conflicts()).isEmpty();
    }

    @Test
    void whatAProposalHadToMakeDoWithStandsOnItsCard() throws Exception {
        openBall();
        String note = "CUDA 0 failed (CUDA out of memory. Tried to allocate 2.50 GiB); the processor went on.";
        Proposal plain = proposal();
        RealWindow.inWindow(() -> {
            KnownProposal.give(real.open().session(), new Proposal(plain.labels(), plain.table(), "balls", "00ff", RealWindow.NOON.instant(), Optional.empty(), List.of(note)));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#proposal-card").lookup(note).queryAll()).isNotEmpty();
    }

    @Test
    void uncertaintyIsAStripThatIsClickedAndAHeatMapThatAKeyShows() throws Exception {
        openBall();
        assertThat(lookup("#axial-view .uncertainty-strip").query().isVisible()).isFalse();
        Proposal sure = proposal();
        float[] values = new float[12 * 12 * 12];
        boolean[] counted = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 144 == 9 ? 0.8f : 0.08f;
            counted[i] = true;
        }
        UncertaintyMap map = UncertaintyMap.of(UncertaintyMap.ENTROPY, false, GRID.size(), new Size(12, 12, 12), values, counted);
        RealWindow.inWindow(() -> {
            KnownProposal.give(real.open().session(), new Proposal(sure.labels(), sure.table(), "balls", "00ff", RealWindow.NOON.instant(), Optional.of(map)));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
        var strip = lookup("#axial-view .uncertainty-strip").query();
        assertThat(strip.isVisible()).isTrue();
        push(KeyCode.SHIFT, KeyCode.O);
        assertThat(RealWindow.inWindow(() -> real.open().slices().heatShown().get())).isEqualTo(HeatShown.UNCERTAINTY);
        assertThat(lookup("#heat-title").queryAs(Label.class).getText()).isEqualTo("Uncertainty: entropy");
        // Slices 18 and 19 of 24 are the unsure ones; up is towards the head.
        Point2D unsure = RealWindow.inWindow(() -> strip.localToScreen(2, strip.getBoundsInLocal().getHeight() * (23 - 18.5 + 0.5) / 24));
        clickOn(unsure);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(RealWindow.inWindow(() -> real.open().slices().slice(Plane.AXIAL))).isBetween(18, 19);
        push(KeyCode.SHIFT, KeyCode.O);
        assertThat(RealWindow.inWindow(() -> real.open().slices().heatShown().get())).isEqualTo(HeatShown.NOTHING);
        assertThat(lookup("#heat-legend").query().isVisible()).isFalse();
    }
}
