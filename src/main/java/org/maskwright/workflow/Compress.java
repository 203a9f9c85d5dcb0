package org.maskwright.workflow;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.learn.Compression;
import org.maskwright.learn.CompressionPlan;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.form.Forms;

/// Finds the quickest form of a model that costs nothing, and writes what each costs and gives into its card.
public final class Compress {
    /// What shall be tried.
    ///
    /// @param model its id, or its folder
    /// @param data the folder, see [TrainingFolder]; or `phantom:N` for N digital torsos
    /// @param out the compressed model's folder, new, empty, or with what a stopped run left; empty to write into the model's own card
    /// @param prune shares of the channels to be left out, each tried; needs `out`
    /// @param epochs of training after pruning
    /// @param command as the user typed it, for the card
    public record Request(String model, String data, Optional<Path> out, List<Double> prune, int epochs, String command) {
        public Request {
            prune = List.copyOf(prune);
        }
    }

    /// What came of it.
    ///
    /// @param lines for people: the table, a form a line
    /// @param leftOut a sentence for each case that could not be used
    public record Compressed(ModelShelf.Entry model, List<String> lines, List<String> leftOut) {
        public Compressed {
            lines = List.copyOf(lines);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final TrainingTurn turn;
    private final ModelShelf models;

    Compress(TrainingTurn turn, ModelShelf models) {
        this.turn = turn;
        this.models = models;
    }

    /// Measures in the background.
    public Job<Compressed> compress(Request request) {
        return turn.submit("Compressing " + request.model(), progress -> run(request, progress));
    }

    private Compressed run(Request request, Progress progress) throws IOException, FormatException, ModelException {
        if (request.out().isPresent() && !isBegun(request.out().get())) NewFolder.require(request.out().get(), "Choose another folder for the compressed model.");
        Model model = models.get(request.model());
        TrainingData data = TrainingData.read(request.data(), Optional.empty(), progress.part(0, 0.05));
        TrainingSet set = data.set();
        TrainingData.requireJudges(set);
        Model compressed = Compression.run(new CompressionPlan(model, set, request.out(), request.prune(), request.epochs(), request.command()), progress.part(0.05, 1));
        return new Compressed(ModelShelf.entry(compressed.card(), compressed.folder()), lines(compressed.card().forms().orElseThrow()), data.problems());
    }

    /// Whether pruned networks are learning in a folder, and no model was made of them yet.
    public static boolean isBegun(Path out) throws IOException {
        if (!Files.isDirectory(out) || Files.exists(out.resolve(Models.CARD))) return false;
        try (var inside = Files.list(out)) {
            return inside.anyMatch(Compression::isPruned);
        }
    }

    private static List<String> lines(Forms forms) {
        Forms.Measured best = Forms.quickestThatCostsNothing(forms.measured());
        Forms.Measured first = forms.measured().getFirst();
        List<String> lines = new ArrayList<>();
        lines.add("Measured on " + forms.measuredOn() + ".");
        for (Forms.Measured one : forms.measured()) {
            lines.add(String.format(Locale.ROOT, "%s %-10s %s  Dice %.4f (%+.4f)  %.3f s a case (%.2f times as quick)  %.1f MB", one == best ? "*" : " ", one.network(),
                    one.arithmetic().id(), one.meanDice(), one.meanDice() - first.meanDice(), one.seconds(), first.seconds() / one.seconds(), one.megabytes()));
        }
        lines.add("* is the quickest that costs no more than " + BigDecimal.valueOf(Forms.NOTHING).toPlainString() + " of Dice, and is how the model proposes where the processor has these numbers.");
        return lines;
    }
}
