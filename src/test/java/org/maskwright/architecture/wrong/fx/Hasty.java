package org.maskwright.architecture.wrong.fx;

import javafx.application.Platform;

/// Wrong: hands work to the window's thread by itself.
record Hasty() {
    void later(Runnable work) {
        Platform.runLater(work);
    }
}
