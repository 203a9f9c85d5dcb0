package org.maskwright.fx;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.maskwright.fx.command.Keymap;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.learn.task.Task;
import org.maskwright.fx.learn.task.Tasks;
import org.maskwright.fx.slice.HeatShown;
import org.maskwright.fx.slice.SliceModel;
import org.maskwright.fx.slice.SliceModel.OverlayStyle;
import org.maskwright.fx.slice.ThreePlanes;
import org.maskwright.geometry.Plane;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Tool;
import org.maskwright.volume.Window;
import org.maskwright.workflow.LookAgain;

/// The one table of keys and commands. One modifier, one meaning: Ctrl is exact, Shift is a bigger step, Alt picks up.
final class WindowKeys {
    static final String READ_KEY = "Q", LEARN = "Judge, tune and compare models…";
    private static final String CASE = "Case", TOOLS = "Tools", PAINT = "Labels", VIEW = "View", WINDOW = "Grey window", HELP = "Help";

    /// What the keys do beyond the open case.
    interface Verbs {
        void openFiles();

        void openFolder();

        void openBuiltIn();

        void propose();

        void acceptAll();

        void export();

        void save();

        void undo();

        void redo();

        void addLabel();

        void addLayer();

        void chooseModel();

        /// Teaches a model what was corrected.
        void teach();

        /// Opens the learning room.
        ///
        /// @param task to turn to, by its id; empty for the one looked at last
        void learn(String task);

        void showKeys();

        void showPalette();

        void showGuide();

        /// Puts down what is in the hand, from the innermost: a preview, then the tool.
        void escape();

        void nextDifference(int direction);

        void importLabels();

        void nextCase(int direction);

        void orderCases(String order);

        /// Shows how sure the model was by another measure, an id of [LookAgain#measures].
        void lookAgain(String measure);

        void showOutlook();

        /// Lays over the picture how likely a label was to the model.
        void showLikely(int label);

        /// What training on the open case would vary, in pictures.
        void showAugmentation();
    }

    private final Keymap keymap = new Keymap();
    private final ThreePlanes planes;
    private final java.util.function.Supplier<Optional<CaseModel>> open;

    WindowKeys(ThreePlanes planes, java.util.function.Supplier<Optional<CaseModel>> open, List<Tool> tools, Verbs verbs) {
        this.planes = planes;
        this.open = open;
        keymap.add(CASE, "Open a scan…", "Ctrl+O", verbs::openFiles)
                .add(CASE, "Open a DICOM folder…", "Ctrl+Shift+O", verbs::openFolder)
                .add(CASE, "Open the built-in case", "", verbs::openBuiltIn)
                .add(CASE, "Propose", "Ctrl+P", this::isOpen, verbs::propose)
                .add(CASE, "Accept the proposal", "Ctrl+Enter", this::isOpen, verbs::acceptAll)
                .add(CASE, "Choose a model…", "Ctrl+M", verbs::chooseModel)
                .add(CASE, "Teach the model…", "Ctrl+T", verbs::teach)
                .add(CASE, LEARN, "", () -> verbs.learn(""))
                .add(CASE, "Export…", "Ctrl+E", this::isOpen, verbs::export)
                .add(CASE, "Import labels…", "Ctrl+I", this::isOpen, verbs::importLabels)
                .gesture(CASE, "Next, previous case", "Ctrl+PgDn PgUp")
                .addQuietly(CASE, "Next case", "Ctrl+PgDn", this::isOpen, () -> verbs.nextCase(1))
                .addQuietly(CASE, "Previous case", "Ctrl+PgUp", this::isOpen, () -> verbs.nextCase(-1))
                .add(CASE, "Most uncertain case first", "", this::isOpen, () -> verbs.orderCases("uncertainty"))
                .add(CASE, "Most unlike case first", "", this::isOpen, () -> verbs.orderCases("diversity"))
                .add(CASE, "What more labels would bring…", "", this::isOpen, verbs::showOutlook)
                .add(CASE, "See what training varies…", "", this::isOpen, verbs::showAugmentation)
                .add(CASE, "Save now", "Ctrl+S", this::isOpen, verbs::save)
                .add(CASE, "Undo", "Ctrl+Z", this::isOpen, verbs::undo)
                .add(CASE, "Redo", "Ctrl+Y Ctrl+Shift+Z", this::isOpen, verbs::redo)
                .gesture(CASE, "Open", "drop files on the window");
        for (Task task : Tasks.ALL) keymap.add(CASE, task.title() + "…", "", () -> verbs.learn(task.id()));
        LookAgain.measures().forEach((id, title) -> keymap.addQuietly(VIEW, "Uncertainty by " + title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1), "", this::isOpen, () -> verbs.lookAgain(id)));
        keymap.add(TOOLS, "Read", READ_KEY, this::isOpen, () -> choose(Optional.empty()));
        for (Tool tool : tools) {
            boolean borrowed = tool.key() == 'E'; // held, E borrows the eraser from any brush; tapped, it takes it
            if (borrowed) keymap.addTap(TOOLS, tool.title(), "E", this::isOpen, () -> choose(Optional.of(tool)));
            else keymap.add(TOOLS, tool.title(), String.valueOf(tool.key()), this::isOpen, () -> choose(Optional.of(tool)));
        }
        keymap.add(TOOLS, "Take the preview over", "Enter", this::isPending, () -> on(m -> m.tools().accept()))
                .add(TOOLS, "Drop the preview, then the tool", "Esc", this::isOpen, verbs::escape)
                .addQuietly(TOOLS, "Smaller brush", "[", this::isOpen, () -> planes.resizesTool(-1))
                .addQuietly(TOOLS, "Larger brush", "]", this::isOpen, () -> planes.resizesTool(1))
                .gesture(TOOLS, "Brush size", "[ ]", "Shift+wheel")
                .gesture(TOOLS, "Erase with any brush", "right drag", "hold E");
        labels(verbs);
        view(verbs);
        window();
        keymap.add(HELP, "All keys", "F1 ?", verbs::showKeys)
                .add(HELP, "Find a command", "Ctrl+K", verbs::showPalette)
                .add(HELP, "Show the tour again", "", verbs::showGuide);
    }

    Keymap keymap() {
        return keymap;
    }

    private void labels(Verbs verbs) {
        for (int digit = 1; digit <= 9; digit++) {
            int index = digit;
            keymap.addQuietly(PAINT, "Label " + digit, String.valueOf(digit), this::isOpen, () -> on(m -> chooseLabel(m, index)));
        }
        keymap.gesture(PAINT, "Choose a label", "1 … 9")
                .gesture(PAINT, "Previous and next label", ",", ".")
                .addQuietly(PAINT, "Previous label", ",", this::isOpen, () -> on(m -> m.chooseNext(-1)))
                .addQuietly(PAINT, "Next label", ".", this::isOpen, () -> on(m -> m.chooseNext(1)))
                .gesture(PAINT, "Pick from the picture", "Alt+click")
                .add(PAINT, "Add a label", "Ctrl+L", this::isOpen, verbs::addLabel)
                .add(PAINT, "Add a layer, for labels that overlap", "", this::isOpen, verbs::addLayer)
                .add(PAINT, "Lock or unlock the label", "K", this::isOpen, () -> on(m -> toggleLock(m)))
                .add(PAINT, "Hide or show the label", "H", this::isOpen, () -> on(m -> m.setHidden(active(m), !m.isHidden(active(m)))))
                .add(PAINT, "Next difference", "N", this::isOpen, () -> verbs.nextDifference(1))
                .add(PAINT, "Previous difference", "Shift+N", this::isOpen, () -> verbs.nextDifference(-1));
    }

    private void view(Verbs verbs) {
        keymap.gesture(VIEW, "Slices", "wheel")
                .gesture(VIEW, "One slice", "↑ ↓", "PgUp PgDn")
                .gesture(VIEW, "Five slices", "Shift+↑ ↓")
                .gesture(VIEW, "First and last slice", "Home", "End")
                .addQuietly(VIEW, "Next slice", "↑ PgUp", this::isOpen, () -> step(1))
                .addQuietly(VIEW, "Previous slice", "↓ PgDn", this::isOpen, () -> step(-1))
                .addQuietly(VIEW, "Five slices on", "Shift+↑ Shift+PgUp", this::isOpen, () -> step(5))
                .addQuietly(VIEW, "Five slices back", "Shift+↓ Shift+PgDn", this::isOpen, () -> step(-5))
                .addQuietly(VIEW, "First slice", "Home", this::isOpen, () -> step(-1_000_000))
                .addQuietly(VIEW, "Last slice", "End", this::isOpen, () -> step(1_000_000))
                .gesture(VIEW, "Zoom", "Ctrl+wheel", "right drag", "+ −")
                .addQuietly(VIEW, "Zoom in", "+ =", this::isOpen, () -> planes.zoom(1.25))
                .addQuietly(VIEW, "Zoom out", "-", this::isOpen, () -> planes.zoom(0.8))
                .gesture(VIEW, "Pan", "middle drag", "Space+drag")
                .add(VIEW, "Fit", "Ctrl+0", this::isOpen, planes::fit)
                .add(VIEW, "One plane, or three", "\\", this::isOpen, () -> planes.toggleMaximised(planes.activePlane().get()))
                .gesture(VIEW, "Crosshair", "Shift+move")
                .add(VIEW, "Crosshair on or off", "X", this::isOpen, () -> slices(s -> s.crosshairShown().set(!s.crosshairShown().get())))
                .add(VIEW, "Crosshair to the pointer", "C", this::isOpen, () -> {
                    planes.crosshairToPointer();
                    planes.centreOnCrosshair();
                })
                .add(VIEW, "Labels on or off", "G S", this::isOpen, () -> slices(s -> s.labelsShown().set(!s.labelsShown().get())))
                .add(VIEW, "Proposal on or off", "O", this::isOpen, () -> slices(s -> s.proposalShown().set(!s.proposalShown().get())))
                .add(VIEW, "Uncertainty on or off", "Shift+O", this::isOpen, this::toggleHeat)
                .add(VIEW, "How likely the label is, in colours", "", this::isOpen, () -> on(m -> verbs.showLikely(active(m))))
                .gesture(VIEW, "Peek under the labels", "hold `")
                .add(VIEW, "Fill, outline, both", "F", this::isOpen, () -> slices(WindowKeys::nextStyle))
                .gesture(VIEW, "Labels fainter, stronger", "A", "D")
                .addQuietly(VIEW, "Labels fainter", "A", this::isOpen, () -> slices(s -> s.opacity().set(Math.max(0, s.opacity().get() - 0.1))))
                .addQuietly(VIEW, "Labels stronger", "D", this::isOpen, () -> slices(s -> s.opacity().set(Math.min(1, s.opacity().get() + 0.1))));
    }

    private void window() {
        keymap.gesture(WINDOW, "Change", "left drag in Read", "hold W")
                .gesture(WINDOW, "Window of a box", "Ctrl+drag")
                .gesture(WINDOW, "Presets", "Shift+1 … 9")
                .add(WINDOW, "Full range", "Shift+0", this::isOpen, () -> on(m -> m.slices().window().set(m.presets().getLast().window())))
                .add(WINDOW, "Fit to the slice", "J", this::isOpen, () -> on(this::windowOfSlice));
        for (int digit = 1; digit <= 9; digit++) {
            int index = digit - 1;
            keymap.addQuietly(WINDOW, "Preset " + digit, "Shift+" + digit, this::isOpen, () -> on(m -> {
                if (index < m.presets().size()) m.slices().window().set(m.presets().get(index).window());
            }));
        }
    }

    private void toggleHeat() {
        slices(s -> {
            s.heatShown().set(s.heatShown().get() instanceof HeatShown.Nothing ? HeatShown.UNCERTAINTY : HeatShown.NOTHING);
            boolean shown = s.heatShown().get() instanceof HeatShown.Uncertainty;
            if (shown && s.uncertainty().isEmpty()) planes.say("No model has said how sure it is: press Propose.");
            else if (shown) planes.say(LookAgain.measures().getOrDefault(s.uncertainty().get().measure(), s.uncertainty().get().measure()) + ".");
        });
    }

    private boolean isOpen() {
        return open.get().isPresent();
    }

    private boolean isPending() {
        return open.get().map(m -> m.tools().state().get() == Gesture.State.PENDING).orElse(false);
    }

    private void on(Consumer<CaseModel> deed) {
        open.get().ifPresent(deed);
    }

    private void slices(Consumer<SliceModel> deed) {
        on(m -> deed.accept(m.slices()));
    }

    private void choose(Optional<Tool> tool) {
        on(m -> m.tools().choose(tool));
    }

    private static int active(CaseModel m) {
        return m.session().activeLabel();
    }

    private void chooseLabel(CaseModel m, int value) {
        if (m.session().table().find(value).isPresent()) m.choose(value);
        else planes.say("There is no label " + value + ".");
    }

    private void toggleLock(CaseModel m) {
        boolean locked = !m.isLocked(active(m));
        m.setLocked(active(m), locked);
        planes.say(m.session().table().name(active(m)) + (locked ? " is locked." : " is unlocked."));
    }

    /// Up is towards the head in axial; in the other planes up goes where the wheel goes.
    private void step(int steps) {
        Plane plane = planes.activePlane().get();
        slices(s -> s.step(plane, plane == Plane.AXIAL ? steps : -steps));
    }

    private static void nextStyle(SliceModel s) {
        OverlayStyle[] styles = OverlayStyle.values();
        s.style().set(styles[(s.style().get().ordinal() + 1) % styles.length]);
    }

    private void windowOfSlice(CaseModel m) {
        SliceModel s = m.slices();
        Plane plane = planes.activePlane().get();
        var axes = s.axes(plane);
        double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < axes.height(); v += 2) {
            for (int u = 0; u < axes.width(); u += 2) {
                var at = axes.voxel(u, v, s.slice(plane));
                double value = s.volume().value((int) at.x(), (int) at.y(), (int) at.z());
                if (!Double.isFinite(value)) continue;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low < high) s.window().set(Window.between(low, high));
    }
}
