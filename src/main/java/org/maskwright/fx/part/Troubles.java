package org.maskwright.fx.part;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What is wrong with the fields above it, a line each; no place is taken while nothing is.
public final class Troubles extends VBox {
    private final Supplier<List<String>> found;

    /// @param found what is wrong now; looked at once, and at every [#look]
    public Troubles(String id, Supplier<List<String>> found) {
        super(2);
        this.found = found;
        setId(id);
        look();
    }

    public void look() {
        List<String> sentences = found.get();
        getChildren().setAll(sentences.stream().map(Troubles::line).toList());
        setVisible(!sentences.isEmpty());
        setManaged(!sentences.isEmpty());
    }

    private static Label line(String sentence) {
        Label line = Texts.plain(sentence, "small", "wrap", "trouble");
        line.setMinHeight(USE_PREF_SIZE);
        return line;
    }
}
