package org.maskwright.format.dicom.seg;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// The grid that a segmentation's own frames lie on, and which slice of it each frame is. Slices without a frame are background.
///
/// @param geometry z counts up along the frames' normal, or the frames of the source image
/// @param slices the z of each frame
/// @param remark a whole sentence on what was guessed; empty if nothing was
record FrameGrid(Geometry geometry, int[] slices, String remark) {
    /// How far, in steps, a frame may lie from its place: headers are rounded.
    static final double SLACK = 0.1;
    /// More slices than any scan has.
    private static final int MOST_SLICES = 20_000;
    private static final String REMEDY = "Export it again on the grid of the scan it belongs to.";

    static FrameGrid of(String name, Attributes root, PixelLayout layout, List<Frames.Frame> frames) throws FormatException {
        if (root.containsValue(Tag.TotalPixelMatrixColumns)) return slide(name, root, layout, frames);
        return frames.stream().allMatch(f -> f.place().isPresent()) ? placed(name, root, layout, frames) : unplaced(name, root, layout, frames);
    }

    private static FrameGrid placed(String name, Attributes root, PixelLayout layout, List<Frames.Frame> frames) throws FormatException {
        Frames.Place first = frames.getFirst().place().orElseThrow();
        Point normal = first.normal();
        double[] heights = new double[frames.size()];
        for (Frames.Frame frame : frames) {
            Frames.Place place = frame.place().orElseThrow();
            double drift = place.across().minus(first.across()).length() * layout.columns() + place.down().minus(first.down()).length() * layout.rows();
            if (drift > SLACK * 2 * first.across().length()) throw refused(name, "its frames lie in different directions or have different pixels.");
            heights[frame.index()] = place.position().minus(first.position()).dot(normal);
        }
        double[] places = distinct(heights);
        double[] claimed = Frames.sliceSteps(name, root);
        double step = step(name, places, claimed);
        int count = (int) Math.rint((places[places.length - 1] - places[0]) / step) + 1;
        int lowest = 0, highest = 0;
        for (int f = 0; f < heights.length; f++) {
            if (heights[f] < heights[lowest]) lowest = f;
            if (heights[f] > heights[highest]) highest = f;
        }
        Point origin = frames.get(lowest).place().orElseThrow().position();
        Point axis = count == 1 ? normal.times(step) : frames.get(highest).place().orElseThrow().position().minus(origin).times(1.0 / (count - 1));
        int[] slices = new int[heights.length];
        for (int f = 0; f < slices.length; f++) {
            slices[f] = (int) Math.rint((heights[f] - heights[lowest]) / step);
            Point off = frames.get(f).place().orElseThrow().position().minus(origin).minus(axis.times(slices[f]));
            if (off.minus(normal.times(off.dot(normal))).length() > SLACK * Math.max(step, first.across().length())) throw refused(name, "its frames are shifted against each other within their planes.");
        }
        try {
            return new FrameGrid(new Geometry(new Size(layout.columns(), layout.rows(), count), Affine.ofColumns(first.across(), first.down(), axis, origin)), slices, "");
        } catch (IllegalArgumentException e) {
            throw refused(name, "its frames' positions make up no volume.");
        }
    }

    private static double[] distinct(double[] heights) {
        TreeSet<Double> sorted = new TreeSet<>();
        for (double h : heights) sorted.add(h);
        double last = Double.NEGATIVE_INFINITY;
        for (var it = sorted.iterator(); it.hasNext();) {
            double h = it.next();
            if (h - last < 1e-3) it.remove();
            else last = h;
        }
        return sorted.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The step of which all distances are multiples: the one that is claimed if it is, else the smallest there is.
    ///
    /// @param claimed the thickness, the spacing
    private static double step(String name, double[] places, double[] claimed) throws FormatException {
        if (places.length == 1) return claimed[1] > 0 ? claimed[1] : claimed[0] > 0 ? claimed[0] : 1;
        double smallest = Double.MAX_VALUE, extent = places[places.length - 1] - places[0];
        for (int i = 1; i < places.length; i++) smallest = Math.min(smallest, places[i] - places[i - 1]);
        for (double candidate : new double[] {claimed[1], smallest, claimed[0]}) {
            if (!(candidate > 0) || extent / candidate > MOST_SLICES || candidate > smallest * (1 + SLACK)) continue;
            double step = extent / Math.rint(extent / candidate);
            if (Arrays.stream(places).allMatch(p -> Math.abs((p - places[0]) / step - Math.rint((p - places[0]) / step)) < SLACK)) return step;
        }
        throw refused(name, String.format(Locale.ROOT, "its frames are no multiples of one step apart (the smallest is %.4g mm).", smallest));
    }

    private static FormatException refused(String name, String problem) {
        return FormatException.of(name, "", problem, REMEDY);
    }

    /// Frames of an image that says nothing of the patient: the frames of that image are the slices.
    private static FrameGrid unplaced(String name, Attributes root, PixelLayout layout, List<Frames.Frame> frames) throws FormatException {
        boolean referring = frames.stream().allMatch(f -> f.source() > 0);
        int[] slices = new int[frames.size()];
        java.util.TreeMap<Integer, Integer> counts = new java.util.TreeMap<>();
        int count = 0;
        for (Frames.Frame frame : frames) {
            slices[frame.index()] = referring ? frame.source() - 1 : counts.merge(frame.segment(), 1, Integer::sum) - 1;
            count = Math.max(count, slices[frame.index()] + 1);
        }
        if (count > MOST_SLICES || !referring && counts.values().stream().distinct().count() > 1) throw refused(name, "its frames do not say where they lie.");
        double[] steps = Frames.pixelSteps(name, root), claimed = Frames.sliceSteps(name, root);
        double thick = claimed[1] > 0 ? claimed[1] : claimed[0] > 0 ? claimed[0] : 1;
        return new FrameGrid(new Geometry(new Size(layout.columns(), layout.rows(), count), Affine.scaling(steps[1], steps[0], thick)), slices,
                Item.NO_PLACE);
    }

    private static FrameGrid slide(String name, Attributes root, PixelLayout layout, List<Frames.Frame> frames) throws FormatException {
        int columns = root.getInt(Tag.TotalPixelMatrixColumns, 0), rows = root.getInt(Tag.TotalPixelMatrixRows, 0);
        if (columns < 1 || rows < 1) throw FormatException.unexpected(name, "element " + Tag.toString(Tag.TotalPixelMatrixColumns), "a size of the slide above 0", columns + " × " + rows,
                "The header is damaged: export the segmentation again.");
        if ((long) columns * rows > 1L << 30) throw FormatException.unsupported(name, "", "a slide of " + columns + " × " + rows + " pixels", "Export a smaller level of it.");
        for (Frames.Frame frame : frames) if (frame.column() < 0 || frame.row() < 0 || frame.column() >= columns || frame.row() >= rows)
            throw FormatException.unexpected(name, "frame " + (frame.index() + 1), "a tile within " + columns + " × " + rows + " pixels", "column " + (frame.column() + 1) + ", row " + (frame.row() + 1),
                    "The header is damaged: export the segmentation again.");
        double[] steps = Frames.pixelSteps(name, root);
        return new FrameGrid(new Geometry(new Size(columns, rows, 1), Affine.scaling(steps[1], steps[0], 1)), new int[frames.size()],
                "It lies on a slide of the microscope: directions and positions mean nothing in the patient.");
    }
}
