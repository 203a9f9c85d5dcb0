package org.maskwright.fx.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.stage.WindowHelper;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.job.JobRunner;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.tool.Tools;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Window;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// Real events on real views: what a hand does arrives as voxels.
class ThreePlanesTest extends ApplicationTest {
    private final JobRunner jobs = new JobRunner(Platform::runLater);
    private final Geometry geometry = Geometry.upright(60, 60, 30, 1, 1, 2);
    private final LabelVolume labels = new LabelVolume(geometry);
    private final EditHistory history = new EditHistory(labels, 1 << 20);
    private SliceModel model;
    private ThreePlanes planes;
    private ToolSession tools;

    @Override
    public void start(Stage stage) {
        short[][] slices = new short[30][3600];
        for (int z = 0; z < 30; z++)
            for (int i = 0; i < 3600; i++) slices[z][i] = (short) (i % 60 * 10 + z);
        ShortVolume volume = ShortVolume.adopting(geometry, slices, 1, 0, ScanInfo.CT);
        model = new SliceModel(volume, labels, new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xF2A541))), Window.between(0, 600));
        planes = new ThreePlanes(jobs);
        tools = planes.show(model);
        stage.setScene(new Scene(planes, 900, 640));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void stopJobs() {
        jobs.close();
    }

    /// Where a voxel of `plane` is on the screen.
    private Point2D onScreen(Plane plane, double x, double y, double z) {
        SliceView view = planes.view(plane);
        Point voxel = new Point(x, y, z);
        return view.localToScreen(view.viewport().x(view.axes().u(voxel)), view.viewport().y(view.axes().v(voxel)));
    }

    private <T> T inWindow(Callable<T> call) {
        return WaitForAsyncUtils.waitForAsyncFx(5000, call);
    }

    @Test
    void aKeyIsNotHeldForEverWhenTheWindowDoesNotHearThatItIsLetGo() {
        press(KeyCode.E);
        assertThat(inWindow(() -> planes.isHeld(KeyCode.E))).isTrue();
        interact(() -> WindowHelper.setFocused(planes.getScene().getWindow(), false)); // the platform without a screen has no other window to turn to
        assertThat(inWindow(() -> planes.isHeld(KeyCode.E))).isFalse();
    }

    @Test
    void brushStrokeInTheAxialPlanePaintsWhereTheHandWentWithoutGaps() {
        inWindow(() -> { tools.choose(Optional.of(Tools.ALL.getFirst())); tools.set("radiusMm", 2.0); return null; });
        moveTo(onScreen(Plane.AXIAL, 10, 20, 15)).press(MouseButton.PRIMARY).moveTo(onScreen(Plane.AXIAL, 45, 20, 15)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        for (int x = 10; x <= 45; x++) assertThat(labels.at(x, 20, 15)).as("x = %d", x).isEqualTo(1);
        assertThat(labels.at(30, 24, 15)).isZero();
        assertThat(labels.at(30, 20, 14)).isZero();
        assertThat(inWindow(() -> history.undo()).isPresent()).isTrue();
        assertThat(labels.snapshot().counts()).isEmpty();
    }

    @Test
    void wheelScrollsThePlaneUnderThePointerAlone() {
        moveTo(onScreen(Plane.AXIAL, 30, 30, 15));
        scroll(2, VerticalDirection.UP);
        WaitForAsyncUtils.waitForFxEvents();
        Point at = model.crosshair().get();
        assertThat(at.x()).isEqualTo(30);
        assertThat(at.y()).isEqualTo(30);
        assertThat(at.z()).isNotEqualTo(15);
    }

    @Test
    void clickWhileReadingMovesTheCrosshairOfAllPlanes() {
        clickOn(onScreen(Plane.CORONAL, 12, 30, 22));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model.crosshair().get()).isEqualTo(new Point(12, 30, 22));
        assertThat(model.slice(Plane.AXIAL)).isEqualTo(22);
        assertThat(model.slice(Plane.SAGITTAL)).isEqualTo(12);
    }

    @Test
    void dragWhileReadingChangesTheWindowAndNoLabel() {
        Window before = model.window().get();
        Point2D from = onScreen(Plane.AXIAL, 30, 30, 15);
        moveTo(from).press(MouseButton.PRIMARY).moveTo(from.add(80, 40)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model.window().get().width()).isGreaterThan(before.width());
        assertThat(model.window().get().centre()).isGreaterThan(before.centre());
        assertThat(labels.snapshot().counts()).isEmpty();
        assertThat(model.crosshair().get()).isEqualTo(new Point(30, 30, 15));
    }

    @Test
    void readoutTellsVoxelMillimetresAndValueUnderThePointer() {
        moveTo(onScreen(Plane.SAGITTAL, 30, 40, 10));
        WaitForAsyncUtils.waitForFxEvents();
        SliceModel.Readout readout = model.readout().get().orElseThrow();
        assertThat(List.of(readout.x(), readout.y(), readout.z())).containsExactly(30, 40, 10);
        assertThat(readout.patientMm()).isEqualTo(new Point(30, 40, 20));
        assertThat(readout.value()).isEqualTo(310);
    }

    @Test
    void shiftMoveLeadsTheCrosshair() {
        press(KeyCode.SHIFT);
        moveTo(onScreen(Plane.AXIAL, 41, 17, 15));
        release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model.crosshair().get()).isEqualTo(new Point(41, 17, 15));
    }

    @Test
    void whereTheScanDoesNotSayHowItLiesNoSideIsNamed() {
        assertThat(lookup(".slice-letter").queryAllAs(Node.class)).hasSize(12).allMatch(Node::isVisible);
        interact(() -> {
            model.lettersShown().set(false);
            model.crosshair().set(new Point(41, 17, 15));
        });
        assertThat(lookup(".slice-letter").queryAllAs(Node.class)).hasSize(12).noneMatch(Node::isVisible);
    }

    @Test
    void picturesSettleAndShowTheStroke() throws Exception {
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> inWindow(planes::isSettled));
        assertThat(planes.isSettled()).isTrue();
    }
}
