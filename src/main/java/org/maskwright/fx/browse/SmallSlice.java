package org.maskwright.fx.browse;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.maskwright.fx.desk.Presets;
import org.maskwright.fx.part.Texts;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.job.JobRunner;
import org.maskwright.job.LatestOnly;
import org.maskwright.render.Overlay;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;
import org.maskwright.workflow.Glimpse;

/// One plane of a scan, small, with the patient's letters at its edges; painted in the background. The wheel turns its slices.
public final class SmallSlice extends StackPane {
    private final Plane plane;
    private final int width, height;
    private final ImageView picture = new ImageView();
    private final Label place = Texts.plain("", "small-slice-place");
    private final SlicePainter painter = new SlicePainter();
    private final LatestOnly<SliceRequest, Raster> painting;
    private Optional<SliceRequest> shown = Optional.empty();

    public SmallSlice(Plane plane, JobRunner jobs, int width, int height) {
        this.plane = plane;
        this.width = width;
        this.height = height;
        getStyleClass().add("small-slice");
        setId("small-" + plane.name().toLowerCase(java.util.Locale.ROOT));
        setMinSize(width, height);
        setMaxSize(width, height);
        painting = jobs.latestOnly(painter::paint, this::show);
        getChildren().add(picture);
        getChildren().addAll(letters(plane));
        getChildren().add(place);
        setAlignment(place, Pos.TOP_LEFT);
        setMargin(place, new Insets(6, 8, 6, 8));
        setOnScroll(e -> {
            if (e.getDeltaY() != 0) step(e.getDeltaY() > 0 ? 1 : -1);
            e.consume();
        });
    }

    /// The patient's sides at the edges of a picture of this plane, for a stack pane.
    static List<Label> letters(Plane plane) {
        return List.of(letter(plane == Plane.SAGITTAL ? "A" : "R", Pos.CENTER_LEFT), letter(plane == Plane.SAGITTAL ? "P" : "L", Pos.CENTER_RIGHT),
                letter(plane == Plane.AXIAL ? "A" : "S", Pos.TOP_CENTER), letter(plane == Plane.AXIAL ? "P" : "I", Pos.BOTTOM_CENTER));
    }

    private static Label letter(String text, Pos at) {
        Label letter = Texts.plain(text, "small-slice-letter");
        setAlignment(letter, at);
        setMargin(letter, new Insets(5, 8, 5, 8));
        return letter;
    }

    /// Shows slice `slice`, a voxel index along the plane's normal.
    public void show(Volume volume, Window window, List<Overlay> overlays, int slice) {
        SliceAxes axes = volume.geometry().axes(plane);
        ask(new SliceRequest(volume, axes, slice, window, Viewport.fit(width, height, volume.geometry(), axes), true, overlays, Mask.EMPTY, 0));
    }

    /// Shows one slice of a scan whose others are not there yet.
    public static SmallSlice of(Glimpse glimpse, JobRunner jobs, int side) {
        Volume slice = glimpse.slice();
        SmallSlice small = new SmallSlice(Thumbnails.plane(slice.geometry()), jobs, side, side);
        small.showGlimpse(glimpse);
        return small;
    }

    /// Shows another slice of the same scan.
    public void showGlimpse(Glimpse glimpse) {
        show(glimpse.slice(), Presets.of(glimpse.slice()).getFirst().window(), List.of(), 0);
        place.setText(plane.title() + "  " + (glimpse.index() + 1) + " / " + glimpse.slices());
    }

    private void step(int steps) {
        shown.ifPresent(r -> {
            int slice = Math.clamp(r.slice() + (r.axes().normalFlipped() ? -steps : steps), 0, r.axes().slices() - 1);
            ask(new SliceRequest(r.volume(), r.axes(), slice, r.window(), r.viewport(), r.smooth(), r.overlays(), r.preview(), r.previewRgb()));
        });
    }

    private void ask(SliceRequest request) {
        shown = Optional.of(request);
        place.setText(plane.title() + "  " + (request.slice() + 1) + " / " + request.axes().slices());
        painting.ask(request);
    }

    private void show(Raster raster) {
        picture.setImage(Thumbnails.image(raster));
    }
}
