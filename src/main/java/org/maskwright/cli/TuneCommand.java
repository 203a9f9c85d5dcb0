package org.maskwright.cli;

import java.util.function.Supplier;
import org.maskwright.workflow.Tune;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright tune ID|DIR --data DIR`
@Command(name = "tune", description = "Choose whether a model looks mirrored, too, and how labels are mended after it has proposed them, and write that into its card.",
        footer = {"", "Each label may lose its islands, have its holes filled, be closed and be smoothed; what does not pay on cases that",
            "the model never learnt from is not done. The weights stay as they are.", "", "Example:", "  maskwright tune models/mine --data export"})
final class TuneCommand extends TypedCommand {
    @Parameters(paramLabel = "ID|DIR", arity = "1", description = "A model's id ('maskwright models' lists them) or its folder.")
    private String model = "";

    @Option(names = "--data", paramLabel = "DIR", required = true,
            description = "Labelled cases, laid out as for train, or phantom:N: those that the card names for validation count, else those that the model did not learn from.")
    private String data = "";

    TuneCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        Tune.Tuned tuned = console.await(workbench().tune().tune(model, data));
        tuned.lines().forEach(console.out()::println);
        console.out().println("Written into " + tuned.model().folder().resolve("card.json") + ".");
        return console.done(tuned.leftOut());
    }
}
