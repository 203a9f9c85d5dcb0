package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.maskwright.workflow.CompareMeasures;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright compare-measures --model ID|DIR --data DIR --out DIR [--others ID|DIR,…] [--measures NAME,…]`
@Command(name = "compare-measures",
        description = "Tell which measure of uncertainty finds the cases whose proposals are wrong, on labelled cases that the model never learnt from. Nothing is trained.",
        footer = {"", "Example:", "  maskwright compare-measures --model hippocampus-mr-160 --data hippocampus/train --out measures"})
final class CompareMeasuresCommand extends TypedCommand {
    @Option(names = "--model", paramLabel = "ID|DIR", required = true, description = "A model's id ('maskwright models' lists them) or its folder.")
    private String model = "";

    @Option(names = "--data", paramLabel = "DIR", required = true,
            description = "Labelled cases, laid out as for train, or phantom:N; those count that no model named here learnt from.")
    private String data = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where measures.csv, cases.csv and measures.json go.")
    private Path out = Path.of("");

    @Option(names = "--others", paramLabel = "ID|DIR,…", split = ",", description = "Models of the same labels, with whom the model may disagree (ensemble).")
    private List<String> others = List.of();

    @Option(names = "--measures", paramLabel = "NAME,…", split = ",", description = "Of entropy, mirror, augment, dropout and ensemble; else all that the model offers.")
    private List<String> measures = List.of();

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Of the processor (all).")
    private int threads;

    CompareMeasuresCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        for (String measure : measures) {
            if (!CompareMeasures.measures().contains(measure))
                throw wrong("--measures is one or more of " + String.join(", ", CompareMeasures.measures()) + ", got '" + measure + "'.");
        }
        if (threads < 0) throw wrong("--threads is 0 or more, got " + threads + ".");
        CompareMeasures.Compared compared = console.await(workbench().compareMeasures().compare(new CompareMeasures.Request(model, others, data, measures, out, threads)));
        compared.lines().forEach(console.out()::println);
        console.out().println("Every number is in " + out.resolve(CompareMeasures.JSON) + ", " + CompareMeasures.TABLE + " and " + CompareMeasures.CASES + ".");
        return console.done(compared.leftOut());
    }
}
