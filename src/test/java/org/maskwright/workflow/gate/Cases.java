package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.Phantoms;
import org.maskwright.volume.Volume;

/// Small cases for the checks: boxes of labels on a grid of 40 × 40 × 20 voxels of 1 × 1 × 2 mm.
final class Cases {
    static final Geometry GRID = Geometry.upright(40, 40, 20, 1, 1, 2);
    static final Rules RULES = new Rules(true, 5, Rules.ISLAND_MM3);

    private Cases() {}

    static LabelTable table(String... names) {
        LabelTable table = LabelTable.EMPTY;
        for (int i = 0; i < names.length; i++) table = table.with(new LabelTable.Entry(i + 1, names[i], 0x808080));
        return table;
    }

    static Mask block(Box box) {
        return Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        });
    }

    /// Boxes painted one over the other: label, box, label, box …
    static Labels labels(Geometry grid, Object... painted) {
        LabelVolume volume = new LabelVolume(grid);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        for (int i = 0; i < painted.length; i += 2) edit.fill(block((Box) painted[i + 1]), (int) painted[i]);
        edit.commit("Cases");
        return volume.snapshot();
    }

    static Volume scan(Geometry grid) {
        return Phantoms.shorts(grid, p -> p.x() + p.y());
    }

    static CheckedCase of(LabelTable table, Labels labels) {
        return new CheckedCase("case-001", labels.geometry(), scan(labels.geometry()), labels, table, RULES);
    }

    /// What is known of a case whose label 1 measures `ml`.
    static CaseFacts facts(String id, double ml) {
        return facts(id, "scan of " + id, "", Map.of(1, (long) (ml * 500)));
    }

    static CaseFacts facts(String id, String scan, String patient, Map<Integer, Long> voxels) {
        TreeMap<Integer, Point> somewhere = new TreeMap<>();
        voxels.keySet().forEach(label -> somewhere.put(label, new Point(label, 2, 3)));
        return new CaseFacts(id, scan, scan, patient, new TreeMap<>(voxels), 2, somewhere, Map.of(), Optional.empty(), Optional.empty());
    }

    static CheckedProject project(LabelTable table, CaseFacts... cases) {
        return new CheckedProject(List.of(cases), table, RULES, Plan.ALL);
    }

    /// The case with `fix` painted.
    static Labels mended(Finding finding, Labels labels, LabelTable table) {
        LabelMend mend = LabelMend.of((Fix.OfLabels) finding.fix().orElseThrow(), labels, table, org.maskwright.job.Progress.NONE);
        LabelVolume volume = new LabelVolume(labels);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        mend.steps().forEach(step -> edit.fill(step.mask(), step.label()));
        edit.commit(mend.title());
        return volume.snapshot();
    }
}
