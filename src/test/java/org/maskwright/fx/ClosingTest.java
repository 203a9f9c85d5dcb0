package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.geometry.Mask;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.workflow.SaveState;

/// The window's end.
class ClosingTest {
    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static void paint(CaseModel open, int x) {
        OpenEdit edit = open.session().labels().open(PaintRule.EVERYWHERE);
        edit.fill(Mask.of(open.volume().geometry().size().box(), out -> out.run(3, 2, x, x + 1)), 1);
        edit.commit("Brush");
    }

    @Test
    void whatTheDiskRefusedIsSaidBeforeTheWindowLeavesIt() throws Exception {
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1024, 700))) {
            CaseModel open = real.openSmall(folder);
            assertThat(RealWindow.inWindow(real.window::mayClose)).isTrue();
            real.disk.full = true;
            RealWindow.inWindow(() -> paint(open, 1));
            RealWindow.await("the disk refuses", () -> open.session().saveState() instanceof SaveState.NotSaved);
            assertThat(RealWindow.inWindow(real.window::mayClose)).isFalse();
            assertThat(RealWindow.inWindow(() -> real.window.banner().sentence())).contains("One stroke is in memory alone").endsWith("Close the window again to leave without it.");
            assertThat(RealWindow.inWindow(real.window::mayClose)).as("asked again").isTrue();
            RealWindow.inWindow(() -> paint(open, 3));
            RealWindow.await("another stroke is refused", () -> open.session().saveState() instanceof SaveState.NotSaved(String reason) && reason.contains("2 strokes"));
            assertThat(RealWindow.inWindow(real.window::mayClose)).as("more would be lost").isFalse();
            real.disk.full = false;
            RealWindow.inWindow(() -> open.session().save());
            RealWindow.await("all is saved", () -> open.session().saveState() instanceof SaveState.Saved);
            assertThat(RealWindow.inWindow(real.window::mayClose)).isTrue();
        }
    }
}
