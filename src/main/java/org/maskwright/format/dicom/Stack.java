package org.maskwright.format.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// What parallel images make up: a volume, or the reason why not.
///
/// The order and the spacing come from the positions along the common normal, never from file names, instance numbers or the
/// slice thickness.
sealed interface Stack {
    /// A regular grid, or images taken for one.
    ///
    /// @param order indices of the images that were given: z fastest, then frames (images at the same place)
    /// @param frames how often the volume was taken
    /// @param leanDegrees how far the slices lean against their stack, as behind a tilted gantry; 0 if they are upright
    /// @param remarks whole sentences on what is unusual
    record Regular(List<Integer> order, int frames, Geometry geometry, double leanDegrees, List<String> remarks) implements Stack {}

    /// No volume as it stands. [Ways] tells how to go on.
    ///
    /// @param problem a clause with its full stop
    /// @param remedy a whole sentence
    record Refused(String problem, String remedy) implements Stack {}

    /// Images nearer than this along the normal are at the same place.
    double SAME_PLACE_MM = 1e-3;
    /// How far, in slice steps, an image may lie from its place on the regular grid; headers round to a tenth of a millimetre.
    double SLACK = 0.1;
    /// A lean of less than this is rounding.
    double UPRIGHT_DEGREES = 0.2;
    /// A step that differs by more than this fraction from the mean is worth a remark.
    double UNEVEN = 0.01;

    /// Stacks images of one size that are parallel and have equal pixels.
    ///
    /// @param keepOrder leave the images as they are if they are in order already, be it the falling one: so the samples of a
    ///     multi-frame file stay in the order of the file. Else z counts up along the normal
    /// @param lonelyStepMm the step of a stack of one image, which has none of its own
    static Stack of(List<Placement> images, int columns, int rows, boolean keepOrder, double lonelyStepMm) {
        List<List<Integer>> places = places(images);
        int frames = places.getFirst().size();
        for (List<Integer> place : places) {
            if (place.size() != frames) return unequal(places, images);
        }
        if (keepOrder && isFalling(places)) places = places.reversed();
        List<Integer> order = new ArrayList<>(images.size());
        for (int f = 0; f < frames; f++) for (List<Integer> place : places) order.add(place.get(f));
        return placed(order, frames, images, columns, rows, lonelyStepMm);
    }

    /// The images at each place along their normal, rising; at one place in the order given.
    static List<List<Integer>> places(List<Placement> images) {
        Placement any = images.getFirst();
        Point normal = any.normal();
        double[] height = new double[images.size()];
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            height[i] = images.get(i).position().minus(any.position()).dot(normal);
            sorted.add(i);
        }
        sorted.sort(Comparator.comparingDouble(i -> height[i])); // stable
        List<List<Integer>> places = new ArrayList<>();
        double last = Double.NaN;
        for (int i : sorted) {
            if (!(height[i] - last < SAME_PLACE_MM)) places.add(new ArrayList<>());
            places.getLast().add(i);
            last = height[i];
        }
        return places;
    }

    private static boolean isFalling(List<List<Integer>> places) {
        for (int z = 1; z < places.size(); z++) if (places.get(z).getFirst() > places.get(z - 1).getFirst()) return false;
        return true;
    }

    private static Stack unequal(List<List<Integer>> places, List<Placement> images) {
        List<Integer> most = places.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
        long several = places.stream().filter(p -> p.size() > 1).count();
        return new Refused(several + (several == 1 ? " place holds" : " places hold") + " more than one image: " + most.size() + " at "
                + text(images.get(most.getFirst()).position()) + ".", "Remove the duplicates, or export the series again.");
    }

    private static Stack placed(List<Integer> order, int frames, List<Placement> images, int columns, int rows, double lonelyStepMm) {
        Placement first = images.get(order.getFirst());
        Point normal = first.normal();
        int count = order.size() / frames;
        List<String> remarks = new ArrayList<>();
        Point step;
        double leaning = 0;
        if (count == 1) {
            step = normal.times(lonelyStepMm);
            remarks.add("There is one slice only, taken as " + mm(lonelyStepMm) + " thick.");
        } else {
            Placement last = images.get(order.get(count - 1));
            step = last.position().minus(first.position()).times(1.0 / (count - 1));
            double[] gaps = new double[count - 1];
            for (int z = 1; z < count; z++)
                gaps[z - 1] = Math.abs(images.get(order.get(z)).position().minus(images.get(order.get(z - 1)).position()).dot(normal));
            double mean = Math.abs(step.dot(normal)), worst = 0, worstAcross = 0;
            for (int i = 0; i < order.size(); i++) {
                Point off = images.get(order.get(i)).position().minus(first.position()).minus(step.times(i % count));
                double along = off.dot(normal);
                worst = Math.max(worst, Math.abs(along));
                worstAcross = Math.max(worstAcross, off.minus(normal.times(along)).length());
            }
            if (worst > SLACK * mean) return uneven(gaps, order, images);
            if (worstAcross > SLACK * mean && worstAcross > SLACK * Math.min(first.stepAcrossMm(), first.stepDownMm()))
                return new Refused("its slices are shifted against each other by up to " + mm(worstAcross) + " within their planes.", "Export the series again as one straight stack.");
            double[] range = {Arrays.stream(gaps).min().orElse(mean), Arrays.stream(gaps).max().orElse(mean)};
            if (range[1] - range[0] > UNEVEN * mean) remarks.add("The slices are " + mm(range[0]) + " to " + mm(range[1]) + " apart; " + mm(mean) + " is taken for all.");
            double lean = Math.toDegrees(Math.acos(Math.clamp(Math.abs(step.dot(normal)) / step.length(), 0, 1)));
            if (lean > UPRIGHT_DEGREES) {
                leaning = lean;
                remarks.add(String.format(Locale.ROOT, "The gantry was tilted: the slices lean by %.1f° against their stack. "
                        + "Positions are exact; pictures across the slices look sheared.", lean));
            }
        }
        Geometry geometry = new Geometry(new Size(columns, rows, count),
                Affine.ofColumns(first.across().times(first.stepAcrossMm()), first.down().times(first.stepDownMm()), step, first.position()));
        if (count == 2) remarks.add("There are two slices only, so nothing tells whether others are missing between them.");
        return new Regular(List.copyOf(order), frames, geometry, leaning, List.copyOf(remarks));
    }

    private static Stack uneven(double[] gaps, List<Integer> order, List<Placement> images) {
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double usual = sorted[sorted.length / 2]; // for two gaps the larger; then the words below still hold
        if (sorted.length == 2) usual = sorted[0];
        int missing = 0, holes = 0, where = -1;
        boolean multiples = true;
        for (int z = 0; z < gaps.length; z++) {
            double times = gaps[z] / usual;
            if (times > 1.5) {
                if (where < 0) where = z;
                holes++;
                missing += (int) Math.rint(times) - 1;
            }
            multiples &= times > 0.5 && Math.abs(times - Math.rint(times)) < SLACK * 2;
        }
        if (multiples && holes > 0) return new Refused((missing == 1 ? "one slice is missing" : missing + " slices are missing") + ": between "
                + text(images.get(order.get(where)).position()) + " and " + text(images.get(order.get(where + 1)).position()) + " there are " + mm(gaps[where])
                + ", elsewhere " + mm(usual) + ".", "Copy or export the whole series again.");
        return new Refused("its slices are " + mm(sorted[0]) + " to " + mm(sorted[sorted.length - 1]) + " apart, but a volume needs one step.",
                "Resample the series to equal spacing first, or export the evenly spaced part alone.");
    }

    static String mm(double value) {
        return String.format(Locale.ROOT, "%.4g mm", value);
    }

    private static String text(Point p) {
        return String.format(Locale.ROOT, "(%.1f, %.1f, %.1f) mm", p.x(), p.y(), p.z());
    }
}
