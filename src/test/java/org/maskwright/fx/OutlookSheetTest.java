package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.fx.project.OutlookSheet;
import org.maskwright.workflow.Outlook;

/// The sheet that says what further labels would bring; its picture goes to `target/screenshots`.
class OutlookSheetTest {
    @TempDir Path home;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    @Test
    void everyTurnOfTheLoopHasItsRow() throws Exception {
        var outlook = new Outlook(46, List.of(new Outlook.Turn("hippocampus-mr", 0, 12, 0.861), new Outlook.Turn("study-2", 12, 10, 0.874), new Outlook.Turn("study-3", 22, 14, 0.881),
                new Outlook.Turn("study-4", 36, 10, 0.885)), "Another 20 cases would bring +0.0031 (95 %: +0.0008 to +0.0064); it can stop at about 71, from where 20 more bring less than 0.002.");
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(home, 1000, 640))) {
            RealWindow.inWindow(() -> real.window.sheets().lay("outlook-sheet", "What more labels would bring", new OutlookSheet(outlook), 560));
            RealWindow.inWindow(() -> {
                assertThat(real.window.sheets().lookup("#outlook-words")).isInstanceOfSatisfying(Label.class, words -> assertThat(words.getText()).startsWith("Another 20"));
                assertThat(real.window.sheets().lookupAll(".progress-bar")).hasSize(4);
            });
            new Pictures(Path.of("target", "screenshots"), 1000, 640, false).shoot(real, "outlook");
        }
    }
}
