package org.maskwright.workflow.course;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.ValidationScores;
import org.maskwright.workflow.NewFolder;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.TrainingData;
import org.maskwright.workflow.TrainingTurn;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.OnlookerWatch;
import org.maskwright.workflow.training.RunWords;

/// Trains as many models as there are folds, each judged by the cases that it never learnt from: together they judge every case.
///
/// ```
/// folds.json                 which cases judge in which fold
/// fold-1/, fold-2/, …        a model a fold
/// folds-report.html, .csv    mean and spread over folds, and every case
/// ```
public final class TrainFolds {
    public static final String PAGE = "folds-report.html", TABLE = "folds-report.csv", CURVES = "folds-report.png";
    private static final int LONGEST_ID = 54;

    /// What came of it.
    ///
    /// @param words in a sentence
    /// @param leftOut a sentence for each case that could not be used
    /// @param notes what the runs had to make do with, as [RunWords] has it
    /// @param reasons why their settings are as they are, likewise
    public record Folded(String words, List<String> leftOut, List<String> notes, List<String> reasons) {
        public Folded {
            leftOut = List.copyOf(leftOut);
            notes = List.copyOf(notes);
            reasons = List.copyOf(reasons);
        }
    }

    private final TrainingTurn turn;
    private final Train train;

    public TrainFolds(TrainingTurn turn, Train train) {
        this.turn = turn;
        this.train = train;
    }

    /// Whether folds were begun in a folder, so that they can be resumed.
    public static boolean isBegun(Path out) {
        return FoldSplit.isIn(out);
    }

    /// Trains in the background; stopped at any moment, it can be resumed with the same split.
    ///
    /// @param request as for one model; its folder gets a folder a fold. It names no model to go on from, which might have seen the cases
    /// @param folds at least 2
    public Job<Folded> train(Train.Request request, int folds) {
        if (folds < 2) throw new IllegalArgumentException("at least 2 folds are needed, got " + folds);
        if (!request.from().isEmpty() || request.validate().isPresent()) throw new IllegalArgumentException("folds begin by chance and choose themselves who judges");
        return turn.submit("Training " + folds + " folds", progress -> run(request, folds, progress));
    }

    Folded run(Train.Request request, int folds, Progress progress) throws IOException, FormatException, ModelException {
        Path out = request.out();
        NewFolder.requireUnlessResumed(out, request.resume());
        TrainingData data = TrainingData.read(request.data(), request.about(), progress.part(0, 0.01));
        TrainingSet set = data.set();
        FoldSplit split = split(request, set, folds);
        TrainingPlan plan = train.plan(request, set);
        String id = plan.id().substring(0, Math.min(LONGEST_ID, plan.id().length()));
        List<FoldReport.Fold> done = new ArrayList<>();
        RunWords notes = new RunWords(), reasons = new RunWords();
        for (int i = 0; i < folds; i++) {
            String which = "fold " + (i + 1) + " of " + folds;
            Path folder = out.resolve("fold-" + (i + 1));
            Train.Request own = request.into(folder, id + "-fold-" + (i + 1), plan.title() + ", " + which);
            Progress part = progress.part(0.01 + 0.99 * i / folds, 0.01 + 0.99 * (i + 1) / folds);
            var watch = new OnlookerWatch(Onlooker.NONE, set.labels());
            ModelCard card = TrainingLoop.run(train.plan(own, set).withValidation(split.judging().get(i)), watch, (fraction, what) -> part.at(fraction, which + ", " + what));
            notes.add("fold " + (i + 1), watch.notes());
            reasons.add("fold " + (i + 1), card.training().reasons());
            done.add(new FoldReport.Fold(card, ValidationScores.read(folder), LearningCurves.read(folder)));
        }
        var report = new FoldReport(plan.title(), set.labels(), done);
        CompareNetworks.text(out.resolve(PAGE), report.html());
        CompareNetworks.text(out.resolve(TABLE), report.csv());
        CompareNetworks.picture(out.resolve(CURVES), report.curves());
        return new Folded(report.words(), data.problems(), notes.sentences(), reasons.sentences());
    }

    private static FoldSplit split(Train.Request request, TrainingSet set, int folds) throws IOException, FormatException, ModelException {
        List<TrainingCase> judging = set.cases().stream().filter(TrainingCase::judges).toList(); // the others learn in every fold
        if (request.resume() && FoldSplit.isIn(request.out())) {
            FoldSplit begun = FoldSplit.read(request.out(), judging);
            if (begun.judging().size() != folds) throw new ModelException(request.out() + " was begun with " + begun.judging().size() + " folds. Ask for as many, or begin in another folder.");
            return begun;
        }
        FoldSplit split = FoldSplit.of(judging, folds, request.seed());
        split.write(request.out(), request.seed());
        return split;
    }
}
