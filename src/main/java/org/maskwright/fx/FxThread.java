package org.maskwright.fx;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/// The window's thread, as an executor: the one door through which other threads reach it.
///
/// Always queues, also from the window's own thread, so that what is told is told in order.
public final class FxThread implements Executor {
    @Override
    public void execute(Runnable command) {
        Platform.runLater(command);
    }
}
