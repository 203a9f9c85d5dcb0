package org.maskwright.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javafx.geometry.Bounds;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.workflow.SaveState;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Walks the loop on real scans through the real window, so that it can be killed in the middle:
///
/// ```
/// LoopWalk walk HOME PROJECT SCAN SCAN …     opens the scans as one project, proposes, accepts, then paints until it is killed
/// LoopWalk recover HOME PROJECT EXPORT       opens the project again, corrects every case, exports
/// ```
/// After each stroke that is on the disk, `walk` says how many steps there are and what the labels add up to; the first line of
/// `recover` must say no less.
final class LoopWalk {
    private static final FxRobot HAND = new FxRobot();

    private final RealWindow real;

    private LoopWalk(RealWindow real) {
        this.real = real;
    }

    public static void main(String[] args) throws Exception {
        Pictures.startToolkit();
        RealWindow real = RealWindow.inWindow(() -> new RealWindow(Path.of(args[1]), 1366, 768));
        LoopWalk walk = new LoopWalk(real);
        Path project = Path.of(args[2]);
        if (args[0].equals("walk")) walk.walk(project, Arrays.stream(args).skip(3).map(Path::of).toList());
        else walk.recover(project, Path.of(args[3]));
        real.close();
        System.exit(0);
    }

    private void walk(Path project, List<Path> scans) {
        RealWindow.inWindow(() -> real.window.start(scans));
        RealWindow.await("the project is asked for", () -> real.scene.lookup("#project-folder") != null);
        RealWindow.inWindow(() -> ((TextField) real.scene.lookup("#project-folder")).setText(project.toString()));
        HAND.clickOn("#project-make");
        real.awaitOpen();
        proposeAndAccept();
        for (int stroke = 0; ; stroke++) {
            paint(stroke);
            say("kept");
        }
    }

    private void recover(Path project, Path export) {
        RealWindow.inWindow(() -> real.window.start(List.of(project)));
        RealWindow.await("the project is shown", () -> real.scene.lookup("#choice-1") != null || real.window.openCase().isPresent());
        if (real.window.openCase().isEmpty()) HAND.clickOn("#choice-1");
        real.awaitOpen();
        System.out.println("the window says: " + RealWindow.inWindow(() -> real.window.banner().sentence()));
        say("recovered");
        while (next()) {
            proposeAndAccept();
            paint(1);
            say("corrected");
        }
        HAND.push(KeyCode.CONTROL, KeyCode.E);
        RealWindow.inWindow(() -> ((TextField) real.scene.lookup("#export-folder")).setText(export.toString()));
        HAND.clickOn("#export-now");
        RealWindow.await("the export is done", () -> real.window.banner().sentence().startsWith("Exported") || Files.exists(export));
        WaitForAsyncUtils.waitForFxEvents();
        System.out.println("the window says: " + RealWindow.inWindow(() -> real.window.banner().sentence()));
    }

    /// Goes to the next case; false at the last.
    private boolean next() {
        CaseModel before = RealWindow.inWindow(real::open);
        HAND.push(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
        try {
            WaitForAsyncUtils.waitFor(20, java.util.concurrent.TimeUnit.SECONDS, () -> RealWindow.inWindow(() -> real.open() != before));
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        }
    }

    private void proposeAndAccept() {
        HAND.clickOn("#propose");
        RealWindow.await("the model has proposed", () -> real.open().proposal().get() instanceof ProposalState.Waiting || !real.window.banner().sentence().isEmpty());
        WaitForAsyncUtils.waitForFxEvents();
        HAND.clickOn("#accept-all");
        say("accepted");
    }

    /// A stroke of the first label somewhere in a slice, as a hand would do it.
    private void paint(int seed) {
        Random random = new Random(seed);
        HAND.push(KeyCode.B);
        RealWindow.inWindow(() -> {
            Size size = real.open().volume().geometry().size();
            real.open().slices().showSlice(Plane.AXIAL, random.nextInt(size.z()));
            real.open().tools().set("radiusMm", 1.5 + random.nextInt(3));
        });
        Bounds view = RealWindow.inWindow(() -> {
            var axial = real.window.planes().view(Plane.AXIAL);
            return axial.localToScreen(axial.getLayoutBounds());
        });
        double x = view.getMinX() + view.getWidth() * (0.3 + 0.3 * random.nextDouble()), y = view.getMinY() + view.getHeight() * (0.3 + 0.3 * random.nextDouble());
        HAND.moveTo(x, y).press(MouseButton.PRIMARY).moveTo(x + 60, y + 25).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void say(String what) {
        RealWindow.await("the stroke is on the disk", () -> real.open().session().saveState() instanceof SaveState.Saved);
        RealWindow.inWindow(() -> {
            Labels labels = real.open().session().labels().snapshot();
            System.out.println(what + " " + real.open().session().caseId() + " steps " + real.open().history().undoable().size() + " labels " + labels.counts());
        });
    }
}
