package org.maskwright.format.dicom.rt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Traces the outlines of the pixels of one label in a slice.
///
/// Pixels are one piece if they share a face; those that touch at a corner alone have outlines of their own. A walk goes along
/// the faces between a pixel of the label and one that is not, the label on its right, so around a hole it goes the other way.
public final class Tracer {
    /// The outlines of a slice: x and y in turn, in pixels; (0, 0) is the centre of the first.
    ///
    /// @param holed whether some of them run around holes, and are not led to by a keyhole
    public record Outlines(List<double[]> outlines, boolean holed) {}

    private static final int EAST = 0, SOUTH = 1, NORTH = 3;
    /// A step to the east, south, west and north, and from its end the pixel ahead on the left; that on the right is on the left of
    /// the next heading.
    private static final int[] STEP_X = {1, 0, -1, 0}, STEP_Y = {0, 1, 0, -1}, LEFT_X = {0, 0, -1, -1}, LEFT_Y = {-1, 0, 0, -1};

    /// A closed walk.
    ///
    /// @param x and `y`: the corner that each step starts from
    /// @param heading of each step
    private record Walk(int[] x, int[] y, byte[] heading, boolean hole) {
        int steps() {
            return heading.length;
        }
    }

    /// Where a hole hangs on another walk: at the end of a step of that to the north begins a line to the east, to the start of
    /// a step of this to the south.
    private record Keyhole(Walk hole, int step) {}

    private final short[] slice;
    private final int width, height;
    private final short label;
    private final Tracing tracing;

    private Tracer(short[] slice, int width, int label, Tracing tracing) {
        this.slice = slice;
        this.width = width;
        this.height = slice.length / width;
        this.label = (short) label;
        this.tracing = tracing;
    }

    /// The outlines of `label` in `slice`, its labels x fastest.
    public static Outlines trace(short[] slice, int width, int label, Tracing tracing, Holes holes) {
        return new Tracer(slice, width, label, tracing).outlines(holes);
    }

    private boolean isIn(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && slice[y * width + x] == label;
    }

    private Outlines outlines(Holes holes) {
        List<Walk> walks = walks();
        boolean holed = walks.stream().anyMatch(Walk::hole);
        Map<Integer, Keyhole> keyholes = holed && holes == Holes.KEYHOLE ? keyholes(walks) : Map.of();
        List<double[]> outlines = new ArrayList<>();
        for (Walk walk : walks) {
            if (walk.hole && holes == Holes.KEYHOLE) continue;
            Line line = new Line();
            for (int i = 0; i < walk.steps(); i++) step(walk, i, keyholes, line);
            outlines.add(line.points());
        }
        return new Outlines(outlines, holed && holes == Holes.EXCLUSIVE_OR);
    }

    private List<Walk> walks() {
        List<Walk> walks = new ArrayList<>();
        BitSet passed = new BitSet(); // upper faces that a walk has passed; every walk passes one
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (isIn(x, y) && !isIn(x, y - 1) && !passed.get(y * width + x)) walks.add(walk(x, y, passed));
        return walks;
    }

    /// Walks from the upper left corner of a pixel eastward until it is there again. It is the first of its row, so a corner.
    private Walk walk(int startX, int startY, BitSet passed) {
        int[] xs = new int[16], ys = new int[16];
        byte[] headings = new byte[16];
        int n = 0, x = startX, y = startY, heading = EAST;
        long twiceArea = 0;
        do {
            if (n == xs.length) {
                xs = Arrays.copyOf(xs, 2 * n);
                ys = Arrays.copyOf(ys, 2 * n);
                headings = Arrays.copyOf(headings, 2 * n);
            }
            xs[n] = x;
            ys[n] = y;
            headings[n++] = (byte) heading;
            if (heading == EAST) passed.set(y * width + x);
            int nextX = x + STEP_X[heading], nextY = y + STEP_Y[heading], right = (heading + 1) % 4;
            twiceArea += (long) x * nextY - (long) nextX * y;
            x = nextX;
            y = nextY;
            if (!isIn(x + LEFT_X[right], y + LEFT_Y[right])) heading = right;
            else if (isIn(x + LEFT_X[heading], y + LEFT_Y[heading])) heading = (heading + 3) % 4;
        } while (x != startX || y != startY || heading != EAST);
        return new Walk(Arrays.copyOf(xs, n), Arrays.copyOf(ys, n), Arrays.copyOf(headings, n), twiceArea < 0);
    }

    /// From each hole westward through the label's pixels to the first face that is there: always further west, so no hole can
    /// come round to itself. Each hole by the pixel on whose western face it hangs.
    private Map<Integer, Keyhole> keyholes(List<Walk> walks) {
        Map<Integer, Keyhole> keyholes = new HashMap<>();
        for (Walk walk : walks) {
            if (!walk.hole) continue;
            int step = 0;
            while (walk.heading[step] != SOUTH) step++;
            int x = walk.x[step] - 1, y = walk.y[step];
            while (isIn(x - 1, y)) x--;
            keyholes.put(y * width + x, new Keyhole(walk, step));
        }
        return keyholes;
    }

    /// Draws step `i` of a walk, and the hole that hangs there.
    private void step(Walk walk, int i, Map<Integer, Keyhole> keyholes, Line line) {
        int heading = walk.heading[i], x = walk.x[i] + STEP_X[heading], y = walk.y[i] + STEP_Y[heading];
        boolean faces = tracing == Tracing.VOXEL_FACES;
        double atX = faces ? x - 0.5 : (walk.x[i] + x - 1) / 2.0, atY = faces ? y - 0.5 : (walk.y[i] + y - 1) / 2.0;
        line.to(atX, atY);
        Keyhole keyhole = heading == NORTH ? keyholes.get(y * width + x) : null;
        if (keyhole == null) return;
        Walk hole = keyhole.hole;
        int from = keyhole.step;
        line.to(hole.x[from] - 0.5, atY);
        for (int k = 0; k < hole.steps(); k++) step(hole, (from + k + (faces ? 0 : 1)) % hole.steps(), keyholes, line);
        line.to(atX, atY);
    }

    /// Points, of which those within a straight line are left out.
    private static final class Line {
        private double[] points = new double[64];
        private int count;

        void to(double x, double y) {
            if (count >= 4) {
                double ax = points[count - 2] - points[count - 4], ay = points[count - 1] - points[count - 3], bx = x - points[count - 2], by = y - points[count - 1];
                if (ax * by == ay * bx && ax * bx + ay * by >= 0) count -= 2;
            }
            if (count + 2 > points.length) points = Arrays.copyOf(points, 2 * count);
            points[count++] = x;
            points[count++] = y;
        }

        /// The last point is joined to the first; where that makes a straight line, the first is left out.
        double[] points() {
            double ax = points[0] - points[count - 2], ay = points[1] - points[count - 1], bx = points[2] - points[0], by = points[3] - points[1];
            boolean straight = ax * by == ay * bx && ax * bx + ay * by >= 0;
            return Arrays.copyOfRange(points, straight ? 2 : 0, count);
        }
    }
}
