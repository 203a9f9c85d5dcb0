package org.maskwright.fx.learn.task;

import java.util.List;
import java.util.Optional;
import org.maskwright.workflow.Tune;
import org.maskwright.workflow.Workbench;

/// Chooses how a model's labels are mended.
final class Tuning implements Task {
    @Override
    public String id() {
        return "tune";
    }

    @Override
    public String title() {
        return "Choose how labels are mended";
    }

    @Override
    public String about() {
        return "What pays after a model has proposed.";
    }

    @Override
    public String more() {
        return "Each label may lose its islands, have its holes filled, be closed and be smoothed; what does not pay on cases that the model never learnt from is not done. "
                + "The choice is written into the model’s card; its weights stay as they are.";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.model(), Field.labelledCases());
    }

    @Override
    public String command(Answers answers) {
        return answers.command(id(), "model");
    }

    @Override
    public Work<Tune.Tuned> begin(Workbench bench, Answers answers) {
        return new Work<>(bench.tune().tune(answers.text("model"), answers.data()),
                done -> new Outcome("How the labels of " + done.model().id() + " are mended stands in its card.", done.lines(), done.leftOut(), done.model().folder(), Optional.empty()));
    }
}
