package org.maskwright.tool.correct;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.OpenEdit;
import org.maskwright.tool.Amount;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.tool.ToolContext;

/// A mask computed while the user watches, and written when the user takes it. Until then no label is touched.
final class Preview {
    private final ToolContext context;
    private Function<Progress, Mask> wanted = _ -> Mask.EMPTY;
    private Mask mask = Mask.EMPTY;
    private boolean upToDate = true, over;
    private String refusal = "";

    Preview(ToolContext context) {
        this.context = context;
    }

    /// Has a mask computed and shown, with `what` it is and its size in words; an older request is forgotten.
    void ask(String what, Function<Progress, Mask> work) {
        wanted = work;
        upToDate = false;
        context.compute(work::apply, computed -> {
            if (over || work != wanted) return; // it comes too late
            mask = computed;
            upToDate = true;
            context.preview(mask);
            context.say(what + ": " + size(mask));
        });
    }

    private String size(Mask of) {
        long n = of.count();
        double ml = n * context.volume().geometry().voxelMm3() / 1000;
        return String.format(Locale.ROOT, n == 1 ? "%,d voxel, %s" : "%,d voxels, %s", n, Amount.words(ml, "ml"));
    }

    /// How [Deed#paint] and [Deed#erase] are asked for.
    @FunctionalInterface
    interface DeedSource {
        Deed deed() throws Refused;
    }

    /// Writes the mask, computing it first if it is not there yet.
    Optional<LabelEdit> accept(DeedSource source) {
        if (over) return Optional.empty();
        Mask taken = upToDate ? mask : wanted.apply(Progress.NONE);
        end();
        try {
            Deed deed = source.deed(); // only now: the user may have locked the label or chosen another while looking
            OpenEdit edit = deed.open(context);
            edit.fill(taken, deed.label());
            refusal = deed.refusal(edit.refusals(), context.table());
            return edit.commit(deed.name());
        } catch (Refused refused) {
            refusal = refused.reason();
            return Optional.empty();
        }
    }

    /// Takes the preview away.
    void end() {
        if (over) return;
        over = true;
        context.preview(Mask.EMPTY);
    }

    boolean isOver() {
        return over;
    }

    String refusal() {
        return refusal;
    }
}
