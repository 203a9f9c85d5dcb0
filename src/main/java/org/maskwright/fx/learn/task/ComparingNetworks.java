package org.maskwright.fx.learn.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.course.CompareNetworks;

/// Trains several networks alike and compares them.
final class ComparingNetworks implements Task {
    @Override
    public String id() {
        return "compare-networks";
    }

    @Override
    public String title() {
        return "Compare kinds of network";
    }

    @Override
    public String about() {
        return "On the same cases with the same budget, in one table.";
    }

    @Override
    public String more() {
        return "All learn from the same split, and are judged by the same cases; beside them stand methods that learn nothing. Stopped, or ended with the machine, it goes on when it is started again with the same "
                + "folder; networks that are done are not trained again.";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.labelledCases(),
                Field.of("networks", "Networks", new Kind.SomeOf(Networks.comparable(), "U-Net, FCN, SegNet, DeepLabv3+, PSPNet, HRNet, and methods without learning")),
                Field.whole("epochs", "Epochs of each", String.valueOf(CompareNetworks.EPOCHS), 1, Integer.MAX_VALUE),
                Field.number("minutes", "Minutes of each, at most", "", 0).hinted("no limit"),
                Field.out("networks"),
                Field.whole("seed", "Seed", "1", 0, Integer.MAX_VALUE).rarely(),
                Field.of("validate", "Judged by", new Kind.TextFile("The cases that judge")).hinted("a file with a case’s id in each line; else the last fifth judges").there().rarely());
    }

    @Override
    public boolean canGoOn(Answers answers) {
        return true;
    }

    @Override
    public boolean isBegun(Path out) {
        return CompareNetworks.isBegun(out);
    }

    @Override
    public Work<CompareNetworks.Compared> begin(Workbench bench, Answers answers) {
        Path out = answers.path("out");
        var training = new Train.Request(answers.data(), Optional.empty(), out, "", "", Train.Method.USUAL, answers.whole("epochs"), answers.number("minutes"), isBegun(out), answers.optionalPath("validate"),
                Optional.empty(), Optional.empty(), answers.whole("seed"), command(answers));
        return new Work<>(new CompareNetworks(bench.turn(), bench.train()).compare(new CompareNetworks.Request(training, answers.list("networks"))),
                done -> new Outcome("The best is " + done.lines().getFirst() + ".", done.lines(), Words.both(done.leftOut(), done.notes()), done.reasons(), out, Optional.of(out.resolve(CompareNetworks.PAGE))));
    }
}
