package org.maskwright.fx.part;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.maskwright.fx.theme.Icons;

/// What went wrong, or what is worth knowing, in one sentence above the pictures; stops nobody, goes when it is closed.
public final class Banner extends VBox {
    private final HBox place = new HBox();

    /// A banner that shows nothing yet and takes no room.
    public Banner() {
        setManaged(false);
        setVisible(false);
    }

    /// Says what failed; `details` unfold on demand.
    public void alarm(String sentence, String details) {
        show(false, sentence, details);
    }

    /// Says what is good to know.
    public void tell(String sentence) {
        show(true, sentence, "");
    }

    public void close() {
        getChildren().clear();
        setManaged(false);
        setVisible(false);
    }

    /// What is said now; empty if nothing is.
    public String sentence() {
        return isVisible() && place.lookup("#banner-sentence") instanceof Label label ? label.getText() : "";
    }

    private void show(boolean info, String sentence, String details) {
        Label words = Buttons.named(Texts.plain(sentence, "wrap"), "banner-sentence");
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        place.getChildren().setAll(Icons.of(info ? MaterialDesignI.INFORMATION_OUTLINE : MaterialDesignA.ALERT_OUTLINE), words);
        place.getStyleClass().setAll(info ? java.util.List.of("banner", "info") : java.util.List.of("banner"));
        getChildren().setAll(place);
        if (!details.isBlank()) {
            Label more = Texts.plain(details, "details", "wrap");
            VBox fold = new VBox(more);
            fold.getStyleClass().add("banner");
            place.getChildren().add(Buttons.link("Details", () -> {
                if (!getChildren().remove(fold)) getChildren().add(fold);
            }));
        }
        place.getChildren().add(Buttons.icon(MaterialDesignC.CLOSE, "Close this message", this::close));
        setManaged(true);
        setVisible(true);
    }
}
