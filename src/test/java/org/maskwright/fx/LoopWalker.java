package org.maskwright.fx;

import java.nio.file.Path;
import java.util.zip.CRC32C;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.maskwright.fx.slice.SliceView;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.workflow.SaveState;
import org.testfx.api.FxRobot;

/// A person at the real window, in a process of its own that can be killed: opens a project, chooses its first case, has it
/// proposed, accepts, paints some strokes, and holds the brush down in the middle of one more until the process is killed. Says on
/// standard output what is finished.
///
/// Lines: `accepted CHECKSUM`, then for each finished stroke `stroke N CHECKSUM`, where the checksum is of all labels, and
/// `holding` once a stroke is painted that will never be finished.
public final class LoopWalker {
    private LoopWalker() {}

    /// @param args the user's folder, the project, how many strokes to finish
    public static void main(String[] args) throws Exception {
        Pictures.startToolkit();
        RealWindow user = RealWindow.inWindow(() -> new RealWindow(Path.of(args[0]), 1366, 768));
        FxRobot hand = new FxRobot();
        RealWindow.inWindow(() -> user.window.start(java.util.List.of(Path.of(args[1]))));
        RealWindow.await("the project's cases are listed", () -> user.scene.lookup("#series-list") != null);
        hand.push(KeyCode.ENTER);
        user.awaitOpen();
        hand.push(KeyCode.CONTROL, KeyCode.P);
        RealWindow.await("the model has proposed", () -> user.open().session().proposal().isPresent());
        hand.push(KeyCode.CONTROL, KeyCode.ENTER);
        RealWindow.await("the proposal is accepted", () -> !user.open().history().undoable().isEmpty());
        awaitSaved(user);
        System.out.println("accepted " + checksum(user));
        hand.push(KeyCode.B);
        Node axial = user.scene.lookup("#axial-view");
        int finished = Integer.parseInt(args[2]);
        for (int stroke = 1; ; stroke++) {
            double height = 0.3 + 0.4 * (stroke % 7) / 7;
            Point2D from = at(axial, 0.35, height), to = at(axial, 0.6, height + 0.05);
            long before = checksum(user);
            hand.moveTo(from).press(MouseButton.PRIMARY).moveTo(to);
            if (stroke > finished) {
                RealWindow.await("the stroke is seen", () -> checksum(user.open().session().labels().snapshot()) != before);
                System.out.println("holding");
                Thread.sleep(Long.MAX_VALUE);
            }
            hand.release(MouseButton.PRIMARY);
            int expected = stroke + 1;
            RealWindow.await("stroke " + stroke + " is finished", () -> user.open().history().undoable().size() >= expected);
            awaitSaved(user);
            System.out.println("stroke " + stroke + " " + checksum(user));
            if (stroke % 3 == 0) hand.push(KeyCode.PAGE_UP);
            if (stroke % 5 == 0) hand.push(KeyCode.DIGIT2);
        }
    }

    private static void awaitSaved(RealWindow user) {
        RealWindow.await("the stroke is on the disk", () -> user.open().session().saveState() instanceof SaveState.Saved);
    }

    private static Point2D at(Node view, double across, double down) {
        return RealWindow.inWindow(() -> view.localToScreen(((SliceView) view).getWidth() * across, ((SliceView) view).getHeight() * down));
    }

    private static long checksum(RealWindow user) {
        return checksum(RealWindow.inWindow(() -> user.open().session().labels().snapshot()));
    }

    static long checksum(Labels labels) {
        CRC32C crc = new CRC32C();
        Size size = labels.geometry().size();
        short[] slice = new short[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            labels.copySlice(z, slice);
            for (short label : slice) {
                crc.update(label & 255);
                crc.update(label >> 8 & 255);
            }
        }
        return crc.getValue();
    }
}
