package org.maskwright.workflow.training;

import java.util.List;
import java.util.Set;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.TrainingWatch;
import org.maskwright.render.AutomaticWindow;
import org.maskwright.render.Overlay;
import org.maskwright.render.Raster;
import org.maskwright.render.SlicePainter;
import org.maskwright.render.SliceRequest;
import org.maskwright.render.Viewport;

/// The slice of a validation case on which a model under training fails most: the truth filled, what it proposes as a line.
///
/// @param dice of the whole case, mean over its labels
/// @param picture [#SIDE] × [#SIDE] pixels around what is labelled
public record WorstSlice(String caseId, double dice, Raster picture) {
    public static final int SIDE = 168;
    /// Around the labelled part, as a share of its size.
    private static final double MARGIN = 0.35;
    private static final double LEAST_SIDE_MM = 24, TRUTH = 0.4;

    static WorstSlice of(TrainingWatch.WorstCase worst, LabelTable table) {
        Geometry grid = worst.image().geometry();
        Size size = grid.size();
        SliceAxes axes = grid.axes(Plane.AXIAL);
        int[] differing = new int[size.z()], labelled = new int[size.z()];
        short[] truth = new short[size.sliceVoxels()], proposed = new short[size.sliceVoxels()];
        int left = size.x(), right = -1, top = size.y(), bottom = -1;
        for (int z = 0; z < size.z(); z++) {
            worst.truth().copySlice(z, truth);
            worst.proposed().copySlice(z, proposed);
            for (int i = 0; i < truth.length; i++) {
                if (truth[i] == 0 && proposed[i] == 0) continue;
                labelled[z]++;
                if (truth[i] != proposed[i]) differing[z]++;
                left = Math.min(left, i % size.x());
                right = Math.max(right, i % size.x());
                top = Math.min(top, i / size.x());
                bottom = Math.max(bottom, i / size.x());
            }
        }
        Viewport viewport = Viewport.fit(SIDE, SIDE, grid, axes);
        if (right >= 0) {
            double mm = Math.max((right - left + 1) * grid.spacingMm().x(), (bottom - top + 1) * grid.spacingMm().y());
            double pixelsPerMm = Math.max(SIDE / Math.max(LEAST_SIDE_MM, mm * (1 + MARGIN)), viewport.scaleX() / grid.spacingMm().along(axes.across()));
            Point centre = new Point((left + right) / 2.0, (top + bottom) / 2.0, 0);
            viewport = Viewport.centredOn(axes.u(centre), axes.v(centre), pixelsPerMm, SIDE, SIDE, grid, axes);
        }
        List<Overlay> both = List.of(new Overlay(worst.truth(), table, Set.of(), TRUTH, 0, false), new Overlay(worst.proposed(), table, Set.of(), 0, 1, false));
        Raster picture = new SlicePainter().paint(new SliceRequest(worst.image(), axes, most(differing, labelled), AutomaticWindow.of(worst.image()), viewport, true, both, Mask.EMPTY, 0));
        return new WorstSlice(worst.id(), worst.dice(), picture);
    }

    /// The slice that differs most; of those that agree everywhere the one that holds most.
    private static int most(int[] differing, int[] labelled) {
        int best = differing.length / 2;
        for (int z = 0; z < differing.length; z++)
            if (differing[z] > differing[best] || differing[z] == differing[best] && labelled[z] > labelled[best]) best = z;
        return best;
    }
}
