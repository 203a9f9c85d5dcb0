package org.maskwright.format.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// How to go on with parallel images that make up no straight and even grid, each way saying what it costs.
final class Ways {
    /// One way.
    ///
    /// @param id what an item of it has behind its `#`
    /// @param title such as `resampled to 2.5 mm`
    /// @param remark a whole sentence on what is not as it was scanned
    record Way(String id, String title, String remark, Plan plan) {}

    /// What is done with the images.
    sealed interface Plan {
        /// Some or all of them are taken as if they made up a grid, none is changed.
        record Taken(Stack.Regular stack) implements Plan {}

        /// New slices are made of them.
        ///
        /// @param source the images in order, on a grid that means nothing but their count
        record Resampled(Stack.Regular source, Geometry geometry, List<Blend> blends) implements Plan {}
    }

    /// A resampled grid is at most so many times as long or wide as the scan.
    private static final int MOST = 8;

    private final List<Placement> images;
    private final int columns, rows;
    private final double lonelyStepMm;
    private final List<List<Integer>> places;
    private final Placement first;
    private final Point normal;
    private final double[] heights;

    private Ways(List<Placement> images, int columns, int rows, double lonelyStepMm) {
        this.images = images;
        this.columns = columns;
        this.rows = rows;
        this.lonelyStepMm = lonelyStepMm;
        places = Stack.places(images);
        first = images.get(places.getFirst().getFirst());
        normal = first.normal();
        heights = places.stream().mapToDouble(p -> images.get(p.getFirst()).position().minus(first.position()).dot(normal)).toArray();
    }

    /// The ways on with images that [Stack#of] has refused, the most truthful first.
    static List<Way> of(List<Placement> images, int columns, int rows, double lonelyStepMm) {
        Ways ways = new Ways(images, columns, rows, lonelyStepMm);
        int most = ways.places.stream().mapToInt(List::size).max().orElseThrow();
        if (ways.places.size() == 1) return List.of(ways.oneByOne());
        if (ways.places.stream().anyMatch(p -> p.size() != most)) return ways.withoutDuplicates();
        List<Way> all = new ArrayList<>();
        ways.evenRun().ifPresent(all::add);
        ways.resampled().ifPresent(all::add);
        all.add(ways.asIs());
        return all;
    }

    /// A leaning stack as an upright one.
    static Optional<Way> straightened(List<Placement> images, int columns, int rows, double lonelyStepMm) {
        Ways ways = new Ways(images, columns, rows, lonelyStepMm);
        return ways.resampled("straight", "straightened", ways.heights[ways.heights.length - 1] / (ways.heights.length - 1));
    }

    private Way oneByOne() {
        List<Integer> order = places.getFirst();
        Geometry geometry = new Geometry(new Size(columns, rows, 1), grid(first.position(), lonelyStepMm));
        return new Way("one-by-one", "one by one", "Its " + order.size() + " images lie at one place and are shown one by one.",
                new Plan.Taken(new Stack.Regular(order, order.size(), geometry, 0, List.of())));
    }

    private List<Way> withoutDuplicates() {
        List<Way> all = new ArrayList<>();
        for (boolean last : new boolean[] {false, true}) {
            List<Integer> kept = places.stream().map(p -> last ? p.getLast() : p.getFirst()).toList();
            List<Placement> alone = kept.stream().map(images::get).toList();
            String id = last ? "last" : "first", title = "the " + id + " image at each place";
            String remark = images.size() - kept.size() + (images.size() - kept.size() == 1 ? " image that shares its place with another is left out." : " images that share their places with others are left out.");
            switch (Stack.of(alone, columns, rows, false, lonelyStepMm)) {
                case Stack.Regular regular -> all.add(new Way(id, title, remark, new Plan.Taken(of(regular, kept))));
                case Stack.Refused refused -> {
                    for (Way way : of(alone, columns, rows, lonelyStepMm))
                        all.add(new Way(id + "-" + way.id, title + ", " + way.title, remark + " Then " + refused.problem() + " " + way.remark, of(way.plan, kept)));
                }
            }
        }
        return all;
    }

    /// A stack of some of the images, told in indices of all.
    private static Stack.Regular of(Stack.Regular stack, List<Integer> kept) {
        return new Stack.Regular(stack.order().stream().map(kept::get).toList(), stack.frames(), stack.geometry(), stack.leanDegrees(), stack.remarks());
    }

    private static Plan of(Plan plan, List<Integer> kept) {
        return switch (plan) {
            case Plan.Taken(Stack.Regular stack) -> new Plan.Taken(of(stack, kept));
            case Plan.Resampled(Stack.Regular source, Geometry geometry, List<Blend> blends) -> new Plan.Resampled(of(source, kept), geometry, blends);
        };
    }

    /// The longest row of slices that make up a grid as they are; nothing if it is short.
    private Optional<Way> evenRun() {
        int best = 0, bestFrom = 0;
        for (int from = 0; from + 2 < heights.length; from++) {
            int to = from + 2;
            double step = heights[from + 1] - heights[from];
            while (to < heights.length && Math.abs(heights[to] - heights[from] - (to - from) * step) <= Stack.SLACK * step) to++;
            if (to - from > best) {
                best = to - from;
                bestFrom = from;
            }
        }
        if (best < 3) return Optional.empty();
        List<Integer> kept = new ArrayList<>();
        for (List<Integer> place : places.subList(bestFrom, bestFrom + best)) kept.addAll(place);
        int from = bestFrom + 1, to = bestFrom + best, left = heights.length - best;
        return Stack.of(kept.stream().map(images::get).toList(), columns, rows, false, lonelyStepMm) instanceof Stack.Regular regular
                ? Optional.of(new Way("even", "slices " + from + " to " + to + " alone", (left == 1 ? "One slice is" : left + " slices are") + " left out; the others are as they were scanned.",
                new Plan.Taken(of(regular, kept)))) : Optional.empty();
    }

    private Optional<Way> resampled() {
        double step = usualGap(), whole = heights[heights.length - 1];
        // a grid whose ends are slices; where gaps are multiples of one step, it is that step
        return resampled("resampled", String.format(Locale.ROOT, "resampled to %.4g mm", whole / Math.rint(whole / step)), whole / Math.max(1, Math.rint(whole / step)));
    }

    /// Nothing if the new grid were many times as large as what was scanned.
    private Optional<Way> resampled(String id, String title, double step) {
        double steps = Math.rint(heights[heights.length - 1] / step);
        if (!(steps < MOST * heights.length)) return Optional.empty();
        int count = (int) steps + 1;
        double[] x = new double[places.size()], y = new double[places.size()];
        for (int k = 0; k < x.length; k++) {
            Point off = images.get(places.get(k).getFirst()).position().minus(first.position());
            x[k] = off.dot(first.across()) / first.stepAcrossMm();
            y[k] = off.dot(first.down()) / first.stepDownMm();
        }
        double left = Arrays.stream(x).min().orElse(0), top = Arrays.stream(y).min().orElse(0);
        int wider = (int) Math.ceil(Arrays.stream(x).max().orElse(0) - left - 0.01), higher = (int) Math.ceil(Arrays.stream(y).max().orElse(0) - top - 0.01);
        if (wider > MOST * columns || higher > MOST * rows) return Optional.empty();
        List<Blend> blends = new ArrayList<>();
        int between = 0;
        for (int z = 0, k = 0; z < count; z++) {
            double height = z * step;
            while (k + 1 < heights.length && heights[k + 1] <= height + Stack.SLACK * 0.1 * step) k++;
            double part = k + 1 < heights.length ? (height - heights[k]) / (heights[k + 1] - heights[k]) : 0;
            boolean exact = part < Stack.SLACK * 0.1;
            int above = exact ? k : k + 1;
            Blend blend = new Blend(k, above, exact ? 0 : part, left - x[k], top - y[k], left - x[above], top - y[above]);
            if (blend.isBetween()) between++;
            blends.add(blend);
        }
        Point origin = first.position().plus(first.across().times(left * first.stepAcrossMm())).plus(first.down().times(top * first.stepDownMm()));
        Geometry geometry = new Geometry(new Size(columns + wider, rows + higher, count), grid(origin, step));
        boolean moved = wider > 0 || higher > 0 || left < 0 || top < 0;
        String remark = between == 0 ? "" : between + " of its " + count + " slices" + (between == 1 ? " is interpolated between its neighbours." : " are interpolated between their neighbours.");
        if (moved) remark += (remark.isEmpty() ? "" : " ") + "Its slices are moved within their planes onto an upright grid, so its voxels are interpolated.";
        return Optional.of(new Way(id, title, remark, new Plan.Resampled(inOrder(geometry, step), geometry, List.copyOf(blends))));
    }

    private Way asIs() {
        double step = usualGap(), worst = 0;
        for (int k = 0; k < heights.length; k++) worst = Math.max(worst, Math.abs(heights[k] - k * step));
        Geometry geometry = new Geometry(new Size(columns, rows, heights.length), grid(first.position(), step));
        return new Way("as-is", "as it is, gaps ignored", "Its slices are taken as " + Stack.mm(step) + " apart: they lie up to " + Stack.mm(worst) + " from where it says, and lengths across the slices are wrong.",
                new Plan.Taken(inOrder(geometry, step)));
    }

    /// The median gap, of an even number the smaller of the two in the middle.
    private double usualGap() {
        double[] gaps = new double[heights.length - 1];
        for (int k = 0; k < gaps.length; k++) gaps[k] = heights[k + 1] - heights[k];
        Arrays.sort(gaps);
        return gaps[(gaps.length - 1) / 2];
    }

    private Stack.Regular inOrder(Geometry geometry, double step) {
        int frames = places.getFirst().size();
        List<Integer> order = new ArrayList<>();
        for (int f = 0; f < frames; f++) for (List<Integer> place : places) order.add(place.get(f));
        Size size = new Size(columns, rows, places.size());
        return new Stack.Regular(order, frames, geometry.size().equals(size) ? geometry : new Geometry(size, grid(first.position(), step)), 0, List.of());
    }

    private Affine grid(Point origin, double step) {
        return Affine.ofColumns(first.across().times(first.stepAcrossMm()), first.down().times(first.stepDownMm()), normal.times(step), origin);
    }
}
