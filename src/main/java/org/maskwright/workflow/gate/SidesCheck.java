package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelTable;

/// Whether labels whose names say left or right lie on that side of the patient (LPS: x grows to the patient's left).
///
/// Two labels whose names differ in the side alone are a pair: their main parts must lie the right way round. Where the middle of the
/// patient is follows from the pairs, and from organs in the middle such as the spine; without either a single label cannot be judged.
/// Chambers of the heart are compared with each other alone: the right ones lie left of the middle in healthy people too.
final class SidesCheck implements Check.OfLabels {
    /// So near the middle no side is wrong.
    private static final double MIDDLE_MM = 5;
    /// A share of a label on the wrong side that no outline explains.
    private static final double SHARE = 0.05;
    private static final Set<String> IN_THE_MIDDLE = Set.of("spine", "spinal", "vertebra", "vertebrae", "sacrum", "sternum", "trachea", "brainstem");
    private static final Set<String> OF_THE_HEART = Set.of("heart", "atrium", "atrial", "ventricle", "ventricular", "coronary", "cardiac", "auricle", "hepatic", "liver", "lobe");

    @Override
    public String id() {
        return "sides";
    }

    @Override
    public String title() {
        return "Left and right";
    }

    @Override
    public List<Finding> look(CheckedCase one) {
        Map<Integer, Side.Named> named = new TreeMap<>();
        for (int label : one.counts().keySet())
            if (one.table().find(label).isPresent()) Side.of(one.table().name(label)).ifPresent(side -> named.put(label, side));
        if (named.isEmpty()) return List.of();
        ToDoubleFunction<Integer> x = label -> one.centreMm(one.parts(label).largest()).x();
        List<Finding> found = new ArrayList<>();
        List<Double> middles = new ArrayList<>();
        Set<Integer> swapped = new TreeSet<>();
        named.forEach((left, name) -> {
            if (name.side() != Side.LEFT) return;
            for (var other : named.entrySet()) {
                int right = other.getKey();
                if (other.getValue().side() != Side.RIGHT || !other.getValue().rest().equals(name.rest())) continue;
                double leftX = x.applyAsDouble(left), rightX = x.applyAsDouble(right), apart = leftX - rightX;
                if (!isOfTheHeart(name)) middles.add((leftX + rightX) / 2);
                if (apart > -MIDDLE_MM) continue;
                swapped.add(left);
                swapped.add(right);
                Point at = CheckedCase.middle(one.parts(left).largest());
                found.add(Finding.at(id(), Severity.BLOCKS, one, left, at, one.name(left) + " lies " + Words.mm(-apart) + " to the patient's right of " + one.name(right)
                        + ": the two are swapped, or the scan is mirrored. Swap them; if the patient is truly the other way round, leave the case out.", new Fix.SwapLabels(one.id(), left, right)));
            }
        });
        OptionalDouble middle = middle(one, middles);
        if (middle.isPresent()) named.forEach((label, name) -> {
            if (!swapped.contains(label) && !isOfTheHeart(name)) side(one, label, name, middle.getAsDouble(), named, found);
        });
        return found;
    }

    private static boolean isOfTheHeart(Side.Named name) {
        return name.rest().stream().anyMatch(OF_THE_HEART::contains);
    }

    /// x of the patient's middle plane: what lies in the middle says it best, else the pairs do.
    private static OptionalDouble middle(CheckedCase one, List<Double> ofPairs) {
        double[] known = one.counts().keySet().stream().filter(label -> one.table().find(label).map(SidesCheck::isInTheMiddle).orElse(false))
                .mapToDouble(label -> one.centreMm(one.mask(label)).x()).sorted().toArray();
        double[] from = known.length > 0 ? known : ofPairs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return from.length == 0 ? OptionalDouble.empty() : OptionalDouble.of((from[(from.length - 1) / 2] + from[from.length / 2]) / 2);
    }

    private static boolean isInTheMiddle(LabelTable.Entry entry) {
        return Side.of(entry.name()).isEmpty() && Arrays.stream(entry.name().toLowerCase(java.util.Locale.ROOT).split("[^\\p{L}\\p{N}]+")).anyMatch(IN_THE_MIDDLE::contains);
    }

    private void side(CheckedCase one, int label, Side.Named name, double middle, Map<Integer, Side.Named> all, List<Finding> found) {
        Mask wrong = beyond(one, label, name.side(), middle);
        double share = (double) wrong.count() / one.mask(label).count();
        if (share < SHARE) return;
        String stated = name.side() == Side.LEFT ? "left" : "right", other = name.side() == Side.LEFT ? "right" : "left";
        Point at = CheckedCase.middle(wrong);
        String percent = Math.round(100 * share) + " %";
        String sentence = share > 1 - SHARE
                ? one.name(label) + " lies on the patient's " + other + " side, and not on the " + stated + ". Give its voxels the label of that side."
                : percent + " of " + one.name(label) + " lie on the patient's " + other + " side, about voxel " + Words.at(at) + ": it is on both sides. Give them the label of that side, or erase them.";
        List<Integer> twin = all.entrySet().stream().filter(of -> of.getValue().side() != name.side() && of.getValue().rest().equals(name.rest())).map(Map.Entry::getKey).toList();
        List<Integer> named = twin.isEmpty() ? one.table().entries().stream().filter(e -> Side.of(e.name()).filter(n -> n.side() != name.side() && n.rest().equals(name.rest())).isPresent()).map(LabelTable.Entry::value).toList() : twin;
        Optional<Fix> fix = share > 1 - SHARE && !named.isEmpty()
                ? Optional.of(name.side() == Side.LEFT ? new Fix.SwapLabels(one.id(), label, named.getFirst()) : new Fix.SwapLabels(one.id(), named.getFirst(), label)) : Optional.empty();
        found.add(new Finding(id(), Severity.LOOK, one.id(), label, Optional.of(at), sentence, fix));
    }

    /// The voxels of a label that lie further than [#MIDDLE_MM] beyond the middle, on the side that its name does not state.
    private static Mask beyond(CheckedCase one, int label, Side stated, double middle) {
        Geometry grid = one.volume().geometry();
        Mask mask = one.mask(label);
        double sign = stated == Side.LEFT ? -1 : 1;
        return Mask.of(mask.box(), out -> mask.forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) if (sign * (grid.toPatient(x, y, z).x() - middle) > MIDDLE_MM) out.set(x, y, z);
        }));
    }
}
