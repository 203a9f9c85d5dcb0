package org.maskwright.workflow.course;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelCard;
import org.maskwright.measure.Score;
import org.maskwright.workflow.evaluate.Evaluation;

/// How one way of finding the labels did on the validation cases.
///
/// @param title for people
/// @param paper where it was published; empty if nowhere
/// @param training what was trained; empty for a method that learns nothing
/// @param secondsPerCase median over the cases, the scan being in memory
record Standing(String title, String paper, Optional<Training> training, double secondsPerCase, Evaluation evaluation) {
    /// @param folder of the model
    /// @param parameters that were learnt
    /// @param bytes of the weights file
    /// @param patches that were shown in all
    /// @param coreMinutes of the processor, over all sittings
    /// @param notes what the run had to make do with in the last of them, a sentence each
    record Training(Path folder, ModelCard card, long parameters, long bytes, long patches, double coreMinutes, List<LearningCurves.Point> curve, List<String> notes) {
        Training {
            curve = List.copyOf(curve);
            notes = List.copyOf(notes);
        }

        double megabytes() {
            return bytes / 1e6;
        }

        /// Such as `35 × 50`.
        String patch() {
            var size = card.patch();
            return size.z() == 1 ? size.x() + " × " + size.y() : size.x() + " × " + size.y() + " × " + size.z();
        }
    }

    /// A case's mean Dice over its labels.
    Score dice(String caseId) {
        Evaluation.Case one = evaluation.byId().get(caseId);
        return one == null ? new Score.Undefined(Score.Reason.NOTHING_DEFINED) : evaluation.mean(one, evaluation.metric("dice"));
    }

    /// In how many cases the mean Dice is defined.
    int definedDice() {
        return (int) evaluation.cases().stream().filter(one -> dice(one.id()).isDefined()).count();
    }

    /// The mean over the cases of their mean Dice; NaN if it is defined in none.
    double meanDice() {
        return evaluation.cases().stream().map(one -> dice(one.id())).filter(Score::isDefined).mapToDouble(score -> score.orElse(0)).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: mean Dice %.3f", title, meanDice());
    }
}
