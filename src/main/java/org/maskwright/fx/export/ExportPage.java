package org.maskwright.fx.export;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import org.maskwright.job.Job;

/// One kind of thing that can leave; a page of the [ExportSheet].
public interface ExportPage {
    /// What came of an export.
    ///
    /// @param headline a whole sentence
    /// @param place the file or the folder
    /// @param remarks whole sentences on what is good to know about it
    record Written(String headline, Path place, List<String> remarks) {
        public Written {
            remarks = List.copyOf(remarks);
        }
    }

    /// The words on its tab.
    String title();

    Node body();

    /// Why nothing can leave now, as a whole sentence; empty if it can.
    ReadOnlyStringProperty obstacle();

    /// Whether pressing the button leads to a file at all; false for a page that only shows.
    default boolean writes() {
        return true;
    }

    /// Begins to write.
    ///
    /// @param done told what came of it
    Job<?> start(Consumer<Written> done);

    /// The page is in sight now.
    default void shown() {}
}
