package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.evaluate.Evaluate;
import org.maskwright.workflow.evaluate.Evaluation;
import org.maskwright.workflow.evaluate.JudgeModel;
import org.maskwright.workflow.evaluate.TypedTolerance;

/// Judges a model by every metric.
final class Judging implements Task {
    @Override
    public String id() {
        return "evaluate-model";
    }

    @Override
    public String title() {
        return "Judge a model";
    }

    @Override
    public String about() {
        return "By labelled cases that it never saw.";
    }

    @Override
    public String more() {
        return "The model proposes on each case as it would for you, and its proposals are held against the labels. Cases that it learnt from are left out. The report is a page with plots, intervals and pictures of the worst cases.";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.model(), Field.labelledCases(), Field.of("tolerance", "Surfaces agree within, mm", new Kind.Text()).usually("1").checked(TypedTolerance::wrong), Field.out("judgement"));
    }

    @Override
    public String command(Answers answers) {
        return answers.command("evaluate");
    }

    @Override
    public Work<Evaluation> begin(Workbench bench, Answers answers) {
        TypedTolerance tolerance = TypedTolerance.of(answers.text("tolerance"));
        Path out = answers.path("out");
        return new Work<>(new JudgeModel(bench.turn(), bench.models()).judge(new JudgeModel.Request(answers.text("model"), answers.data(), Optional.empty(), tolerance.mm(), tolerance.ofLabels(), out)),
                done -> Evaluating.outcome(done, out));
    }
}
