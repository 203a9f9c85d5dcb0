package org.maskwright.fx.part;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Why a run's settings are as they are: folded away until somebody asks. Takes no room while there are none.
public final class Reasons extends VBox {
    private final VBox sentences = new VBox(4);
    private final Button fold = Buttons.named(Buttons.link("", () -> unfold(!isUnfolded())), "run-why");

    public Reasons() {
        super(6);
        sentences.setId("run-reasons");
        getChildren().addAll(new HBox(fold), sentences);
        unfold(false);
        show(List.of());
    }

    /// @param reasons a sentence each
    public void show(List<String> reasons) {
        sentences.getChildren().setAll(reasons.stream().map(Texts::prose).toList());
        setVisible(!reasons.isEmpty());
        setManaged(!reasons.isEmpty());
    }

    private boolean isUnfolded() {
        return sentences.isManaged();
    }

    private void unfold(boolean on) {
        sentences.setVisible(on);
        sentences.setManaged(on);
        fold.setText(on ? "Hide the reasons" : "Why these settings");
    }
}
