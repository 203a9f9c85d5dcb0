package org.maskwright.fx.slice;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.job.JobRunner;
import org.maskwright.tool.Setting;

/// Axial, coronal and sagittal of one case, linked by the crosshair: axial large, the others beside it, or one alone.
///
/// Keys that are *held* (Space to pan, W for the window, E to erase) are followed here; keys that are pressed belong to the
/// window's key map, which calls the verbs of this class.
public final class ThreePlanes extends Region {
    private static final double GAP = 2, LEGEND_X = 12, LEGEND_Y = 32, LEGEND_WIDTH = 232;
    private static final Set<KeyCode> HOLDABLE = EnumSet.of(KeyCode.SPACE, KeyCode.W, KeyCode.E);

    private final JobRunner jobs;
    private final Map<Plane, SliceView> views = new EnumMap<>(Plane.class);
    private final Map<Plane, PointerInput> inputs = new EnumMap<>(Plane.class);
    private final Label saying = new Label();
    private final HeatLegend legend = new HeatLegend();
    private final PauseTransition silence = new PauseTransition(Duration.seconds(3.5));
    private final ReadOnlyObjectWrapper<Optional<Plane>> maximised = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Plane> active = new ReadOnlyObjectWrapper<>(Plane.AXIAL);
    private final Set<KeyCode> held = EnumSet.noneOf(KeyCode.class);
    private final EventHandler<KeyEvent> keyDown = e -> holdKey(e.getCode(), true), keyUp = e -> holdKey(e.getCode(), false);
    private @Nullable ToolSession tools;
    private Consumer<Integer> onPick = label -> {};
    private @Nullable SliceView pointerView;
    private double pointerX, pointerY;

    public ThreePlanes(JobRunner jobs) {
        this.jobs = jobs;
        getStyleClass().add("three-planes");
        getStylesheets().add(Objects.requireNonNull(ThreePlanes.class.getResource("slice.css"), "slice.css").toExternalForm());
        for (Plane plane : Plane.values()) {
            SliceView view = new SliceView(plane, jobs);
            views.put(plane, view);
            inputs.put(plane, new PointerInput(view, this));
            getChildren().add(view);
        }
        saying.getStyleClass().add("slice-saying");
        saying.setWrapText(true);
        saying.setMaxWidth(320);
        saying.setMouseTransparent(true);
        saying.setManaged(false);
        saying.setVisible(false);
        silence.setOnFinished(e -> saying.setVisible(false));
        getChildren().addAll(legend, saying);
        sceneProperty().addListener((observable, old, now) -> followKeys(old, now));
        sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::focusedProperty).addListener((o, was, is) -> held.clear()); // what is let go elsewhere is not heard here
        markActive();
    }

    private void followKeys(@Nullable Scene old, @Nullable Scene now) {
        if (old != null) {
            old.removeEventFilter(KeyEvent.KEY_PRESSED, keyDown);
            old.removeEventFilter(KeyEvent.KEY_RELEASED, keyUp);
        }
        if (now != null) {
            now.addEventFilter(KeyEvent.KEY_PRESSED, keyDown);
            now.addEventFilter(KeyEvent.KEY_RELEASED, keyUp);
        }
        held.clear();
    }

    private void holdKey(KeyCode key, boolean down) {
        if (!HOLDABLE.contains(key)) return;
        if (down) held.add(key);
        else held.remove(key);
    }

    boolean isHeld(KeyCode key) {
        return held.contains(key);
    }

    /// Shows a case and takes its tools into the hand.
    ///
    /// @return the session of tools for that case
    public ToolSession show(SliceModel model) {
        if (tools != null) tools.cancel();
        ToolSession session = new ToolSession(model, jobs, this::say);
        tools = session;
        session.currentSettings().addListener((observable, old, now) -> refreshOutline());
        views.values().forEach(view -> view.show(model));
        legend.follow(model);
        return session;
    }

    /// Draws the eye to the crosshair, in every plane that is shown.
    public void flash() {
        views.values().forEach(SliceView::flash);
    }

    /// Shows no case any more, and keeps none.
    public void clear() {
        if (tools != null) tools.cancel();
        tools = null;
        legend.follow(null);
        views.values().forEach(SliceView::clear);
    }

    ToolSession tools() {
        if (tools == null) throw new IllegalStateException("no case is shown");
        return tools;
    }

    public SliceView view(Plane plane) {
        SliceView view = views.get(plane);
        if (view == null) throw new IllegalStateException("no view for " + plane);
        return view;
    }

    /// The plane that was pointed at last; keys act on it.
    public ReadOnlyObjectProperty<Plane> activePlane() {
        return active.getReadOnlyProperty();
    }

    void activate(SliceView view) {
        requestFocus();
        active.set(view.plane());
        markActive();
    }

    private void markActive() {
        views.forEach((plane, view) -> view.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("active"), plane == active.get()));
    }

    /// The plane shown alone; nothing if all three are shown.
    public ReadOnlyObjectProperty<Optional<Plane>> maximised() {
        return maximised.getReadOnlyProperty();
    }

    /// Shows `plane` alone, or all three again.
    public void toggleMaximised(Plane plane) {
        maximised.set(maximised.get().isPresent() ? Optional.empty() : Optional.of(plane));
        requestLayout();
    }

    /// Fits every plane into its view.
    public void fit() {
        views.values().forEach(SliceView::fit);
    }

    /// Zooms the active plane around its middle.
    public void zoom(double factor) {
        SliceView view = view(active.get());
        if (view.model().isPresent()) view.setState(view.state().zoomedAt(view.state().u(), view.state().v(), factor));
    }

    /// Brings the crosshair into the middle of every view.
    public void centreOnCrosshair() {
        for (SliceView view : views.values()) {
            view.model().ifPresent(m -> {
                Point at = m.crosshair().get();
                view.setState(view.state().movedTo(view.axes().u(at), view.axes().v(at)));
            });
        }
    }

    /// Moves the crosshair to what is under the pointer, if it is over a plane.
    public void crosshairToPointer() {
        SliceView view = pointerView;
        if (view != null) view.model().ifPresent(m -> m.moveCrosshair(view.voxelAt(pointerX, pointerY)));
    }

    /// Tells `listener` the label that was picked up from the picture with Alt+click.
    public void onPick(Consumer<Integer> listener) {
        onPick = listener;
    }

    void pick(Optional<SliceModel.Readout> under) {
        under.filter(r -> r.label() != 0).ifPresentOrElse(r -> onPick.accept(r.label()), () -> say("No label here to pick up."));
    }

    /// Makes the tool's outline `notches` steps larger or smaller; false if the chosen tool has none.
    public boolean resizesTool(int notches) {
        if (tools == null || tools.tool().get().isEmpty()) return false;
        ToolSession session = tools;
        for (Setting setting : session.describeSettings()) {
            if (!(setting instanceof Setting.Slider s) || !s.id().equals("radiusMm")) continue;
            double now = session.settings().number(s.id());
            double next = Math.clamp(now * Math.pow(1.15, notches), s.low(), s.high());
            session.set(s.id(), Math.clamp(Math.round(next / s.step()) * s.step() == now ? now + Math.signum(notches) * s.step() : Math.round(next / s.step()) * s.step(), s.low(), s.high()));
            return true;
        }
        return false;
    }

    void pointerAt(SliceView view, double x, double y) {
        pointerView = view;
        pointerX = x;
        pointerY = y;
        if (saying.isVisible()) placeSaying();
    }

    void pointerLeft(SliceView view) {
        if (pointerView == view) pointerView = null;
    }

    private void refreshOutline() {
        SliceView view = pointerView;
        PointerInput input = view == null ? null : inputs.get(view.plane());
        if (input != null && view != null && view.model().isPresent()) input.showOutline(pointerX, pointerY);
    }

    /// Shows a sentence at the pointer (in the middle, if it is elsewhere) for a few seconds.
    public void say(String sentence) {
        saying.setText(sentence);
        saying.setVisible(true);
        saying.applyCss();
        saying.autosize();
        placeSaying();
        silence.playFromStart();
    }

    private void placeSaying() {
        SliceView view = pointerView;
        double x = view == null ? (getWidth() - saying.getWidth()) / 2 : view.getLayoutX() + pointerX + 18;
        double y = view == null ? getHeight() * 0.7 : view.getLayoutY() + pointerY + 18;
        saying.relocate(Math.clamp(x, 8, Math.max(8, getWidth() - saying.getWidth() - 8)), Math.clamp(y, 8, Math.max(8, getHeight() - saying.getHeight() - 8)));
    }

    /// Whether every picture that was asked for is on the screen.
    public boolean isSettled() {
        return views.values().stream().filter(SliceView::isVisible).allMatch(SliceView::isSettled);
    }

    /// Paints at once, on the calling (window's) thread: for pictures of the window itself.
    public void paintNow() {
        views.values().stream().filter(SliceView::isVisible).forEach(SliceView::paintNow);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth(), h = getHeight();
        Optional<Plane> alone = maximised.get();
        views.forEach((plane, view) -> view.setVisible(alone.isEmpty() || alone.get() == plane));
        legend.resizeRelocate(LEGEND_X, LEGEND_Y, LEGEND_WIDTH, legend.prefHeight(LEGEND_WIDTH)); // under the title of the first view
        if (alone.isPresent()) {
            view(alone.get()).resizeRelocate(0, 0, w, h);
            return;
        }
        double side = Math.floor(Math.min(w * 0.38, Math.max(w * 0.3, h * 0.5))), half = Math.floor((h - GAP) / 2);
        view(Plane.AXIAL).resizeRelocate(0, 0, Math.floor(w - side - GAP), Math.floor(h));
        view(Plane.CORONAL).resizeRelocate(Math.floor(w - side), 0, side, half);
        view(Plane.SAGITTAL).resizeRelocate(Math.floor(w - side), half + GAP, side, Math.floor(h - half - GAP));
    }

    @Override
    protected double computePrefWidth(double height) {
        return 900;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 640;
    }

    /// The views, axial first.
    public List<SliceView> all() {
        return List.copyOf(views.values());
    }
}
