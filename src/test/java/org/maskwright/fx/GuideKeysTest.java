package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.maskwright.fx.command.Command;
import org.maskwright.fx.command.Keymap;
import org.maskwright.fx.slice.ThreePlanes;
import org.maskwright.job.JobRunner;
import org.maskwright.tool.Tools;
import org.testfx.framework.junit5.ApplicationTest;

/// The written guide and the window name the same keys.
class GuideKeysTest extends ApplicationTest {
    private Keymap keymap = new Keymap();

    @Override
    public void start(Stage stage) {
        WindowKeys.Verbs none = (WindowKeys.Verbs) Proxy.newProxyInstance(WindowKeys.class.getClassLoader(), new Class<?>[] {WindowKeys.Verbs.class}, (proxy, method, arguments) -> null);
        try (JobRunner jobs = new JobRunner(Runnable::run)) {
            keymap = new WindowKeys(new ThreePlanes(jobs), Optional::empty, Tools.ALL, none).keymap();
        }
    }

    @Test
    void everyKeyOfTheWindowStandsInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("src", "site", "markdown", "guide.md"));
        String table = guide.substring(guide.indexOf("## Keys"), guide.indexOf("## Formats"));
        List<String> missing = new ArrayList<>();
        for (Command command : keymap.commands()) {
            if (command.manner() == Command.Manner.UNLISTED) continue;
            for (var key : command.keys()) if (!table.contains(key.text())) missing.add(command.title() + ": " + key.text());
        }
        for (Keymap.Gesture gesture : keymap.gestures())
            for (String hand : gesture.hands()) if (!table.contains(hand) && !table.contains(hand.substring(hand.indexOf('+') + 1))) missing.add(gesture.title() + ": " + hand);
        assertThat(missing).as("to be written into the keys of guide.md").isEmpty();
    }

    @Test
    void noKeyStandsTwice() {
        assertThat(keymap.conflicts()).isEmpty();
    }
}
