package org.maskwright.fx.part;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The layer over the window where a sheet is laid for a moment: keys, export, models. One at a time; Esc, its cross or a
/// click beside it takes it away. No second window, so nothing is lost behind another.
public final class Sheets extends StackPane {
    private final Region scrim = new Region();
    private @Nullable Node shown;

    public Sheets() {
        scrim.getStyleClass().add("scrim");
        scrim.setOnMousePressed(e -> close());
        setVisible(false);
        setPickOnBounds(false);
        sceneProperty().addListener((o, was, is) -> {
            if (is != null) is.focusOwnerProperty().addListener((of, before, now) -> keepFocus(now));
        });
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                close();
                e.consume();
            }
        });
    }

    /// Tab goes round within the sheet: what lies under it is out of reach.
    private void keepFocus(@Nullable Node owner) {
        if (shown == null || owner == null) return;
        for (Node up = owner; up != null; up = up.getParent()) if (up == this) return;
        shown.requestFocus();
    }

    /// Lays a sheet with a heading, a body that scrolls if it must, and buttons at its foot.
    public void lay(String id, String title, Node body, double width, Node... foot) {
        Label heading = Texts.plain(title, "heading");
        HBox head = new HBox(heading, Texts.spring(), Buttons.icon(MaterialDesignC.CLOSE, "Close (Esc)", this::close));
        head.getStyleClass().add("sheet-head");
        VBox inner = new VBox(body);
        inner.getStyleClass().add("sheet-body");
        // As high as the body is at this width: the pane's own guess forgets that words wrap.
        ScrollPane scroll = new ScrollPane(inner) {
            @Override
            protected double computePrefHeight(double any) {
                return inner.prefHeight(width) + snappedTopInset() + snappedBottomInset();
            }
        };
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        BorderPane sheet = new BorderPane(scroll, head, null, null, null);
        if (foot.length > 0) {
            HBox buttons = new HBox(foot);
            buttons.getStyleClass().add("sheet-foot");
            sheet.setBottom(buttons);
        }
        lay(id, sheet, width, Pos.CENTER);
    }

    /// Lays any node as a sheet.
    public void lay(String id, Region sheet, double width, Pos at) {
        sheet.setId(id);
        sheet.getStyleClass().add("floating-sheet");
        sheet.setMaxSize(width, Region.USE_PREF_SIZE);
        sheet.setPrefWidth(width);
        StackPane.setAlignment(sheet, at);
        StackPane.setMargin(sheet, new javafx.geometry.Insets(at == Pos.CENTER ? 32 : 96, 32, 32, 32));
        getChildren().setAll(scrim, sheet);
        shown = sheet;
        setVisible(true);
        applyCss(); // a pane takes its content in only when it is styled; the keys shall find it there at once
        sheet.requestFocus();
    }

    public boolean isShowing() {
        return shown != null;
    }

    /// Whether `sheet` is the one that lies there.
    public boolean isShowing(Node sheet) {
        return shown == sheet;
    }

    /// Takes the sheet away and gives the keys back to the window.
    public void close() {
        if (shown == null) return;
        shown = null;
        setVisible(false);
        getChildren().clear();
        if (getScene() != null) getScene().getRoot().requestFocus();
    }
}
