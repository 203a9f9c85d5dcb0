package org.maskwright.workflow.gallery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingPreview;
import org.maskwright.render.AutomaticWindow;
import org.maskwright.render.Overlay;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;
import org.maskwright.volume.Window;

/// Paints a gallery. The same preview, case and seed give the same pictures, pixel for pixel.
final class GalleryPainter {
    /// Draws of each augmentation, beside the untouched slice.
    static final int DRAWS = 5;

    private final TrainingPreview preview;
    private final LabelTable table;
    private final String caseId;
    private final long seed;
    private final int side;
    private final TrainingPreview.Seen untouched;
    private final Window window;
    private final int slice;
    private final SlicePainter painter = new SlicePainter();

    /// @param side the longer one of a picture, in pixels
    GalleryPainter(TrainingPreview preview, LabelTable table, String caseId, long seed, int side) throws IOException {
        this.preview = preview;
        this.table = table;
        this.caseId = caseId;
        this.seed = seed;
        this.side = side;
        this.untouched = preview.untouched(caseId);
        this.window = AutomaticWindow.of(untouched.volume());
        this.slice = fullest(untouched.labels());
    }

    Gallery paint(Progress progress) throws IOException {
        var rows = new ArrayList<Gallery.Row>();
        List<TrainingPreview.Use> uses = preview.uses();
        for (int i = 0; i < uses.size(); i++) {
            TrainingPreview.Use use = uses.get(i);
            var pictures = new ArrayList<Gallery.Picture>();
            pictures.add(new Gallery.Picture(picture(untouched, slice), "untouched"));
            for (int draw = 0; draw < DRAWS; draw++) {
                progress.at((i + (double) draw / DRAWS) / (uses.size() + 1), use.title());
                pictures.add(new Gallery.Picture(picture(preview.varied(caseId, use.augmentation(), seed(i, draw)), slice), ""));
            }
            rows.add(new Gallery.Row(use.title(), use.strength(), words(use), use.share() > 0, pictures));
        }
        progress.at(uses.size() / (uses.size() + 1.0), "whole patches");
        var patches = new ArrayList<Gallery.Picture>();
        for (TrainingPreview.Seen patch : preview.firstBatch()) patches.add(new Gallery.Picture(picture(patch, fullest(patch.labels())), caption(patch)));
        return new Gallery(caseId, seed, about(), table, rows, patches);
    }

    /// Its own for each picture: neighbours must not be each other's likeness.
    private long seed(int row, int draw) {
        return seed * 1_000_003 + row * 101L + draw;
    }

    private static String words(TrainingPreview.Use use) {
        return use.share() == 0 ? "not in this run: " + use.remark() : use.share() == 1 ? "in every patch" : String.format(Locale.ROOT, "in %.0f %% of patches", 100 * use.share());
    }

    private static String caption(TrainingPreview.Seen patch) {
        if (patch.ignored() == 0) return patch.caseId();
        return String.format(Locale.ROOT, "%s, %.0f %% ignored", patch.caseId(), 100.0 * patch.ignored() / patch.volume().geometry().size().voxels());
    }

    private String about() {
        String unit = preview.deviation().map(hu -> String.format(Locale.ROOT, "A standard deviation of the grey levels is %.0f HU.", hu))
                .orElse("Grey levels are told in standard deviations of the scan's own.");
        return Gallery.about(caseId, preview.spacingMm(), preview.patch(), preview.dimensions(), unit);
    }

    private Raster picture(TrainingPreview.Seen seen, int z) {
        Geometry grid = seen.volume().geometry();
        SliceAxes axes = grid.axes(Plane.AXIAL);
        Point mm = grid.spacingMm();
        double across = grid.size().x() * mm.x();
        double down = grid.size().y() * mm.y();
        double longest = Math.max(across, down);
        int width = Math.max(side / 4, (int) Math.round(side * across / longest));
        int height = Math.max(side / 4, (int) Math.round(side * down / longest));
        var outline = new Overlay(seen.labels(), table, Set.of(), 0, 1, false);
        return painter.paint(new SliceRequest(seen.volume(), axes, z, window, Viewport.fit(width, height, grid, axes), true, List.of(outline), Mask.EMPTY, 0));
    }

    /// The slice of most labelled voxels; the middle one where nothing is labelled.
    private static int fullest(Labels labels) {
        int slices = labels.geometry().size().z();
        short[] marks = new short[labels.geometry().size().sliceVoxels()];
        int best = slices / 2;
        int most = 0;
        for (int z = 0; z < slices; z++) {
            labels.copySlice(z, marks);
            int count = 0;
            for (short mark : marks) if (mark != 0) count++;
            if (count > most) {
                most = count;
                best = z;
            }
        }
        return best;
    }
}
