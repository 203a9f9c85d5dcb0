package org.maskwright.fx.label;

import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.geometry.Insets;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Texts;
import org.maskwright.label.LabelTable;

/// Colours that stay apart on grey, and a field for any other.
final class Palette extends VBox {
    private static final int COUNT = 12;

    Palette(int rgb, IntConsumer chosen) {
        super(10);
        setPadding(new Insets(12));
        TilePane tiles = new TilePane(6, 6);
        tiles.setPrefColumns(6);
        for (int i = 1; i <= COUNT; i++) {
            int colour = LabelTable.defaultRgb(i);
            Region tile = new Region();
            tile.getStyleClass().add("chip");
            tile.setPrefSize(22, 22);
            tile.setStyle(String.format("-fx-background-color: #%06x;", colour));
            tile.setAccessibleText(String.format("Colour #%06x", colour));
            tile.setOnMouseClicked(e -> chosen.accept(colour));
            tiles.getChildren().add(tile);
        }
        TextField hex = new TextField(String.format("#%06x", rgb));
        hex.getStyleClass().add("number-field");
        hex.setPrefWidth(90);
        hex.setMaxWidth(90);
        hex.setOnAction(e -> {
            String typed = hex.getText().trim().toLowerCase(Locale.ROOT).replace("#", "");
            if (typed.matches("[0-9a-f]{6}")) chosen.accept(Integer.parseInt(typed, 16));
        });
        HBox own = new HBox(8, Texts.plain("Own", "setting-title"), hex);
        own.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        getChildren().addAll(tiles, own);
    }
}
