package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.course.TrainFolds;

/// Trains a model a fold.
final class Folding implements Task {
    @Override
    public String id() {
        return "folds";
    }

    @Override
    public String title() {
        return "Train in folds";
    }

    @Override
    public String about() {
        return "Every case judged by a model that never saw it.";
    }

    @Override
    public String more() {
        return "One model a fold learns from the cases of the others. The report gives mean and spread over the folds, and every case. Stopped, or ended with the machine, it goes on when it is started again with "
                + "the same folder.";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.labelledCases(),
                Field.whole("folds", "Folds", "5", 2, 20),
                Field.of("architecture", "Network", new Kind.OneOf(Networks.trainable(), "as usual")),
                Field.whole("epochs", "Epochs of each", "", 1, Integer.MAX_VALUE).hinted("as usual"),
                Field.number("minutes", "Minutes of each, at most", "", 0).hinted("no limit"),
                Field.whole("seed", "Seed", "1", 0, Integer.MAX_VALUE),
                Field.out("folds"));
    }

    @Override
    public boolean canGoOn(Answers answers) {
        return true;
    }

    @Override
    public boolean isBegun(Path out) {
        return TrainFolds.isBegun(out);
    }

    @Override
    public String command(Answers answers) {
        return answers.command("train");
    }

    @Override
    public Work<TrainFolds.Folded> begin(Workbench bench, Answers answers) {
        Path out = answers.path("out");
        var request = new Train.Request(answers.data(), Optional.empty(), out, "", answers.text("architecture"), Train.Method.USUAL, answers.whole("epochs"), answers.number("minutes"), isBegun(out), Optional.empty(),
                Optional.empty(), Optional.empty(), answers.whole("seed"), command(answers));
        return new Work<>(new TrainFolds(bench.turn(), bench.train()).train(request, answers.whole("folds")),
                done -> new Outcome(done.words() + ".", List.of(), done.leftOut(), out, Optional.of(out.resolve(TrainFolds.PAGE))));
    }
}
