package org.maskwright.fx.browse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import org.maskwright.fx.desk.Presets;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.render.AutomaticWindow;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;
import org.maskwright.workflow.Choice;
import org.maskwright.workflow.Glimpse;

/// Middle slices of what can be opened, painted one after another in the background: what came into sight last is painted
/// first, what went out of sight is not painted at all.
final class Thumbnails {
    private record Wanted(Choice choice, BooleanSupplier inSight, Consumer<Optional<Image>> show) {}

    private static final int KEPT = 400;

    private final JobRunner jobs;
    private final int side;
    private final Deque<Wanted> waiting = new ArrayDeque<>();
    private final Map<Choice, Optional<Image>> painted = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Choice, Optional<Image>> eldest) {
            return size() > KEPT;
        }
    };
    /// A cell asks while it is being laid out, and many at once while the list is scrolled.
    private final PauseTransition soon = new PauseTransition(Duration.millis(40));
    private Optional<Job<Raster>> underway = Optional.empty();
    private boolean over;

    /// @param side of a picture in pixels
    Thumbnails(JobRunner jobs, int side) {
        this.jobs = jobs;
        this.side = side;
        soon.setOnFinished(e -> next());
    }

    /// Shows the picture of `choice`, at once if it was painted before; nothing if it cannot be read.
    ///
    /// @param inSight whether it is still wanted when its turn comes
    void want(Choice choice, BooleanSupplier inSight, Consumer<Optional<Image>> show) {
        Optional<Image> there = painted.get(choice);
        if (there != null) {
            show.accept(there);
            return;
        }
        waiting.push(new Wanted(choice, inSight, show));
        soon.playFromStart();
    }

    /// Paints no more.
    void stop() {
        over = true;
        waiting.clear();
        underway.ifPresent(Job::cancel);
    }

    private void next() {
        if (over || underway.isPresent()) return;
        while (!waiting.isEmpty()) {
            Wanted wanted = waiting.pop();
            if (!wanted.choice().canBeSeen() || !wanted.inSight().getAsBoolean()) continue;
            Optional<Image> there = painted.get(wanted.choice());
            if (there != null) { // asked for twice
                wanted.show().accept(there);
                continue;
            }
            Job<Raster> job = jobs.submit(JobRunner.Lane.COMPUTE, "Thumbnail", progress -> paint(wanted.choice(), side, progress));
            underway = Optional.of(job);
            job.onDone(raster -> done(wanted, Optional.of(image(raster))));
            job.onFailed(_ -> done(wanted, Optional.empty())); // opening it will say why
            return;
        }
    }

    private void done(Wanted wanted, Optional<Image> image) {
        underway = Optional.empty();
        painted.put(wanted.choice(), image);
        wanted.show().accept(image);
        next();
    }

    private static Raster paint(Choice choice, int side, Progress progress) throws Exception {
        Glimpse glimpse = choice.glimpse(progress);
        Volume slice = glimpse.slice();
        SliceAxes axes = slice.geometry().axes(plane(slice.geometry()));
        return new SlicePainter().paint(new SliceRequest(slice, axes, 0, window(slice), Viewport.fit(side, side, slice.geometry(), axes), true,
                java.util.List.of(), Mask.EMPTY, 0));
    }

    /// CT is read in its own windows; of anything else the window in the file may suit another slice, or nothing.
    private static Window window(Volume slice) {
        return slice.info().modality().equals("CT") ? Presets.of(slice).getFirst().window() : AutomaticWindow.of(slice);
    }

    /// The plane in which the slices of a scan lie.
    static Plane plane(Geometry grid) {
        for (Plane plane : Plane.values()) if (grid.axes(plane).normal() == 2) return plane;
        throw new IllegalStateException("one of three planes has z as its normal");
    }

    static Image image(Raster raster) {
        WritableImage image = new WritableImage(raster.box().width(), raster.box().height());
        image.getPixelWriter().setPixels(0, 0, raster.box().width(), raster.box().height(), PixelFormat.getIntArgbInstance(), raster.argb(), 0, raster.box().width());
        return image;
    }
}
