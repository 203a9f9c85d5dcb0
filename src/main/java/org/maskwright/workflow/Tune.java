package org.maskwright.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.Tuning;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.learn.post.Step;

/// Chooses how a model's labels are mended after it has proposed them, on labelled cases that it never learnt from.
public final class Tune {
    /// What came of it.
    ///
    /// @param lines for people: what is done to each label and what it brought
    /// @param leftOut a sentence for each case that could not be used
    public record Tuned(ModelShelf.Entry model, List<String> lines, List<String> leftOut) {
        public Tuned {
            lines = List.copyOf(lines);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final TrainingTurn turn;
    private final ModelShelf models;

    Tune(TrainingTurn turn, ModelShelf models) {
        this.turn = turn;
        this.models = models;
    }

    /// Tunes in the background. The model's card is written anew, its weights stay.
    ///
    /// @param model its id, or its folder
    /// @param data the folder, see [TrainingFolder]; or `phantom:N` for N digital torsos
    public Job<Tuned> tune(String model, String data) {
        return turn.submit("Tuning " + model, progress -> run(model, data, progress));
    }

    private Tuned run(String name, String data, Progress progress) throws IOException, FormatException, ModelException {
        Model model = models.get(name);
        TrainingData cases = TrainingData.read(data, Optional.empty(), progress.part(0, 0.1));
        TrainingSet set = cases.set();
        TrainingData.requireJudges(set);
        ModelCard card = Tuning.write(model, set.cases(), progress.part(0.1, 1));
        return new Tuned(ModelShelf.entry(card, model.folder()), lines(card), cases.problems());
    }

    private static List<String> lines(ModelCard card) {
        PostProcessing post = card.postProcessing();
        List<String> lines = new ArrayList<>();
        lines.add("Chosen on " + post.chosenOn() + ".");
        card.mirroring().ifPresent(tried -> lines.add(String.format(Locale.ROOT, "Mirrored looks: Dice %.4f → %.4f (p = %.3f) in %d × the time; %s", tried.dicePlain(), tried.diceMirrored(), tried.p(), card.mirroredLooks(),
                tried.pays() ? "it looks so from now on, unless told otherwise" : "not worth it")));
        for (LabelTable.Entry entry : card.labels().entries()) {
            Optional<PostProcessing.OfLabel> one = post.labels().stream().filter(label -> label.label() == entry.value()).findFirst();
            lines.add(entry.name() + ": " + one.map(label -> String.join(", ", label.steps().stream().map(Step::words).toList())
                    + label.gain().map(Tune::words).orElse("")).orElse("left as it is; nothing that was tried pays"));
        }
        return lines;
    }

    private static String words(PostProcessing.Gain gain) {
        return String.format(Locale.ROOT, "; Dice %.4f → %.4f, HD95 %.2f → %.2f mm in %d cases (p = %.3f)", gain.diceBefore(), gain.diceAfter(),
                gain.hd95BeforeMm(), gain.hd95AfterMm(), gain.cases(), gain.p());
    }
}
