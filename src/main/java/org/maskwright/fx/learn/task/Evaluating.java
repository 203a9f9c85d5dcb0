package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.job.JobRunner;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.evaluate.Evaluate;
import org.maskwright.workflow.evaluate.Evaluation;
import org.maskwright.workflow.evaluate.TypedTolerance;

/// Judges label maps by every metric.
final class Evaluating implements Task {
    @Override
    public String id() {
        return "evaluate";
    }

    @Override
    public String title() {
        return "Judge labels by an expert’s";
    }

    @Override
    public String about() {
        return "Every metric, the worst as pictures.";
    }

    @Override
    public String more() {
        return "Label maps, a model’s or a person’s, are held against those that are taken for right, file by file of the same name. The report is a page with plots, intervals and pictures of the worst cases.";
    }

    @Override
    public List<Field> fields() {
        return List.of(place("reference", "Taken for right", "The labels that are taken for right").needed("Name the labels that are taken for right."),
                place("candidate", "Judged", "The labels that are judged").needed("Name the labels that are judged."),
                place("rival", "Compared with", "Labels to compare with").hinted("others for the same cases; may be left out"),
                place("images", "Scans, for the pictures", "The scans").hinted("may be left out"),
                Field.of("tolerance", "Surfaces agree within, mm", new Kind.Text()).usually("1").checked(TypedTolerance::wrong),
                Field.out("evaluation"));
    }

    private static Field place(String id, String title, String asks) {
        return Field.of(id, title, new Kind.Place(asks)).hinted("a label map, or a folder of them").there();
    }

    @Override
    public boolean takesTurn() {
        return false;
    }

    @Override
    public Work<Evaluation> begin(Workbench bench, Answers answers) {
        TypedTolerance tolerance = TypedTolerance.of(answers.text("tolerance"));
        Path out = answers.path("out");
        Evaluate.Question question = new Evaluate.Question(answers.path("reference"), answers.path("candidate"), answers.optionalPath("rival"), answers.optionalPath("images"), tolerance.mm(), tolerance.ofLabels());
        return new Work<>(bench.jobs().submit(JobRunner.Lane.COMPUTE, "Judging labels", progress -> Evaluate.run(question, out, progress)),
                done -> outcome(done, out));
    }

    static Outcome outcome(Evaluation done, Path out) {
        return new Outcome(Words.of(done.cases().size(), "case") + (done.cases().size() == 1 ? " is" : " are") + " judged by " + Words.of(done.metrics().size(), "metric") + ".", done.text().lines().toList(),
                done.problems(), out, Optional.of(out.resolve(Evaluate.PAGE)));
    }
}
