package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.simulate.Simulate;
import org.maskwright.workflow.training.Setting;

/// Plays the loop of proposing, correcting and training through on labelled cases.
final class Simulating implements Task {
    @Override
    public String id() {
        return "simulate";
    }

    @Override
    public String title() {
        return "How much does correcting help?";
    }

    @Override
    public String about() {
        return "The loop played through on labelled cases.";
    }

    @Override
    public String more() {
        return "A network learns from few cases, proposes for the next, has them corrected, and learns from all: the labels stand for the human. A figure shows what is left to edit, for each order in which cases come. "
                + "Stopped, or ended with the machine, it goes on when it is started again with the same folder.";
    }

    @Override
    public List<Field> fields() {
        Map<String, String> orders = new LinkedHashMap<>();
        Simulate.orders().forEach(id -> orders.put(id, id));
        return List.of(Field.labelledCases(),
                Field.of("order", "Orders", new Kind.SomeOf(orders, "random and uncertainty")),
                Field.of("labelled", "Labelled in each round", new Kind.Text()).hinted("10, 20, 30, 45 …").checked(Simulating::rising),
                Field.whole("holdout", "Held out to judge", "", 1, Integer.MAX_VALUE).hinted("a fifth"),
                Field.whole("seeds", "Repetitions", "1", 1, Integer.MAX_VALUE),
                Field.whole("epochs-per-round", "Epochs a round", "", 0, Integer.MAX_VALUE).hinted("5"),
                Field.number("minutes-per-round", "Minutes a round, at most", "", 0).hinted("no limit"),
                Field.out("simulation"),
                Field.of(Setting.WIDTHS).rarely(),
                Field.of("dropout", "Dropout, for its order", new Kind.Number()).hinted(Field.USUAL).checked(Simulating::dropout).rarely());
    }

    private static String rising(String text) {
        int last = 1;
        for (String one : text.split(",", -1)) {
            String count = one.strip();
            if (!count.matches("\\d{1,9}") || Integer.parseInt(count) <= last) return "begins with 2 or more and rises, got " + text + ".";
            last = Integer.parseInt(count);
        }
        return "";
    }

    private static String dropout(String text) {
        return Field.isNumber(text) && Double.parseDouble(text) > 0 && Double.parseDouble(text) < 1 ? "" : "is above 0 and below 1, got " + text + ".";
    }

    @Override
    public boolean canGoOn(Answers answers) {
        return true;
    }

    @Override
    public boolean isBegun(Path out) {
        return Simulate.isBegun(out);
    }

    @Override
    public Work<Simulate.Played> begin(Workbench bench, Answers answers) {
        Path out = answers.path("out");
        var request = new Simulate.Request(answers.data(), out, answers.list("labelled").stream().map(Integer::parseInt).toList(), answers.whole("holdout"), answers.list("order"), answers.whole("seeds"),
                answers.whole("epochs-per-round"), answers.number("minutes-per-round"), answers.list("widths").stream().map(Integer::parseInt).toList(), answers.isGiven("dropout") ? OptionalDouble.of(answers.number("dropout")) : OptionalDouble.empty(), 0);
        return new Work<>(new Simulate(bench.turn()).simulate(request),
                done -> new Outcome("The loop was played through; the figure shows it.", done.words(), done.leftOut(), out, Optional.of(out.resolve(Simulate.DRAWING))));
    }
}
