package org.maskwright.fx.train;

import java.util.List;
import java.util.Locale;
import org.maskwright.fx.part.Figures;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.training.RunNote;

/// What a lesson comes to, in the words of the sheet.
record LessonWords(FineTune.Lesson lesson) {
    private long learning() {
        return lesson.cases().stream().filter(one -> !one.judges()).count();
    }

    private long judging() {
        return lesson.cases().stream().filter(FineTune.Taught::judges).count();
    }

    /// What would happen, in one sentence.
    String sentence() {
        return lesson.model().name() + " learns from " + cases(learning(), "finished case") + " of this project"
                + (lesson.replayLearning() > 0 ? " and again from " + cases(lesson.replayLearning(), "old one") : "") + ", is judged by "
                + (judging() + lesson.replayJudging() == 1 ? "one that it does" : judging() + lesson.replayJudging() + " that it does") + " not learn from, and takes the old model’s place if you say so and it is no worse.";
    }

    String model() {
        return lesson.model().name() + (lesson.model().meanDice().isPresent() ? String.format(Locale.ROOT, "  ·  Dice %.3f on the cases it was judged by", lesson.model().meanDice().getAsDouble()) : "");
    }

    String learns() {
        long changed = lesson.cases().stream().filter(one -> !one.judges() && !one.drawn()).mapToLong(FineTune.Taught::changed).sum();
        long drawn = lesson.cases().stream().filter(one -> !one.judges() && one.drawn()).count();
        String own = cases(learning(), "case") + " of yours" + (changed > 0 ? ", " + Figures.count(changed) + " voxels of proposals changed" : "") + (drawn > 0 ? ", " + drawn + " drawn without a proposal" : "") + minutes();
        return own + (lesson.replayLearning() > 0 ? "; " + cases(lesson.replayLearning(), "old case") + " again, so that nothing is forgotten" : "; no old ones");
    }

    /// What they took, as far as it was measured.
    private String minutes() {
        List<FineTune.Taught> timed = lesson.cases().stream().filter(one -> !one.judges() && one.minutes().isPresent()).toList();
        if (timed.isEmpty()) return "";
        return String.format(Locale.ROOT, ", %.0f min of editing", timed.stream().mapToDouble(one -> one.minutes().orElse(0)).sum()) + (timed.size() < learning() ? " (" + timed.size() + " of " + learning() + " timed)" : "");
    }

    String judges() {
        String old = lesson.replayJudging() > 0 ? " and " + cases(lesson.replayJudging(), "old one") : "";
        return cases(judging(), "case") + " of yours" + old + "; whoever judges never teaches, in this model and all that come from it";
    }

    List<String> remarks() {
        return lesson.remarks();
    }

    /// What goes with a training that is thrown away.
    static String thrown(RunNote note) {
        int done = note.epochsDone();
        String lost = done == 0 ? "an epoch that was not over" : String.format(Locale.ROOT, "%s of %d, %.0f min of learning", cases(done, "epoch"), note.epochs(), note.minutesDone());
        return "The training of " + note.out().getFileName() + " is thrown away with " + lost + (note.kind() == RunNote.Kind.FINE_TUNE ? ", and the copies of labels that it learnt from" : "")
                + ", as soon as this sheet is closed. Models and cases stay.";
    }

    static String cases(long count, String one) {
        return count == 1 ? "1 " + one : count + " " + one + "s";
    }
}
