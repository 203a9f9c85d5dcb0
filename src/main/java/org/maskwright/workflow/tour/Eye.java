package org.maskwright.workflow.tour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;

/// What an annotator sees who knows anatomy: where the labels differ from the truth, which of a phantom is known.
final class Eye {
    private final Labels truth;
    private final Map<Integer, Long> sizes;

    Eye(Labels truth) {
        this.truth = truth;
        this.sizes = truth.counts();
    }

    /// Something to mend in one slice.
    ///
    /// @param label that is missing there; 0 where `found` is too much
    /// @param found the label that stands there wrongly; 0 for none in particular
    /// @param voxels how many are wrong
    record Flaw(int label, int found, int z, long voxels) {}

    /// The worst flaw, apart from those in `seen`: of each label and slice what is missing, and what is too much, as a share
    /// of the organ, so that small organs are not forgotten.
    Optional<Flaw> worst(Labels now, List<Flaw> seen) {
        Size size = truth.geometry().size();
        short[] right = new short[size.sliceVoxels()], is = new short[size.sliceVoxels()];
        Flaw worst = null;
        for (int z = 0; z < size.z(); z++) {
            truth.copySlice(z, right);
            now.copySlice(z, is);
            TreeMap<Integer, Long> missing = new TreeMap<>(), surplus = new TreeMap<>();
            for (int i = 0; i < right.length; i++) {
                if (right[i] == is[i]) continue;
                if (right[i] != 0) missing.merge(right[i] & 0xFFFF, 1L, Long::sum);
                else surplus.merge(is[i] & 0xFFFF, 1L, Long::sum);
            }
            for (var one : missing.entrySet()) worst = worse(worst, new Flaw(one.getKey(), 0, z, one.getValue()), seen);
            for (var one : surplus.entrySet()) worst = worse(worst, new Flaw(0, one.getKey(), z, one.getValue()), seen);
        }
        return Optional.ofNullable(worst);
    }

    private @Nullable Flaw worse(@Nullable Flaw a, Flaw b, List<Flaw> seen) {
        for (Flaw old : seen) if (old.z() == b.z() && old.label() == b.label() && old.found() == b.found()) return a;
        return a == null || weight(b) > weight(a) ? b : a;
    }

    private double weight(Flaw flaw) {
        return flaw.voxels() / (double) Math.max(500, sizes.getOrDefault(flaw.label() != 0 ? flaw.label() : flaw.found(), 0L));
    }

    /// A stroke down the middle of a flaw, and how thick it is there.
    record Stroke(List<Point> way, double halfWidthVoxels) {}

    /// The stroke that mends the flaw best: through the middle of its longest run in each row.
    Stroke stroke(Labels now, Flaw flaw) {
        Size size = truth.geometry().size();
        List<Point> way = new ArrayList<>(), best = new ArrayList<>();
        List<Double> widths = new ArrayList<>(), bestWidths = new ArrayList<>();
        for (int y = 0; y <= size.y(); y++) {
            int from = 0, length = 0;
            for (int x = 0; y < size.y() && x < size.x(); x++) {
                int start = x;
                while (x < size.x() && isWrong(now, flaw, x, y)) x++;
                if (x - start > length) {
                    from = start;
                    length = x - start;
                }
            }
            if (length > 0) {
                way.add(new Point(from + (length - 1) / 2.0, y, flaw.z()));
                widths.add(length / 2.0);
            } else {
                if (way.size() > best.size()) {
                    best = way;
                    bestWidths = widths;
                }
                way = new ArrayList<>();
                widths = new ArrayList<>();
            }
        }
        if (best.isEmpty()) return new Stroke(List.of(), 0);
        double[] sorted = bestWidths.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double half = Math.min(sorted[sorted.length / 8], best.size() / 2.0);
        int trim = Math.min((int) half, (best.size() - 1) / 2); // a round brush reaches past both ends
        return new Stroke(best.subList(trim, best.size() - trim), half);
    }

    private boolean isWrong(Labels now, Flaw flaw, int x, int y) {
        int right = truth.at(x, y, flaw.z()), is = now.at(x, y, flaw.z());
        return right != is && (flaw.label() != 0 ? right == flaw.label() : right == 0 && is == flaw.found());
    }

    /// The voxel of `label` that lies deepest among its like, nearest to their middle: where one would click.
    Point middle(int label) {
        Mask mask = truth.mask(label);
        double[] sum = new double[4];
        mask.forEachRun((y, z, x0, x1) -> {
            int n = x1 - x0;
            sum[0] += n * (x0 + x1 - 1) / 2.0;
            sum[1] += (double) n * y;
            sum[2] += (double) n * z;
            sum[3] += n;
        });
        if (sum[3] == 0) throw new IllegalArgumentException("the case holds no label " + label);
        double cx = sum[0] / sum[3], cy = sum[1] / sum[3], cz = sum[2] / sum[3];
        double[] nearest = {Double.MAX_VALUE, 0, 0, 0};
        mask.forEachRun((y, z, x0, x1) -> {
            double x = Math.clamp(Math.rint(cx), x0, x1 - 1);
            double distance = (x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz);
            if (distance < nearest[0]) {
                nearest[0] = distance;
                nearest[1] = x;
                nearest[2] = y;
                nearest[3] = z;
            }
        });
        return new Point(nearest[1], nearest[2], nearest[3]);
    }

    /// The share of `mask` that is truly `label`; 0 of an empty mask.
    double precision(Mask mask, int label) {
        long all = mask.count();
        return all == 0 ? 0 : (double) mask.and(truth.mask(label)).count() / all;
    }

    Labels truth() {
        return truth;
    }
}
