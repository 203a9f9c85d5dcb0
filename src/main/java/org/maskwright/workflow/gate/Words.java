package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Locale;
import org.maskwright.geometry.Point;

/// Numbers and lists in sentences.
final class Words {
    private static final int NAMED = 4;

    private Words() {}

    /// A volume in the unit that suits it.
    static String volume(double mm3) {
        return mm3 >= 1000 ? String.format(Locale.ROOT, mm3 >= 100_000 ? "%.0f ml" : "%.1f ml", mm3 / 1000) : String.format(Locale.ROOT, mm3 >= 10 ? "%.0f mm³" : "%.2g mm³", mm3);
    }

    static String mm(double mm) {
        return String.format(Locale.ROOT, mm >= 10 ? "%.0f mm" : mm >= 0.01 ? "%.2g mm" : "%.1e mm", mm);
    }

    /// Voxel indices as the window's status line shows them.
    static String at(Point voxel) {
        return String.format(Locale.ROOT, "(%.0f, %.0f, %.0f)", voxel.x(), voxel.y(), voxel.z());
    }

    static String count(long n, String one, String more) {
        return n + " " + (n == 1 ? one : more);
    }

    static String list(List<?> all) {
        List<String> first = all.stream().limit(NAMED).map(String::valueOf).toList();
        if (all.size() > NAMED) return String.join(", ", first) + " and " + (all.size() - NAMED) + " more";
        return first.size() < 2 ? String.join("", first) : String.join(", ", first.subList(0, first.size() - 1)) + " and " + first.getLast();
    }
}
