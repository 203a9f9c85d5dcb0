package org.maskwright.fx.guide;

import javafx.scene.Parent;
import javafx.scene.layout.Pane;
import org.maskwright.fx.desk.Memory;

/// Teaches the loop at the first start.
public final class Guide extends Pane {
    private final Memory memory;

    public Guide(Memory memory) {
        this.memory = memory;
        setPickOnBounds(false);
    }

    public void begin(Parent window) {
        memory.recall("guide");
    }

    public void again() {}
}
