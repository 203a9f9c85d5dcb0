package org.maskwright.fx.slice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.SliceAxes;
import org.maskwright.label.CoarseMap;
import org.maskwright.label.LabelChange;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.render.Heat;
import org.maskwright.render.HeatColours;
import org.maskwright.render.LightColours;
import org.maskwright.render.Overlay;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

/// What the three planes show of one open case, and how; lives on the window's thread.
///
/// The crosshair is the one place in the patient that all planes share: a plane's slice is where the crosshair is along its
/// normal.
public final class SliceModel {
    /// How labels are drawn.
    public enum OverlayStyle { FILL_AND_OUTLINE, FILL, OUTLINE }

    private final Volume volume;
    private LabelVolume labels;
    private List<Labels> others = List.of();
    private final ObjectProperty<Point> crosshair;
    private final ObjectProperty<Window> window;
    private final ObjectProperty<LabelTable> table;
    private final ObjectProperty<Set<Integer>> hidden = new SimpleObjectProperty<>(Set.of());
    private final ObjectProperty<Optional<Proposal>> proposal = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty proposalShown = new SimpleBooleanProperty(true);
    private final ObjectProperty<HeatShown> heatShown = new SimpleObjectProperty<>(HeatShown.NOTHING);
    private final DoubleProperty heatOpacity = new SimpleDoubleProperty(0.8);
    private final BooleanProperty labelsShown = new SimpleBooleanProperty(true);
    private final BooleanProperty crosshairShown = new SimpleBooleanProperty(true);
    private final BooleanProperty lettersShown = new SimpleBooleanProperty(true);
    private final BooleanProperty smooth = new SimpleBooleanProperty(true);
    private final DoubleProperty opacity = new SimpleDoubleProperty(0.35);
    private final ObjectProperty<OverlayStyle> style = new SimpleObjectProperty<>(OverlayStyle.FILL_AND_OUTLINE);
    private final ObjectProperty<Mask> preview = new SimpleObjectProperty<>(Mask.EMPTY);
    private final ObjectProperty<Optional<Readout>> readout = new SimpleObjectProperty<>(Optional.empty());
    private final List<Consumer<Box>> repaintListeners = new ArrayList<>();
    private final Consumer<LabelChange> repaintChange = change -> repaint(change.box());

    /// What is under the pointer.
    ///
    /// @param voxel the voxel's indices
    /// @param patientMm its centre, LPS+
    /// @param value in the scan's own units
    /// @param label of the layer that is edited, 0 for background
    /// @param others the labels of the other layers shown, background left out
    public record Readout(int x, int y, int z, Point patientMm, double value, int label, List<Integer> others) {
        /// Every label here, that of the edited layer first.
        public List<Integer> labels() {
            List<Integer> all = new ArrayList<>(others);
            all.remove((Integer) label);
            if (label != 0) all.addFirst(label);
            return all;
        }
    }

    public SliceModel(Volume volume, LabelVolume labels, LabelTable table, Window window) {
        this.volume = volume;
        this.labels = labels;
        this.table = new SimpleObjectProperty<>(table);
        this.window = new SimpleObjectProperty<>(window);
        Geometry g = volume.geometry();
        this.crosshair = new SimpleObjectProperty<>(new Point(g.size().x() / 2, g.size().y() / 2, g.size().z() / 2));
        Box all = g.size().box();
        for (var property : List.of(this.window, this.table, hidden, proposal, proposalShown, heatShown, heatOpacity, labelsShown, smooth, opacity, style))
            property.addListener((observable, old, now) -> repaint(all));
        preview.addListener((observable, old, now) -> repaint(old.box().union(now.box())));
        labels.onChange(repaintChange);
    }

    public Volume volume() {
        return volume;
    }

    /// The labels of the layer that is edited.
    public LabelVolume labels() {
        return labels;
    }

    /// Shows another layer as the one that is edited, and outlines of the others over it.
    ///
    /// @param edited on this model's grid
    /// @param outlined the other layers as they are now; they do not change while they are not edited
    public void showLayers(LabelVolume edited, List<Labels> outlined) {
        labels.stopTelling(repaintChange);
        labels = edited;
        others = List.copyOf(outlined);
        labels.onChange(repaintChange);
        repaint(geometry().size().box());
    }

    public Geometry geometry() {
        return volume.geometry();
    }

    /// The voxel position (whole numbers) where the planes cross; always inside the grid.
    public ObjectProperty<Point> crosshair() {
        return crosshair;
    }

    /// Moves the crosshair to the voxel nearest to `voxel`, held inside the grid.
    public void moveCrosshair(Point voxel) {
        var size = geometry().size();
        crosshair.set(new Point(inside(voxel.x(), size.x()), inside(voxel.y(), size.y()), inside(voxel.z(), size.z())));
    }

    private static double inside(double position, int count) {
        return Math.clamp(Math.rint(position), 0, count - 1);
    }

    /// The slice that `plane` shows: a voxel index along its normal.
    public int slice(Plane plane) {
        return (int) crosshair.get().along(axes(plane).normal());
    }

    /// Shows another slice of `plane`, held inside the grid.
    public void showSlice(Plane plane, int slice) {
        int normal = axes(plane).normal();
        Point at = crosshair.get();
        moveCrosshair(new Point(normal == 0 ? slice : at.x(), normal == 1 ? slice : at.y(), normal == 2 ? slice : at.z()));
    }

    /// Steps through the slices of `plane`; positive towards the plane's [Plane#normal()] direction.
    public void step(Plane plane, int steps) {
        showSlice(plane, slice(plane) + (axes(plane).normalFlipped() ? -steps : steps));
    }

    public SliceAxes axes(Plane plane) {
        return geometry().axes(plane);
    }

    public ObjectProperty<Window> window() {
        return window;
    }

    public ObjectProperty<LabelTable> table() {
        return table;
    }

    /// Labels that are not shown.
    public ObjectProperty<Set<Integer>> hidden() {
        return hidden;
    }

    /// The proposal laid over the picture with a dashed outline, while it waits or is compared with.
    public ObjectProperty<Optional<Proposal>> proposal() {
        return proposal;
    }

    public BooleanProperty proposalShown() {
        return proposalShown;
    }

    /// What is laid over the picture as colours.
    public ObjectProperty<HeatShown> heatShown() {
        return heatShown;
    }

    /// How opaque these colours are, in [0, 1].
    public DoubleProperty heatOpacity() {
        return heatOpacity;
    }

    /// The colours as they are to be painted now; none also where what is to be shown is not known.
    Optional<Heat> heat() {
        return switch (heatShown.get()) {
            case HeatShown.Nothing _ -> Optional.empty();
            case HeatShown.Uncertainty _ -> uncertainty().map(map -> new Heat(map.map(), HeatColours.UNCERTAINTY, heatOpacity.get()));
            case HeatShown.Likely(int _, String _, CoarseMap map) -> Optional.of(new Heat(map, HeatColours.PROBABILITY, heatOpacity.get()));
        };
    }

    /// How sure the model was of the newest proposal; nothing if that is not known.
    public Optional<UncertaintyMap> uncertainty() {
        return proposal.get().flatMap(Proposal::uncertainty);
    }

    public BooleanProperty labelsShown() {
        return labelsShown;
    }

    /// Whether the letters of the patient's sides stand at the edges: not where left and right would be a guess.
    public BooleanProperty lettersShown() {
        return lettersShown;
    }

    public BooleanProperty crosshairShown() {
        return crosshairShown;
    }

    /// Whether grey values are interpolated between voxels.
    public BooleanProperty smooth() {
        return smooth;
    }

    /// How opaque the inside of labels is, in [0, 1].
    public DoubleProperty opacity() {
        return opacity;
    }

    public ObjectProperty<OverlayStyle> style() {
        return style;
    }

    /// What the tool at work would paint.
    public ObjectProperty<Mask> preview() {
        return preview;
    }

    /// What is under the pointer; nothing when it is outside the grid.
    public ObjectProperty<Optional<Readout>> readout() {
        return readout;
    }

    /// What a voxel holds; nothing outside the grid.
    public Optional<Readout> read(Point voxel) {
        int x = (int) Math.rint(voxel.x()), y = (int) Math.rint(voxel.y()), z = (int) Math.rint(voxel.z());
        if (!geometry().size().contains(x, y, z)) return Optional.empty();
        List<Integer> also = others.stream().map(other -> other.at(x, y, z)).filter(label -> label != 0).distinct().toList();
        return Optional.of(new Readout(x, y, z, geometry().toPatient(x, y, z), volume.value(x, y, z), labels.at(x, y, z), also));
    }

    /// The overlays as they are to be painted now.
    List<Overlay> overlays() {
        List<Overlay> overlays = new ArrayList<>();
        // Over the heat map labels are outlines: their colours would mix with its own.
        double inside = style.get() == OverlayStyle.OUTLINE || heat().isPresent() ? 0 : opacity.get();
        double outline = style.get() == OverlayStyle.FILL ? 0 : Math.min(1, opacity.get() + 0.55);
        if (labelsShown.get()) {
            overlays.add(new Overlay(labels.snapshot(), table.get(), hidden.get(), inside, outline, false));
            for (Labels other : others) overlays.add(new Overlay(other, LightColours.of(table.get()), hidden.get(), 0, Math.min(1, opacity.get() + 0.55), false));
        }
        if (proposalShown.get())
            proposal.get().ifPresent(p -> overlays.add(new Overlay(p.labels(), p.table(), hidden.get(), inside * 0.5, 1, true)));
        return overlays;
    }

    /// Tells `listener` which voxels look different now.
    void onRepaint(Consumer<Box> listener) {
        repaintListeners.add(listener);
    }

    void stopTelling(Consumer<Box> listener) {
        repaintListeners.remove(listener);
    }

    private void repaint(Box box) {
        if (!box.isEmpty()) List.copyOf(repaintListeners).forEach(listener -> listener.accept(box));
    }
}
