package org.maskwright.tool.correct;

import org.maskwright.label.LabelTable;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.tool.IntensityLimit;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.tool.ToolContext;

/// What a gesture does to the voxels it is given: the label it writes, the rule it obeys, and the name that undo shows.
///
/// @param label what is written; 0 erases
record Deed(int label, PaintRule rule, String name) {
    /// Painting the active label.
    ///
    /// @param title of the tool, such as "Brush"
    /// @throws Refused if no label is chosen, it is locked, or an edit is open
    static Deed paint(ToolContext context, String title) throws Refused {
        requireNoOpenEdit(context);
        int label = requireActiveLabel(context);
        if (context.rule().locked().contains(label)) throw new Refused(isLocked(label, context.table()));
        return new Deed(label, context.rule(), title + ", " + context.table().name(label));
    }

    /// Erasing whatever the rule does not protect, or the active label alone.
    ///
    /// @throws Refused if an edit is open, or the active label is none or protected
    static Deed erase(ToolContext context, boolean activeAlone) throws Refused {
        requireNoOpenEdit(context);
        PaintRule rule = context.rule();
        if (activeAlone) {
            int label = requireActiveLabel(context);
            if (rule.over() instanceof PaintRule.Over.Only(int only) && only != label)
                throw new Refused("Only " + context.table().name(only) + " may be erased here, and the eraser takes " + context.table().name(label) + " alone.");
            rule = rule.withOver(new PaintRule.Over.Only(label));
        } else if (rule.over() instanceof PaintRule.Over.Background) {
            // "Only over background" protects labels from paint; taken at its word here, it would forbid every erasing.
            rule = rule.withOver(new PaintRule.Over.Everything());
        }
        return new Deed(0, rule, "Erase");
    }

    OpenEdit open(ToolContext context) {
        return context.labels().open(rule);
    }

    private static int requireActiveLabel(ToolContext context) throws Refused {
        if (context.table().entries().isEmpty()) throw new Refused("There is no label yet: add one to the list first.");
        if (context.table().find(context.activeLabel()).isEmpty()) throw new Refused("No label is chosen: pick one in the list first.");
        return context.activeLabel();
    }

    private static void requireNoOpenEdit(ToolContext context) throws Refused {
        if (context.labels().isEditOpen()) throw new Refused("Another change is under way: finish it, or Esc takes it back.");
    }

    /// Why most of the voxels that were kept were kept, in the user's words; empty if none were.
    String refusal(OpenEdit.Refusals kept, LabelTable table) {
        if (!kept.any()) return "";
        if (kept.locked() >= kept.protectedOver() && kept.locked() >= kept.outsideLimit()) return isLocked(kept.lockedLabel(), table);
        if (kept.protectedOver() < kept.outsideLimit())
            return rule.limit() instanceof IntensityLimit limit ? "Outside the intensity limit " + limit.words() + "." : "Painting is limited to another place.";
        String done = label == 0 ? "erased" : "painted over";
        return switch (rule.over()) {
            case PaintRule.Over.Everything _ -> "";
            case PaintRule.Over.Background _ -> "Only background may be " + done + " here.";
            case PaintRule.Over.Only(int only) -> "Only " + table.name(only) + " may be " + done + " here.";
        };
    }

    private static String isLocked(int label, LabelTable table) {
        return table.name(label) + " is locked: K unlocks it.";
    }
}
