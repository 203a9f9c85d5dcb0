package org.maskwright.fx.slice;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.job.JobRunner;
import org.maskwright.job.LatestOnly;
import org.maskwright.render.PixelBox;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;

/// One plane of the open case: the painted slice, and over it the marks that tell where it is.
///
/// Any change asks for a new picture of what changed; pictures are painted on a worker, and only the newest is shown.
public final class SliceView extends Region {
    /// A request and what part of it is to be painted.
    private record Order(SliceRequest request, PixelBox box, long number) {}

    private record Picture(Order order, Raster raster) {}

    private final Plane plane;
    private final SlicePainter painter = new SlicePainter();
    private final LatestOnly<Order, Picture> painting;
    private final PixelSurface surface = new PixelSurface();
    private final SliceMarks marks;
    private final Consumer<Box> repaint = this::repaint;
    private @Nullable SliceModel model;
    private @Nullable ViewState state;
    private PixelBox unpainted = PixelBox.EMPTY;
    private long newest, shown;

    SliceView(Plane plane, JobRunner jobs) {
        this.plane = plane;
        this.marks = new SliceMarks(plane);
        this.painting = jobs.latestOnly(order -> new Picture(order, painter.paint(order.request(), order.box())), this::show);
        getStyleClass().add("slice-view");
        setId(plane.name().toLowerCase(java.util.Locale.ROOT) + "-view");
        setMinSize(80, 80);
        getChildren().addAll(surface, marks);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    public Plane plane() {
        return plane;
    }

    /// The case this view shows.
    Optional<SliceModel> model() {
        return Optional.ofNullable(model);
    }

    void flash() {
        marks.flash();
    }

    SliceMarks marks() {
        return marks;
    }

    /// Shows another case, fitted into the view.
    void show(SliceModel newModel) {
        if (model != null) model.stopTelling(repaint);
        model = newModel;
        state = ViewState.fitted(newModel.axes(plane));
        newModel.onRepaint(repaint);
        newModel.crosshair().addListener((observable, old, now) -> {
            if (model != newModel) return;
            if (old.along(axes().normal()) != now.along(axes().normal())) repaintAll();
            placeMarks();
        });
        newModel.crosshairShown().addListener((observable, old, now) -> placeMarks());
        newModel.proposal().addListener((observable, old, now) -> placeMarks());
        newModel.window().addListener((observable, old, now) -> placeMarks());
        repaintAll();
        placeMarks();
    }

    /// Shows no case any more.
    void clear() {
        if (model != null) model.stopTelling(repaint);
        model = null;
        state = null;
    }

    private SliceModel required() {
        if (model == null) throw new IllegalStateException("no case is shown");
        return model;
    }

    SliceAxes axes() {
        return required().axes(plane);
    }

    ViewState state() {
        if (state == null) throw new IllegalStateException("no case is shown");
        return state;
    }

    void setState(ViewState newState) {
        state = newState;
        repaintAll();
        placeMarks();
    }

    /// The whole slice, as large as fits.
    public void fit() {
        if (model != null) setState(ViewState.fitted(axes()));
    }

    private double pixelScale() {
        return getScene() != null && getScene().getWindow() != null ? getScene().getWindow().getOutputScaleX() : 1;
    }

    /// Where the slice lies in the view's own units.
    Viewport viewport() {
        return state().viewport(Math.max(1, (int) getWidth()), Math.max(1, (int) getHeight()), required().geometry(), axes());
    }

    private Viewport pixelViewport() {
        double scale = pixelScale();
        return state().viewport(Math.max(1, (int) (getWidth() * scale)), Math.max(1, (int) (getHeight() * scale)), required().geometry(), axes());
    }

    /// The voxel position under a point of the view; the slice shown along the normal.
    Point voxelAt(double x, double y) {
        Viewport view = viewport();
        return axes().voxel(view.u(x), view.v(y), required().slice(plane));
    }

    @Override
    protected void layoutChildren() {
        marks.resizeRelocate(0, 0, getWidth(), getHeight());
        if (model == null) return;
        repaintAll();
        placeMarks();
    }

    private void placeMarks() {
        if (model != null && getWidth() > 0) marks.place(model, axes(), viewport());
    }

    private void repaintAll() {
        if (model == null || getWidth() < 1 || getHeight() < 1) return;
        Viewport view = pixelViewport();
        ask(new PixelBox(0, 0, view.width(), view.height()));
    }

    private void repaint(Box voxels) {
        if (model == null || getWidth() < 1 || getHeight() < 1) return;
        Box touched = axes().onPicture(voxels, model.slice(plane));
        if (touched.isEmpty()) return;
        Viewport view = pixelViewport();
        // One pixel more on each side: outlines of neighbours change too.
        ask(new PixelBox((int) Math.floor(view.x(touched.x0() - 0.5)) - 2, (int) Math.floor(view.y(touched.y0() - 0.5)) - 2,
                (int) Math.ceil(view.x(touched.x1() - 0.5)) + 2, (int) Math.ceil(view.y(touched.y1() - 0.5)) + 2));
    }

    /// Asks for `box`, together with all that was asked for before and is not on the screen yet.
    private void ask(PixelBox box) {
        if (!isVisible()) return;
        Order order = order(box);
        painting.ask(order);
    }

    private Order order(PixelBox box) {
        SliceModel m = required();
        SliceRequest request = new SliceRequest(m.volume(), axes(), m.slice(plane), m.window().get(), pixelViewport(), m.smooth().get(),
                m.overlays(), m.preview().get(), SliceMarks.PREVIEW_RGB, m.heat());
        unpainted = unpainted.union(box.intersect(request.whole()));
        if (!surface.hasSize(request.viewport().width(), request.viewport().height())) unpainted = request.whole();
        return new Order(request, unpainted, ++newest);
    }

    private void show(Picture picture) {
        SliceRequest request = picture.order().request();
        if (model == null || request.volume() != model.volume()) return;
        surface.resize(request.viewport().width(), request.viewport().height(), pixelScale());
        surface.show(picture.raster());
        shown = picture.order().number();
        if (shown == newest) unpainted = PixelBox.EMPTY;
    }

    /// Whether the newest picture that was asked for is on the screen.
    public boolean isSettled() {
        return shown == newest;
    }

    /// Paints at once, on the calling (window's) thread: for pictures of the window itself.
    public void paintNow() {
        if (model == null || getWidth() < 1 || getHeight() < 1) return;
        Viewport view = pixelViewport();
        Order order = order(new PixelBox(0, 0, view.width(), view.height()));
        show(new Picture(order, new SlicePainter().paint(order.request(), order.box())));
    }
}
