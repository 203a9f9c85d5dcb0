package org.maskwright.fx.slice;

import java.util.EnumSet;
import java.util.Set;
import javafx.event.EventHandler;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.render.Viewport;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.volume.Window;

/// Turns mouse and wheel over one plane into what the hand means: left is the tool, the wheel scrolls, middle pans.
///
/// While reading (no tool), left drags the window, a click moves the crosshair, and right zooms. With a tool in the hand,
/// right erases.
final class PointerInput {
    private static final double CLICK_SLACK = 3, NOTCH = 40, TRACK = 14;

    /// What a drag does until the button is released.
    private enum Drag { NONE, TOOL, PAN, ZOOM, WINDOW, CROSSHAIR, TRACK, WINDOW_BOX }

    private final SliceView view;
    private final ThreePlanes planes;
    private Drag drag = Drag.NONE;
    private @Nullable MouseButton button;
    private double startX, startY, lastX, lastY, wheel;
    private boolean moved;

    PointerInput(SliceView view, ThreePlanes planes) {
        this.view = view;
        this.planes = planes;
        on(MouseEvent.MOUSE_PRESSED, this::pressed);
        on(MouseEvent.MOUSE_DRAGGED, this::dragged);
        on(MouseEvent.MOUSE_RELEASED, this::released);
        on(MouseEvent.MOUSE_MOVED, this::moved);
        on(MouseEvent.MOUSE_ENTERED, this::moved);
        on(MouseEvent.MOUSE_EXITED, this::left);
        on(MouseEvent.MOUSE_CLICKED, this::clicked);
        view.addEventHandler(ScrollEvent.SCROLL, e -> {
            if (view.model().isPresent()) scrolled(e);
            e.consume();
        });
    }

    private void on(javafx.event.EventType<MouseEvent> type, EventHandler<MouseEvent> handler) {
        view.addEventHandler(type, e -> {
            if (view.model().isPresent()) handler.handle(e);
        });
    }

    private SliceModel model() {
        return view.model().orElseThrow();
    }

    private boolean hasTool() {
        return planes.tools().tool().get().isPresent();
    }

    private void pressed(MouseEvent e) {
        planes.activate(view);
        if (drag != Drag.NONE) return; // a second button during a drag means nothing
        startX = lastX = e.getX();
        startY = lastY = e.getY();
        moved = false;
        button = e.getButton();
        drag = meaning(e);
        switch (drag) {
            case TOOL -> planes.tools().begin(pointer(e, e.getButton() == MouseButton.SECONDARY));
            case CROSSHAIR -> model().moveCrosshair(view.voxelAt(e.getX(), e.getY()));
            case TRACK -> goAlongTrack(e);
            case PAN -> view.setCursor(Cursor.CLOSED_HAND);
            case NONE, ZOOM, WINDOW, WINDOW_BOX -> {}
        }
        e.consume();
    }

    private Drag meaning(MouseEvent e) {
        return switch (e.getButton()) {
            case MIDDLE -> Drag.PAN;
            case PRIMARY -> {
                if (e.getX() > view.getWidth() - TRACK) yield Drag.TRACK;
                if (planes.isHeld(KeyCode.SPACE)) yield Drag.PAN;
                if (planes.isHeld(KeyCode.W)) yield Drag.WINDOW;
                if (e.isShiftDown()) yield Drag.CROSSHAIR;
                if (e.isAltDown()) {
                    planes.pick(model().read(view.voxelAt(e.getX(), e.getY())));
                    yield Drag.NONE;
                }
                if (e.isControlDown()) yield Drag.WINDOW_BOX;
                yield hasTool() ? Drag.TOOL : Drag.WINDOW;
            }
            case SECONDARY -> hasTool() ? Drag.TOOL : Drag.ZOOM;
            case NONE, BACK, FORWARD -> Drag.NONE;
        };
    }

    private void dragged(MouseEvent e) {
        double dx = e.getX() - lastX, dy = e.getY() - lastY;
        if (!moved && Math.hypot(e.getX() - startX, e.getY() - startY) < CLICK_SLACK && drag != Drag.TOOL) return;
        moved = true;
        switch (drag) {
            case TOOL -> planes.tools().drag(pointer(e, button == MouseButton.SECONDARY));
            case PAN -> {
                Viewport v = view.viewport();
                ViewState s = view.state();
                view.setState(s.movedTo(s.u() - dx / v.scaleX(), s.v() - dy / v.scaleY()));
            }
            case ZOOM -> {
                Viewport v = view.viewport();
                view.setState(view.state().zoomedAt(v.u(startX), v.v(startY), Math.exp(-dy * 0.008)));
            }
            case WINDOW -> dragWindow(dx, dy);
            case CROSSHAIR -> model().moveCrosshair(view.voxelAt(e.getX(), e.getY()));
            case TRACK -> goAlongTrack(e);
            case WINDOW_BOX -> view.marks().showRubberBand(startX, startY, e.getX(), e.getY());
            case NONE -> {}
        }
        lastX = e.getX();
        lastY = e.getY();
        follow(e);
        e.consume();
    }

    /// Rightward widens the window, downward raises its centre, both in proportion to the width there is.
    private void dragWindow(double dx, double dy) {
        Window old = model().window().get();
        double width = Math.max(old.width() * Math.exp(dx * 0.006), 1e-6 * Math.max(1, model().volume().range().width()));
        model().window().set(old.moved(old.centre() + dy * 0.004 * old.width(), Math.min(width, 1e9)));
    }

    private void goAlongTrack(MouseEvent e) {
        model().showSlice(view.plane(), view.marks().sliceAt(e.getY(), view.getHeight(), view.axes()));
    }

    private void released(MouseEvent e) {
        if (e.getButton() != button) return;
        Drag was = drag;
        drag = Drag.NONE;
        button = null;
        view.setCursor(null);
        view.marks().hideRubberBand();
        if (was == Drag.TOOL) planes.tools().release(pointer(e, e.getButton() == MouseButton.SECONDARY));
        else if (was == Drag.WINDOW && !moved && e.getButton() == MouseButton.PRIMARY) model().moveCrosshair(view.voxelAt(e.getX(), e.getY()));
        else if (was == Drag.WINDOW_BOX && moved) windowOfBox(e);
        e.consume();
    }

    /// The window that just shows what lies in the dragged box.
    private void windowOfBox(MouseEvent e) {
        Point a = view.voxelAt(startX, startY), b = view.voxelAt(e.getX(), e.getY());
        Box box = new Box((int) Math.rint(Math.min(a.x(), b.x())), (int) Math.rint(Math.min(a.y(), b.y())), (int) Math.rint(Math.min(a.z(), b.z())),
                (int) Math.rint(Math.max(a.x(), b.x())) + 1, (int) Math.rint(Math.max(a.y(), b.y())) + 1, (int) Math.rint(Math.max(a.z(), b.z())) + 1)
                .intersect(model().geometry().size().box());
        double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
        for (int z = box.z0(); z < box.z1(); z++)
            for (int y = box.y0(); y < box.y1(); y++)
                for (int x = box.x0(); x < box.x1(); x++) {
                    double value = model().volume().value(x, y, z);
                    if (!Double.isFinite(value)) continue;
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
        if (low < high) model().window().set(Window.between(low, high));
    }

    private void moved(MouseEvent e) {
        if (e.isShiftDown() && e.getEventType() == MouseEvent.MOUSE_MOVED) model().moveCrosshair(view.voxelAt(e.getX(), e.getY()));
        follow(e);
    }

    /// Keeps the readout and the tool's outline at the pointer.
    private void follow(MouseEvent e) {
        planes.pointerAt(view, e.getX(), e.getY());
        model().readout().set(model().read(view.voxelAt(e.getX(), e.getY())));
        showOutline(e.getX(), e.getY());
    }

    void showOutline(double x, double y) {
        ToolSession tools = planes.tools();
        double radiusMm = tools.tool().get().map(t -> t.outlineRadiusMm(tools.settings())).orElse(0.0);
        SliceAxes axes = view.axes();
        Viewport v = view.viewport();
        Point spacing = model().geometry().spacingMm();
        view.marks().showOutline(x, y, radiusMm * v.scaleX() / spacing.along(axes.across()), radiusMm * v.scaleY() / spacing.along(axes.down()));
    }

    private void left(MouseEvent e) {
        if (drag != Drag.NONE) return;
        planes.pointerLeft(view);
        model().readout().set(java.util.Optional.empty());
        view.marks().showOutline(0, 0, 0, 0);
    }

    private void clicked(MouseEvent e) {
        boolean reading = !hasTool() && e.getButton() == MouseButton.PRIMARY;
        if (e.getClickCount() == 2 && reading && e.isStillSincePress()) planes.toggleMaximised(view.plane());
    }

    private void scrolled(ScrollEvent e) {
        // A held Shift makes JavaFX report the wheel as sideways.
        double delta = e.getDeltaY() != 0 ? e.getDeltaY() : e.getDeltaX();
        if (delta == 0 || e.isInertia()) return;
        if (e.isControlDown()) {
            Viewport v = view.viewport();
            view.setState(view.state().zoomedAt(v.u(e.getX()), v.v(e.getY()), Math.exp(delta / NOTCH * 0.15)));
            showOutline(e.getX(), e.getY());
            return;
        }
        wheel += delta;
        int notches = (int) (wheel / NOTCH);
        if (notches == 0 && Math.abs(delta) >= 10) notches = (int) Math.signum(delta); // coarse wheels report less than a notch
        if (notches == 0) return;
        wheel = 0;
        if (e.isShiftDown() && planes.resizesTool(notches)) {
            showOutline(e.getX(), e.getY());
            return;
        }
        boolean busy = planes.tools().state().get() == Gesture.State.DRAGGING;
        if (!busy) model().step(view.plane(), (view.plane() == org.maskwright.geometry.Plane.AXIAL ? notches : -notches) * (e.isShiftDown() ? 5 : 1));
        model().readout().set(model().read(view.voxelAt(e.getX(), e.getY())));
    }

    private Pointer pointer(MouseEvent e, boolean erase) {
        Set<Pointer.Modifier> held = EnumSet.noneOf(Pointer.Modifier.class);
        if (e.isShiftDown()) held.add(Pointer.Modifier.SHIFT);
        if (e.isControlDown()) held.add(Pointer.Modifier.CTRL);
        if (e.isAltDown()) held.add(Pointer.Modifier.ALT);
        if (erase || planes.isHeld(KeyCode.E)) held.add(Pointer.Modifier.ERASE);
        return new Pointer(view.voxelAt(e.getX(), e.getY()), view.plane(), 1, held);
    }
}
