package org.maskwright.fx.learn.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.workflow.Compress;
import org.maskwright.workflow.Workbench;

/// Finds the quickest form of a model that costs nothing.
final class Compressing implements Task {
    @Override
    public String id() {
        return "compress";
    }

    @Override
    public String title() {
        return "Make a model smaller and quicker";
    }

    @Override
    public String about() {
        return "What fewer bits and channels give.";
    }

    @Override
    public String more() {
        return "Forms are numbers of 32, 16 and 8 bits, as far as this machine has them, and networks of fewer channels that are trained on. The table is written into the card, and the model proposes in the "
                + "quickest form that costs nothing. Without channels left out its weights stay as they are.";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.model(), Field.labelledCases(),
                Field.of("prune", "Channels left out, %", new Kind.Text()).hinted("none; or 25, 50").checked(Compressing::percents),
                Field.whole("epochs", "Epochs of training after that", "30", 1, Integer.MAX_VALUE),
                Field.of("out", "Goes into", new Kind.NewFolder("compressed")).hinted("the model’s own card"));
    }

    private static String percents(String text) {
        for (String one : text.split(",", -1)) {
            String percent = one.strip();
            if (!Field.isNumber(percent) || Double.parseDouble(percent) < 1 || Double.parseDouble(percent) > 90) return "takes percents from 1 to 90, got " + percent + ".";
        }
        return "";
    }

    @Override
    public Map<String, String> wrong(Answers answers) {
        return answers.isGiven("prune") && !answers.isGiven("out") ? Map.of("out", "Channels left out need a folder of their own: a pruned network has other weights.") : Map.of();
    }

    @Override
    public boolean canGoOn(Answers answers) {
        return answers.isGiven("prune");
    }

    @Override
    public boolean isBegun(Path out) {
        try {
            return Compress.isBegun(out);
        } catch (IOException e) {
            return false; // the task itself will say what is wrong with its folder
        }
    }

    @Override
    public String command(Answers answers) {
        return answers.command(id(), "model");
    }

    @Override
    public Work<Compress.Compressed> begin(Workbench bench, Answers answers) {
        List<Double> shares = answers.list("prune").stream().map(percent -> Double.parseDouble(percent) / 100).toList();
        return new Work<>(bench.compress().compress(new Compress.Request(answers.text("model"), answers.data(), answers.optionalPath("out"), shares, answers.whole("epochs"), command(answers))),
                done -> new Outcome("The model " + done.model().id() + " proposes in the form that is marked by *, where the processor has its numbers.", done.lines(), done.leftOut(), done.model().folder(), Optional.empty()));
    }
}
