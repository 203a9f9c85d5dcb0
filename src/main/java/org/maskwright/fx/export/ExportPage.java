package org.maskwright.fx.export;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import org.maskwright.job.Job;

/// One kind of thing that can leave; a page of the [ExportSheet].
public abstract class ExportPage {
    /// What came of an export.
    ///
    /// @param headline a whole sentence
    /// @param place the file or the folder
    /// @param remarks whole sentences on what is good to know about it
    public record Written(String headline, Path place, List<String> remarks) {
        public Written {
            remarks = List.copyOf(remarks);
        }
    }

    private final String title;
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");

    /// @param title the words on its tab
    ExportPage(String title) {
        this.title = title;
    }

    public final String title() {
        return title;
    }

    /// Why nothing can leave now, as a whole sentence; empty if it can.
    final ReadOnlyStringProperty obstacle() {
        return obstacle.getReadOnlyProperty();
    }

    final void setObstacle(String sentence) {
        obstacle.set(sentence);
    }

    abstract Node body();

    /// Whether pressing the button leads to a file at all; false for a page that only shows.
    boolean writes() {
        return true;
    }

    /// Begins to write.
    ///
    /// @param done told what came of it
    abstract Job<?> start(Consumer<Written> done);

    /// The page is in sight now.
    void shown() {}
}
