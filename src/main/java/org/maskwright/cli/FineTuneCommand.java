package org.maskwright.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright finetune --project DIR --out DIR [--model ID|DIR] [--replay DIR] [--minutes M] [--epochs N] [--resume]`
@Command(name = "finetune", description = "Make a model better by a project's corrected cases, and judge it beside the one that it came from.",
        footer = {"", "Both models are kept. The project goes on with the new one unless that is worse on cases that neither learnt from.",
            "report.html in the new model's folder shows the two side by side.", "", "Example:", "  maskwright finetune --project study --out models/mine-2 --minutes 20"})
final class FineTuneCommand extends TypedCommand {
    @Option(names = "--project", paramLabel = "DIR", required = true, description = "The project's folder, with at least two corrected cases.")
    private Path project = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The new model's folder.")
    private Path out = Path.of("");

    @Option(names = "--model", paramLabel = "ID|DIR", description = "Start from this model; else from the one that the project used last.")
    private String model = "";

    @Option(names = "--replay", paramLabel = "DIR", description = "Old data to learn again, so that nothing is forgotten, laid out as for train, or phantom:N; else what the model learnt from, if it is at hand.")
    private String replay = "";

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "20", description = "At most so long; 20 unless said, 0 for no limit.")
    private double minutes = 20;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "60", description = "At most so many epochs; 60 unless said.")
    private int epochs = 60;

    @Option(names = "--rate", paramLabel = "R", description = "The learning rate at its highest; else a quarter of the usual.")
    private double rate;

    @Option(names = "--resume", description = "Go on from the checkpoint in the new model's folder, with the cases as they were then.")
    private boolean resume;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything that is random.")
    private long seed = 1;

    FineTuneCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        if (!(minutes >= 0)) throw wrong("--minutes is 0 or more, got " + minutes + ".");
        if (epochs < 1) throw wrong("--epochs is at least 1, got " + epochs + ".");
        if (isGiven("--rate") && !(rate > 0 && Double.isFinite(rate))) throw wrong("--rate is above 0, got " + rate + ".");
        FineTune verb = workbench().fineTune();
        FineTune.Request request = FineTune.Request.of(project, out).withModel(model).withReplay(replay).withLength(minutes, epochs).withRate(rate)
                .withSeed(seed).withResume(resume).withCommand(typed());
        FineTune.Tuned tuned = console.await(verb.run(request));
        console.out().println(tuned.verdict());
        console.out().println(tuned.card().minutes());
        console.out().println("The report card is " + tuned.report() + ".");
        console.explain(tuned.reasons(), tuned.remarks());
        if (tuned.isWorse()) return console.fail("The project goes on with " + tuned.before().id() + "; the new model is kept in " + out + ".");
        console.await(verb.use(project, tuned.after()));
        console.out().println("The project goes on with " + tuned.after().id() + ", in " + out + "; " + tuned.before().id() + " is kept.");
        return console.done();
    }
}
