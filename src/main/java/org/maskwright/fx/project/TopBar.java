package org.maskwright.fx.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.workflow.Worklist;

/// The window's head: which case is open, and the verbs of the loop from left to right: open, correct, propose, export.
public final class TopBar extends HBox {
    /// What the bar's buttons do.
    public interface Deeds {
        void openFiles();

        void openFolder();

        void openBuiltIn();

        void open(Path recent);

        void undo();

        void redo();

        void propose();

        void export();

        void help();

        void nextCase(int direction);

        /// @param order an id of [Worklist]
        void orderCases(String order);

        void showOutlook();

        /// Teaches the model what was corrected in the project.
        void teach();

        /// Opens the learning room.
        ///
        /// @param task to turn to, by its id; empty for the one looked at last
        void learn(String task);
    }

    private final Deeds deeds;
    private final Label title = Texts.plain("No case open", "case-title"), facts = Texts.plain("", "case-facts");
    private final MenuButton open = new MenuButton("Open…", Icons.of(MaterialDesignF.FOLDER_OPEN_OUTLINE));
    private final MenuButton placeWords = new MenuButton("");
    private final HBox place = new HBox(4);
    private final Button undo, redo, propose, export;

    public TopBar(Deeds deeds) {
        this.deeds = deeds;
        getStyleClass().add("top-bar");
        title.setId("case-title");
        title.setMinWidth(0);
        facts.setMinWidth(0);
        VBox words = new VBox(1, title, facts);
        words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        words.setMinWidth(0);
        words.setPadding(new javafx.geometry.Insets(0, 12, 0, 8));
        open.getStyleClass().add("quiet");
        open.setId("open");
        open.setMinWidth(USE_PREF_SIZE);
        open.setFocusTraversable(false);
        undo = Buttons.named(Buttons.quiet("Undo", MaterialDesignU.UNDO_VARIANT, deeds::undo), "undo");
        redo = Buttons.named(Buttons.quiet("Redo", MaterialDesignR.REDO_VARIANT, deeds::redo), "redo");
        propose = Buttons.named(Buttons.primary("Propose", MaterialDesignC.CREATION, deeds::propose), "propose");
        propose.setTooltip(Texts.tip("Let the model label this case (Ctrl+P)"));
        export = Buttons.named(Buttons.quiet("Export…", MaterialDesignT.TRAY_ARROW_UP, deeds::export), "export");
        export.setTooltip(Texts.tip("Check the cases and write them as training data, or this case’s labels as a file (Ctrl+E)"));
        Button help = Buttons.named(Buttons.quiet("Help", MaterialDesignH.HELP_CIRCLE_OUTLINE, deeds::help), "help");
        help.setTooltip(Texts.tip("All keys (F1 or ?)"));
        for (Button b : new Button[] {undo, redo, propose, export, help}) b.setFocusTraversable(false);
        placeWords.getStyleClass().addAll("quiet", "mono");
        placeWords.setId("worklist");
        placeWords.setFocusTraversable(false);
        placeWords.setTooltip(Texts.tip("In which order cases come up: those that wait for an answer first"));
        Worklist.orders().forEach((order, name) -> placeWords.getItems().add(item(name, "", () -> deeds.orderCases(order))));
        placeWords.getItems().addAll(new SeparatorMenuItem(), item("What more labels would bring…", "", deeds::showOutlook), item("Teach the model…", "Ctrl+T", deeds::teach), item("Judge, tune and compare models…", "", () -> deeds.learn("")));
        place.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        place.getChildren().setAll(Buttons.icon(MaterialDesignC.CHEVRON_LEFT, "Previous case (Ctrl+PgUp)", () -> deeds.nextCase(-1)), placeWords,
                Buttons.icon(MaterialDesignC.CHEVRON_RIGHT, "Next case (Ctrl+PgDn)", () -> deeds.nextCase(1)));
        showPlace(0, 1);
        getChildren().addAll(logo(), words, place, Texts.spring(), open, divider(), undo, redo, divider(), propose, export, divider(), help);
        showRecent(List.of());
        showSteps(Optional.empty(), Optional.empty());
        showCase("No case open", "");
        setReady(false, false);
    }

    private static ImageView logo() {
        ImageView logo = new ImageView(new Image(java.util.Objects.requireNonNull(TopBar.class.getResourceAsStream("logo-64.png")), 64, 64, true, true));
        logo.setFitWidth(32);
        logo.setFitHeight(32);
        return logo;
    }

    private static Region divider() {
        Region line = new Region();
        line.getStyleClass().add("bar-divider");
        HBox.setMargin(line, new javafx.geometry.Insets(0, 8, 0, 8));
        return line;
    }

    public void showCase(String caseTitle, String caseFacts) {
        title.setText(caseTitle);
        facts.setText(caseFacts);
        facts.setManaged(!caseFacts.isEmpty());
        facts.setVisible(!caseFacts.isEmpty());
    }

    /// Says which of a project's cases is open; of one case nothing.
    ///
    /// @param index from 0
    public void showPlace(int index, int cases) {
        placeWords.setText(index + 1 + " / " + cases);
        placeWords.setMinWidth(USE_PREF_SIZE);
        place.setVisible(cases > 1);
        place.setManaged(cases > 1);
    }

    /// Names what undo and redo would do; nothing disables them.
    public void showSteps(Optional<String> undoName, Optional<String> redoName) {
        undo.setDisable(undoName.isEmpty());
        redo.setDisable(redoName.isEmpty());
        undo.setTooltip(Texts.tip("Undo " + undoName.orElse("") + " (Ctrl+Z)"));
        redo.setTooltip(Texts.tip("Redo " + redoName.orElse("") + " (Ctrl+Y)"));
    }

    /// Whether a case is open to be worked on, and whether a model may be asked now.
    public void setReady(boolean caseOpen, boolean mayPropose) {
        propose.setDisable(!mayPropose);
        export.setDisable(!caseOpen);
    }

    /// The paths opened last, newest first.
    public void showRecent(List<Path> recent) {
        open.getItems().setAll(item("Scan or image…", "Ctrl+O", deeds::openFiles), item("DICOM folder or project…", "Ctrl+Shift+O", deeds::openFolder),
                item("Built-in case", "", deeds::openBuiltIn));
        if (recent.isEmpty()) return;
        open.getItems().add(new SeparatorMenuItem());
        for (Path path : recent.subList(0, Math.min(8, recent.size()))) {
            Path name = path.getFileName(), folder = path.getParent();
            open.getItems().add(item(name == null ? path.toString() : name.toString(), folder == null ? "" : shorten(folder.toString()), () -> deeds.open(path)));
        }
    }

    private static String shorten(String folder) {
        return folder.length() <= 32 ? folder : "…" + folder.substring(folder.length() - 31);
    }

    private static MenuItem item(String words, String right, Runnable deed) {
        HBox row = new HBox(24, Texts.plain(words), Texts.spring(), Texts.plain(right, "muted", "small"));
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        row.setPrefWidth(360);
        MenuItem item = new MenuItem("", row);
        item.setOnAction(e -> deed.run());
        return item;
    }
}
