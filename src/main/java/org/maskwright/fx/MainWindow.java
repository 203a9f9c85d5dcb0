package org.maskwright.fx;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.command.KeySheet;
import org.maskwright.fx.command.Keymap;
import org.maskwright.fx.command.Palette;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.desk.Presets;
import org.maskwright.fx.guide.Guide;
import org.maskwright.fx.job.StatusBar;
import org.maskwright.fx.label.HistoryList;
import org.maskwright.fx.label.LabelList;
import org.maskwright.fx.label.LayerList;
import org.maskwright.fx.label.ProposalCard;
import org.maskwright.fx.part.Banner;
import org.maskwright.fx.part.Sheets;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.project.TopBar;
import org.maskwright.fx.project.Waiting;
import org.maskwright.fx.slice.SliceModel;
import org.maskwright.fx.slice.ThreePlanes;
import org.maskwright.fx.slice.ToolSession;
import org.maskwright.fx.theme.Theme;
import org.maskwright.fx.tool.SettingsPanel;
import org.maskwright.fx.tool.ToolRail;
import org.maskwright.fx.tool.WindowPanel;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.label.LabelEdit;
import org.maskwright.tool.Tool;
import org.maskwright.tool.Tools;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.SaveState;
import org.maskwright.workflow.Workbench;

/// The window: where everything stands, and which case it shows. What the buttons and keys do is in [Deeds].
public final class MainWindow {
    private static final double LEFT = 232, RIGHT = 308;

    private final ThreePlanes planes;
    private final TopBar topBar;
    private final ToolRail rail;
    private final StatusBar status;
    private final Waiting waiting;
    private final Banner banner = new Banner();
    private final Sheets sheets = new Sheets();
    private final BorderPane frame = new BorderPane();
    private final VBox left = new VBox();
    private final StackPane right = new StackPane();
    private final StackPane dropVeil = new StackPane(Texts.plain("Drop to open", "heading"));
    private final StackPane root = new StackPane();
    private final Guide guide;
    private final Deeds deeds;
    private final WindowKeys keys;
    private @Nullable CaseModel open;
    /// Ends the look under the labels that is being taken.
    private Optional<Runnable> peek = Optional.empty();
    /// What would be lost by closing the window, as it was last said there.
    private String leaving = "";

    public MainWindow(Workbench bench, Places places, Memory memory, Clock clock) {
        planes = new ThreePlanes(bench.jobs());
        status = new StatusBar(clock);
        deeds = new Deeds(this, bench, places, memory);
        topBar = new TopBar(deeds);
        waiting = new Waiting(deeds, bench.jobs());
        rail = new ToolRail(Tools.ALL, WindowKeys.READ_KEY, tool -> openCase().ifPresent(m -> m.tools().choose(tool)));
        keys = new WindowKeys(planes, this::openCase, Tools.ALL, deeds);
        guide = new Guide(memory);
        planes.onPick(label -> openCase().ifPresent(m -> m.choose(label)));
        build();
        deeds.showRecent();
        deeds.showDevice();
    }

    private void build() {
        StackPane centre = new StackPane(planes, waiting, banner);
        centre.getStyleClass().add("centre");
        StackPane.setAlignment(banner, Pos.TOP_CENTER);
        banner.setMaxHeight(Region.USE_PREF_SIZE);
        planes.setVisible(false);
        left.getStyleClass().addAll("side", "left");
        left.setMinWidth(LEFT);
        left.setMaxWidth(LEFT);
        left.getChildren().add(rail);
        right.getStyleClass().addAll("side", "right");
        right.setMinWidth(RIGHT);
        right.setMaxWidth(RIGHT);
        frame.setTop(topBar);
        frame.setLeft(left);
        frame.setCenter(centre);
        frame.setRight(right);
        frame.setBottom(status);
        left.setDisable(true);
        dropVeil.getStyleClass().add("drop-veil");
        dropVeil.setMouseTransparent(true);
        dropVeil.setVisible(false);
        root.getChildren().addAll(frame, guide, sheets, dropVeil);
        root.setId("window");
        root.setFocusTraversable(true);
        root.setOnDragOver(this::dragOver);
        root.setOnDragExited(e -> dropVeil.setVisible(false));
        root.setOnDragDropped(this::dropped);
    }

    private void dragOver(DragEvent e) {
        if (!e.getDragboard().hasFiles()) return;
        e.acceptTransferModes(TransferMode.COPY);
        dropVeil.setVisible(true);
        e.consume();
    }

    private void dropped(DragEvent e) {
        dropVeil.setVisible(false);
        if (!e.getDragboard().hasFiles()) return;
        deeds.open(e.getDragboard().getFiles().stream().map(java.io.File::toPath).toList());
        e.setDropCompleted(true);
        e.consume();
    }

    /// A scene of this window, dressed and listening to its keys.
    public Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        Theme.dress(scene);
        keys.keymap().listenTo(scene, () -> !sheets.isShowing() && !waiting.isWatching());
        scene.addEventFilter(KeyEvent.ANY, this::peek);
        // The key may be let go of in another program's window.
        scene.windowProperty().flatMap(Window::focusedProperty).addListener((o, was, is) -> endPeek());
        return scene;
    }

    /// While ` is held the labels are gone, to look under them.
    private void peek(KeyEvent e) {
        if (e.getCode() != KeyCode.BACK_QUOTE) return;
        if (e.getEventType() == KeyEvent.KEY_RELEASED) endPeek();
        else if (peek.isEmpty() && open != null) { // a key that is held comes again and again
            BooleanProperty shown = open.slices().labelsShown();
            boolean before = shown.get();
            peek = Optional.of(() -> shown.set(before));
            shown.set(false);
        }
    }

    private void endPeek() {
        peek.ifPresent(Runnable::run);
        peek = Optional.empty();
    }

    /// Opens what the paths hold; without one, the built-in case.
    public void start(List<Path> paths) {
        if (paths.isEmpty()) deeds.openBuiltIn();
        else deeds.open(paths);
    }

    /// Shows a case that was just opened, in place of another.
    void show(CaseSession session) {
        var presets = Presets.of(session.volume());
        SliceModel slices = new SliceModel(session.volume(), session.labels(), session.table(), presets.getFirst().window());
        slices.lettersShown().set(session.isPlaced());
        Optional<Tool> inHand = openCase().flatMap(old -> old.tools().tool().get()).filter(tool -> !tool.beginsWhenChosen());
        ToolSession tools = planes.show(slices);
        CaseModel model = new CaseModel(session, slices, tools, presets);
        open = model;
        tools.tool().addListener((o, was, is) -> rail.show(is));
        rail.show(tools.tool().get());
        fillSides(model);
        topBar.showCase(model.title(), model.facts());
        model.onHistory(() -> showSteps(model));
        showSteps(model);
        model.proposal().addListener((o, was, is) -> deeds.showReady());
        deeds.showReady();
        slices.readout().addListener((o, was, is) -> status.show(is, session.volume().info().unit(),
                is.map(r -> String.join(" + ", r.labels().stream().map(session.table()::name).toList())).orElse("")));
        session.onSaveState(state -> {
            if (open == model) show(state);
        });
        waiting.end();
        showPlanes(true);
        banner.close();
        if (!session.findings().isEmpty()) banner.tell(String.join("  ", session.findings()));
        show(session.saveState());
        tools.choose(inHand);
        planes.requestFocus();
        guide.begin(root);
        deeds.arrived(model);
    }

    /// Shows how far the opening of a case is, in place of the open one; that comes back if it is stopped or fails.
    <T> void showWaiting(Job<T> job) {
        showPlanes(false);
        waiting.watch(job);
        job.onState(state -> {
            if ((state instanceof JobState.Failed || state instanceof JobState.Cancelled) && !waiting.isWatching()) showPlanes(open != null);
        });
    }

    /// Nothing came of what was waited for: the open case is shown again.
    void endWaiting() {
        waiting.showChoices();
        showPlanes(open != null);
    }

    private void showPlanes(boolean on) {
        waiting.setVisible(!on);
        planes.setVisible(on);
        left.setDisable(!on);
        right.setDisable(!on);
    }

    /// Saves the open case and lets go of it, so that its memory is free.
    void leave() {
        if (open == null) return;
        open.tools().cancel();
        open.session().close();
        open = null;
        planes.clear();
        right.getChildren().clear();
        left.getChildren().setAll(rail);
        waiting.showChoices();
        showPlanes(false);
        topBar.showCase("No case open", "");
        topBar.showPlace(0, 1);
        topBar.showSteps(Optional.empty(), Optional.empty());
        deeds.showReady();
    }

    private void fillSides(CaseModel model) {
        ScrollPane settings = new ScrollPane(new SettingsPanel(model));
        settings.setFitToWidth(true);
        settings.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        settings.getStyleClass().add("ruled");
        VBox.setVgrow(settings, Priority.ALWAYS);
        left.getChildren().setAll(rail, settings, new WindowPanel(model));
        LabelList labels = new LabelList(model);
        deeds.onAddLabel(labels::add);
        HistoryList history = new HistoryList(model);
        VBox.setVgrow(history, Priority.ALWAYS);
        VBox column = new VBox(new LayerList(model), labels, new ProposalCard(model, deeds), history);
        right.getChildren().setAll(column);
    }

    private void showSteps(CaseModel model) {
        var history = model.history();
        topBar.showSteps(history.undoable().stream().findFirst().map(LabelEdit::name), history.redoable().stream().findFirst().map(LabelEdit::name));
    }

    private void show(SaveState state) {
        status.show(switch (state) {
            case SaveState.Saved(var when) -> new StatusBar.Safety.Saved(when);
            case SaveState.Saving _ -> new StatusBar.Safety.Saving();
            case SaveState.NotSaved(String reason) -> notSaved(reason);
            case SaveState.ReadOnly(String reason) -> notSaved(reason);
        });
    }

    /// Work that is not safe is said where nobody can overlook it, once for each reason.
    private StatusBar.Safety notSaved(String reason) {
        if (!banner.sentence().equals(reason)) banner.alarm(reason, "");
        return new StatusBar.Safety.NotSaved(reason);
    }

    void showKeys() {
        sheets.lay("key-sheet", "Keys and gestures", new KeySheet(keys.keymap()), 1060);
    }

    void showPalette() {
        sheets.lay("palette", new Palette(keys.keymap(), sheets::close), 560, Pos.TOP_CENTER);
    }

    /// The open case; nothing while none is.
    public Optional<CaseModel> openCase() {
        return Optional.ofNullable(open);
    }

    public ThreePlanes planes() {
        return planes;
    }

    public Banner banner() {
        return banner;
    }

    public Sheets sheets() {
        return sheets;
    }

    public StatusBar status() {
        return status;
    }

    public Guide guide() {
        return guide;
    }

    Keymap keymap() {
        return keys.keymap();
    }

    Deeds deeds() {
        return deeds;
    }

    TopBar topBar() {
        return topBar;
    }

    Waiting waiting() {
        return waiting;
    }

    /// Whether nothing is lost by closing now. What the disk refused is said once more; who then asks again leaves it.
    boolean mayClose() {
        if (open == null || !(open.session().saveState() instanceof SaveState.NotSaved(String reason)) || reason.equals(leaving)) return true;
        leaving = reason;
        banner.alarm(reason + " Close the window again to leave without it.", "");
        return false;
    }

    /// Saves and lets go of the open case, without the stroke that is under way; the window must not be used afterwards.
    public void close() {
        openCase().ifPresent(m -> {
            m.tools().cancel();
            m.session().close();
        });
        open = null;
    }
}
