package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.course.TrainFolds;
import org.maskwright.workflow.training.Setting;
import org.maskwright.workflow.training.Settings;

/// Trains a model a fold.
final class Folding implements Task {
    private static final List<Setting> SETTINGS = List.of(Setting.WIDTHS, Setting.NORM, Setting.ACTIVATION, Setting.DROPOUT, Setting.MIRROR, Setting.LOSS, Setting.CLASS_WEIGHTS, Setting.OPTIMISER, Setting.RATE,
            Setting.SCHEDULE, Setting.SEED, Setting.RESIDUAL, Setting.DEEP_SUPERVISION);

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
        List<Field> fields = new ArrayList<>(List.of(Field.labelledCases(),
                Field.whole("folds", "Folds", "5", 2, 20),
                Field.of("architecture", "Network", new Kind.OneOf(Networks.trainable(), Field.USUAL)),
                Field.whole("epochs", "Epochs of each", "", 1, Integer.MAX_VALUE).hinted(Field.USUAL),
                Field.out("folds"),
                Field.number("minutes", "Minutes of each, at most", "", 0).hinted("no limit").rarely()));
        SETTINGS.forEach(setting -> fields.add(Field.of(setting).rarely()));
        return fields;
    }

    @Override
    public Map<String, String> wrong(Answers answers) {
        Map<Setting, String> given = given(answers);
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Setting setting : SETTINGS) {
            String why = Settings.wrong(setting, given);
            if (!why.isEmpty()) wrong.put(setting.option(), setting.title() + " " + why);
        }
        return wrong;
    }

    private static Map<Setting, String> given(Answers answers) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : SETTINGS) if (answers.isGiven(setting.option())) given.put(setting, answers.text(setting.option()));
        return given;
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
        Settings settings = new Settings(given(answers));
        var request = new Train.Request(answers.data(), Optional.empty(), out, "", answers.text("architecture"), Train.Method.of(settings), answers.whole("epochs"), answers.number("minutes"), isBegun(out), Optional.empty(),
                Optional.empty(), Optional.empty(), settings.seed(), command(answers));
        return new Work<>(new TrainFolds(bench.turn(), bench.train()).train(request, answers.whole("folds")),
                done -> new Outcome(done.words() + ".", List.of(), Words.both(done.leftOut(), done.notes()), done.reasons(), out, Optional.of(out.resolve(TrainFolds.PAGE))));
    }
}
