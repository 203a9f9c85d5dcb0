package org.maskwright.tool.correct;

import org.maskwright.label.LabelTable;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.tool.IntensityLimit;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.tool.ToolContext;

/// Why paint is refused, in the user's words.
final class Reasons {
    private Reasons() {}

    /// Stops a tool that would paint the active label where it cannot.
    static void requirePaintable(ToolContext context) throws Refused {
        requireNoOpenEdit(context);
        requireActiveLabel(context);
        if (context.rule().locked().contains(context.activeLabel())) throw new Refused(locked(context.activeLabel(), context.table()));
    }

    static void requireActiveLabel(ToolContext context) throws Refused {
        if (context.table().entries().isEmpty()) throw new Refused("There is no label yet: add one to the list first.");
        if (context.table().find(context.activeLabel()).isEmpty()) throw new Refused("No label is chosen: pick one in the list first.");
    }

    static void requireNoOpenEdit(ToolContext context) throws Refused {
        if (context.labels().isEditOpen()) throw new Refused("Another change is under way: finish it, or Esc takes it back.");
    }

    /// The reason why most of the voxels kept were kept; empty if none were.
    static String words(OpenEdit.Refusals kept, PaintRule rule, LabelTable table, boolean erasing) {
        if (!kept.any()) return "";
        if (kept.locked() >= kept.protectedOver() && kept.locked() >= kept.outsideLimit()) return locked(kept.lockedLabel(), table);
        if (kept.protectedOver() >= kept.outsideLimit()) {
            String deed = erasing ? "erased" : "painted over";
            return switch (rule.over()) {
                case PaintRule.Over.Everything _ -> "";
                case PaintRule.Over.Background _ -> "Only background may be " + deed + " here.";
                case PaintRule.Over.Only(int label) -> "Only " + table.name(label) + " may be " + deed + " here.";
            };
        }
        return rule.limit() instanceof IntensityLimit limit ? "Outside the intensity limit " + limit.words() + "." : "Painting is limited to another place.";
    }

    private static String locked(int label, LabelTable table) {
        return table.name(label) + " is locked: K unlocks it.";
    }
}
