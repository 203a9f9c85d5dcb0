package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.stage.WindowHelper;
import java.nio.file.Path;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A look under the labels, while a key is held.
class PeekTest {
    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static void send(RealWindow real, EventType<KeyEvent> type) {
        RealWindow.inWindow(() -> Event.fireEvent(real.scene, new KeyEvent(type, "`", "`", KeyCode.BACK_QUOTE, false, false, false, false)));
    }

    private static boolean isShown(RealWindow real) {
        return RealWindow.inWindow(() -> real.open().slices().labelsShown().get());
    }

    @Test
    void itEndsWithTheKeyOrWithTheWindowsFocusAndLeavesLabelsAsTheyWere() throws Exception {
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1024, 700))) {
            real.openSmall(folder);
            send(real, KeyEvent.KEY_PRESSED);
            send(real, KeyEvent.KEY_PRESSED);
            assertThat(isShown(real)).isFalse();
            send(real, KeyEvent.KEY_RELEASED);
            assertThat(isShown(real)).isTrue();

            RealWindow.inWindow(() -> WindowHelper.setFocused(real.stage, true));
            send(real, KeyEvent.KEY_PRESSED);
            assertThat(isShown(real)).isFalse();
            RealWindow.inWindow(() -> WindowHelper.setFocused(real.stage, false)); // as the window system does; that of the tests has one window alone
            assertThat(isShown(real)).as("the key is let go of elsewhere").isTrue();

            RealWindow.inWindow(() -> real.open().slices().labelsShown().set(false));
            send(real, KeyEvent.KEY_PRESSED);
            send(real, KeyEvent.KEY_RELEASED);
            assertThat(isShown(real)).as("labels that were off stay off").isFalse();
        }
    }
}
