package org.maskwright.architecture.wrong.fx;

import javafx.application.Platform;

/// Right: the one place that hands work to the window's thread.
public record FxThread() {
    void later(Runnable work) {
        Platform.runLater(work);
    }
}
