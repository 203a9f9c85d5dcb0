package org.maskwright.fx.part;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A titled part of a side panel: a quiet heading, its own small buttons at the right, and what it holds.
public final class Section extends VBox {
    private final HBox head = new HBox();

    public Section(String title, Node... content) {
        getStyleClass().add("section");
        head.getStyleClass().add("section-head");
        head.getChildren().addAll(Texts.plain(title, "section-title"), Texts.spring());
        getChildren().add(head);
        getChildren().addAll(content);
    }

    /// Puts small nodes at the right of the heading.
    public Section heading(Node... nodes) {
        head.getChildren().addAll(nodes);
        return this;
    }
}
