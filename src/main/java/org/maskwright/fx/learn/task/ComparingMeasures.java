package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.workflow.CompareMeasures;
import org.maskwright.workflow.LookAgain;
import org.maskwright.workflow.Workbench;

/// Tells which measure of uncertainty finds the cases whose proposals are wrong.
final class ComparingMeasures implements Task {
    @Override
    public String id() {
        return "compare-measures";
    }

    @Override
    public String title() {
        return "Which cases need you most?";
    }

    @Override
    public String about() {
        return "Which measure of doubt finds proposals that are wrong.";
    }

    @Override
    public String more() {
        return "The model proposes on labelled cases that it never learnt from; each measure says how unsure it was, and is held against how wrong it was. Nothing is trained.";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.model(), Field.labelledCases(),
                Field.of("others", "Models to disagree with", new Kind.Models("none: the measure by several models is left out")),
                Field.of("measures", "Measures", new Kind.SomeOf(LookAgain.measures(), "all that the model offers")),
                Field.out("measures"));
    }

    @Override
    public Work<CompareMeasures.Compared> begin(Workbench bench, Answers answers) {
        Path out = answers.path("out");
        return new Work<>(bench.compareMeasures().compare(new CompareMeasures.Request(answers.text("model"), answers.list("others"), answers.data(), answers.list("measures"), out, 0)),
                done -> new Outcome("Every number is in " + CompareMeasures.JSON + ", " + CompareMeasures.TABLE + " and " + CompareMeasures.CASES + ".", done.lines(), done.leftOut(), out, Optional.empty()));
    }
}
