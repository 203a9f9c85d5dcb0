package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// Whether the labels lie on the scan's own grid: size, spacing, place, and the same way round.
final class GridCheck implements Check.OfScan {
    /// Corners that lie no further apart are one grid, rounded by a file's header.
    static final double NEAR_MM = 1e-3;

    /// What 32-bit numbers in a header can do, so that mending it changes no voxel's place by more than a hair.
    private static final double ROUNDING_MM = 0.05;

    @Override
    public String id() {
        return "grid";
    }

    @Override
    public String title() {
        return "Labels that do not lie on the scan's grid";
    }

    @Override
    public List<Finding> look(CheckedCase one) {
        Geometry labels = one.labelled(), scan = one.volume().geometry();
        if (labels.size().equals(scan.size()) && labels.sameGrid(scan, 0)) return List.of();
        Fix leaveOut = new Fix.LeaveOut(one.id());
        if (!labels.size().equals(scan.size()))
            return List.of(found(one, Severity.BLOCKS, "The labels have " + labels.size() + " voxels, the scan " + scan.size() + ". Put back the scan that was labelled, or leave the case out.", leaveOut));
        double apart = apartMm(labels, scan);
        if (apart <= NEAR_MM)
            return List.of(found(one, Severity.NOTE, "The grids of labels and scan differ by " + Words.mm(apart) + ", as rounding does; the labels are written on the scan's grid.", new Fix.SnapGrid(one.id())));
        if (apart <= ROUNDING_MM)
            return List.of(found(one, Severity.LOOK, "The grids of labels and scan lie up to " + Words.mm(apart) + " apart, more than " + Words.mm(NEAR_MM) + ". If it is the same scan, move the labels onto its grid.", new Fix.SnapGrid(one.id())));
        Optional<String> mirrored = mirrored(labels, scan);
        String how = mirrored.map(axes -> "The labels run along voxel axis " + axes + " against the scan: they would stand mirrored in the patient.").orElseGet(() -> how(labels, scan, apart));
        return List.of(found(one, Severity.BLOCKS, how + " Put back the scan that was labelled, or leave the case out.", leaveOut));
    }

    private Finding found(CheckedCase one, Severity severity, String sentence, Fix fix) {
        return new Finding(id(), severity, one.id(), 0, Optional.empty(), sentence, Optional.of(fix));
    }

    /// The voxel axes that run against each other, such as "x"; nothing if that is not what parts the grids.
    private static Optional<String> mirrored(Geometry a, Geometry b) {
        List<String> against = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            Point p = a.toPatient().column(axis), q = b.toPatient().column(axis);
            double cosine = p.dot(q) / (p.length() * q.length());
            if (Math.abs(cosine) < 0.9) return Optional.empty();
            if (cosine < 0) against.add(String.valueOf("xyz".charAt(axis)));
        }
        return against.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", against));
    }

    private static String how(Geometry labels, Geometry scan, double apart) {
        Point p = labels.spacingMm(), q = scan.spacingMm();
        if (p.distanceTo(q) > 1e-3) return "The labels' voxels are " + text(p) + ", the scan's " + text(q) + ".";
        return "The labels lie up to " + Words.mm(apart) + " from where the scan lies.";
    }

    private static String text(Point spacing) {
        return String.format(java.util.Locale.ROOT, "%.4g × %.4g × %.4g mm", spacing.x(), spacing.y(), spacing.z());
    }

    private static double apartMm(Geometry a, Geometry b) {
        Size n = a.size();
        double most = 0;
        for (int corner = 0; corner < 8; corner++) {
            double x = (corner & 1) * (n.x() - 1), y = (corner >> 1 & 1) * (n.y() - 1), z = (corner >> 2) * (n.z() - 1);
            most = Math.max(most, a.toPatient(x, y, z).distanceTo(b.toPatient(x, y, z)));
        }
        return most;
    }
}
