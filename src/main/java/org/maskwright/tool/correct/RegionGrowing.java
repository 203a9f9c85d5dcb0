package org.maskwright.tool.correct;

import java.util.List;
import java.util.Optional;
import org.maskwright.algorithm.Histogram;
import org.maskwright.algorithm.RegionGrowth;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.LabelEdit;
import org.maskwright.tool.Amount;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.Tool;
import org.maskwright.tool.ToolContext;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

/// Grows a region of like values from a seed, under the eyes of the user, who drags the tolerance wider or narrower.
public final class RegionGrowing implements Tool {
    private static final String TOLERANCE = "tolerance", EXTENT = "extent", REACH = "reachMm";
    private static final String THIS_SLICE = "This slice", ALL_SLICES = "All slices";

    /// Each time the hand goes this far the tolerance doubles.
    private static final double DOUBLING_MM = 10;

    @Override
    public String id() {
        return "region-growing";
    }

    @Override
    public String title() {
        return "Region growing";
    }

    @Override
    public String hint() {
        return "Click a seed; drag right or up to take in more, left or down for less. Enter takes the region, Esc drops it.";
    }

    @Override
    public char key() {
        return 'R';
    }

    @Override
    public List<Setting> settings(ToolContext context) {
        Volume volume = context.volume();
        Scale scale = Scale.of(volume);
        // A thirtieth of the usual span of values: ±40 HU on a CT, a shade on an MR.
        Histogram histogram = Scale.histogram(volume);
        double usual = (histogram.quantile(0.99) - histogram.quantile(0.01)) / 30;
        double least = scale.step(), most = mostTolerance(scale), reachMm = mostReachMm(volume.geometry());
        return List.of(new Setting.Slider(TOLERANCE, "Tolerance ±", volume.info().unit(), least, most, least,
                        Math.clamp(Math.rint(usual / least) * least, least, most), true),
                new Setting.Choice(EXTENT, "Grow through", List.of(THIS_SLICE, ALL_SLICES), ALL_SLICES),
                new Setting.Slider(REACH, "No further than", "mm", 1, reachMm, 1, reachMm, true));
    }

    private static double mostTolerance(Scale scale) {
        return Math.max(scale.range().width(), 2 * scale.step());
    }

    /// The slider's upper end, where the reach is without bound.
    private static double mostReachMm(Geometry geometry) {
        Size size = geometry.size();
        return Math.max(2, Math.ceil(geometry.toPatient(0, 0, 0).distanceTo(geometry.toPatient(size.x(), size.y(), size.z()))));
    }

    @Override
    public Gesture begin(ToolContext context, Pointer pointer) throws Refused {
        if (pointer.has(Pointer.Modifier.ERASE)) Deed.erase(context, false);
        else Deed.paint(context, title());
        Volume volume = context.volume();
        if (!volume.geometry().size().contains(pointer.x(), pointer.y(), pointer.z())) throw new Refused("Click inside the scan.");
        if (!Double.isFinite(volume.value(pointer.x(), pointer.y(), pointer.z()))) throw new Refused("The scan holds no value here.");
        return new Growing(context, pointer);
    }

    private final class Growing implements Gesture {
        private final ToolContext context;
        private final Preview preview;
        private final Pointer seed;
        private final SliceAxes axes;
        private final double least, most;
        private double base; // the slider's tolerance
        private double draggedMm;
        private State state = State.DRAGGING;

        Growing(ToolContext context, Pointer seed) {
            this.context = context;
            this.preview = new Preview(context);
            this.seed = seed;
            this.axes = context.volume().geometry().axes(seed.plane());
            this.base = context.settings().number(TOLERANCE);
            Scale scale = Scale.of(context.volume());
            this.least = scale.step();
            this.most = mostTolerance(scale);
            grow();
        }

        private void grow() {
            Volume volume = context.volume();
            double tolerance = Math.clamp(base * Math.pow(2, draggedMm / DOUBLING_MM), least, most);
            double given = context.settings().number(REACH), reachMm = given >= mostReachMm(volume.geometry()) ? Double.POSITIVE_INFINITY : given;
            boolean inSlice = context.settings().choice(EXTENT).equals(THIS_SLICE);
            int x = seed.x(), y = seed.y(), z = seed.z(), normal = axes.normal();
            Range range = RegionGrowth.around(volume, x, y, z, normal, tolerance);
            preview.ask("Tolerance ±" + Amount.words(tolerance, volume.info().unit()), progress -> inSlice
                    ? RegionGrowth.inSlice(volume, x, y, z, normal, range, reachMm, progress)
                    : RegionGrowth.inSpace(volume, x, y, z, range, reachMm, progress));
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public void drag(Pointer pointer) {
            if (state != State.DRAGGING) return;
            Point spacing = context.volume().geometry().spacingMm();
            double right = (axes.u(pointer.voxel()) - axes.u(seed.voxel())) * spacing.along(axes.across());
            double up = (axes.v(seed.voxel()) - axes.v(pointer.voxel())) * spacing.along(axes.down());
            if (!Double.isFinite(right + up) || right + up == draggedMm) return;
            draggedMm = right + up;
            grow();
        }

        @Override
        public Optional<LabelEdit> release(Pointer pointer) {
            if (state == State.DRAGGING) {
                drag(pointer);
                state = State.PENDING;
            }
            return Optional.empty();
        }

        @Override
        public void settingsChanged() {
            if (state == State.OVER) return;
            double slider = context.settings().number(TOLERANCE);
            if (slider != base) { // the hand is now on the slider: what it dragged before no longer counts
                base = slider;
                draggedMm = 0;
            }
            grow();
        }

        @Override
        public Optional<LabelEdit> accept() {
            state = State.OVER;
            return preview.accept(() -> seed.has(Pointer.Modifier.ERASE) ? Deed.erase(context, false) : Deed.paint(context, title()));
        }

        @Override
        public void cancel() {
            state = State.OVER;
            preview.end();
        }

        @Override
        public String refusal() {
            return preview.refusal();
        }
    }
}
