package org.maskwright.fx.part;

import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/// Fields side by side, in columns of equal width that stay in line from row to row.
public final class Columns {
    private Columns() {}

    /// @param columns of the row, whether or not each holds a cell
    public static GridPane row(int columns, Node... cells) {
        GridPane row = new GridPane();
        row.setHgap(12);
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            row.getColumnConstraints().add(column);
        }
        row.addRow(0, cells);
        return row;
    }
}
