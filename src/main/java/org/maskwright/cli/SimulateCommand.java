package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.simulate.Simulate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maskwright simulate --data DIR --out DIR [--start 10] [--batch 10] [--to 160] [--order random,uncertainty] …`
@Command(name = "simulate",
        description = "Play the loop through on labelled cases: train on few, propose for the next, correct, train on all. The labels stand for the human. "
                + "Killed at any moment, the same command goes on where it was.",
        footer = {"", "Example:", "  maskwright simulate --data hippocampus/train --out loop --order random,uncertainty --epochs-per-round 3 --seeds 3"})
final class SimulateCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<Workbench> workbench;

    @Mixin private Help help = new Help();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder of labelled cases as for train; or phantom:N for N digital torsos.")
    private String data = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where models, rounds.csv, loop.png and loop.svg go.")
    private Path out = Path.of("");

    @Option(names = "--start", paramLabel = "N", defaultValue = "10", description = "Labelled cases to begin with (10); the first fifth of them validates.")
    private int start = 10;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "10", description = "Cases to correct in each round (10).")
    private int batch = 10;

    @Option(names = "--to", paramLabel = "N", defaultValue = "160", description = "Labelled cases to end with (160, or all that are not held out).")
    private int to = 160;

    @Option(names = "--holdout", paramLabel = "N", defaultValue = "0", description = "Cases that judge each round and never learn: the last ones (a fifth of all, at most 40).")
    private int holdout;

    @Option(names = "--order", paramLabel = "NAME,…", split = ",", description = "Orders to compare: random, uncertainty, diversity (the first two).")
    private List<String> orders = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1", description = "Repetitions, each with other start cases.")
    private int seeds = 1;

    @Option(names = "--epochs-per-round", paramLabel = "N", defaultValue = "0", description = "Training a round, three times as long in the first (5); the same command gives the same figures.")
    private int epochs;

    @Option(names = "--minutes-per-round", paramLabel = "M", defaultValue = "0", description = "Train by the clock instead, or at most so long.")
    private double minutes;

    @Option(names = "--widths", paramLabel = "N,N,…", split = ",", description = "Channels at each depth of the network, finest first.")
    private List<Integer> widths = List.of();

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Of the processor (all).")
    private int threads;

    SimulateCommand(Console console, Supplier<Workbench> workbench) {
        this.console = console;
        this.workbench = workbench;
    }

    @Override
    public Integer call() throws Exception {
        if (start < 2) throw wrong("--start is at least 2, got " + start + ".");
        if (batch < 1 || to < start || holdout < 0 || seeds < 1 || epochs < 0 || threads < 0 || !(minutes >= 0)) {
            throw wrong("--batch and --seeds are at least 1, --to at least --start, and no number is below 0.");
        }
        for (String order : orders) {
            if (!Simulate.orders().contains(order)) throw wrong("--order is one or more of " + String.join(", ", Simulate.orders()) + ", got '" + order + "'.");
        }
        if (!widths.isEmpty() && (widths.size() < 2 || widths.size() > 8 || widths.stream().anyMatch(width -> width < 1 || width > 2048))) {
            throw wrong("--widths are 2 to 8 numbers from 1 to 2048, got " + widths + ".");
        }
        Simulate.Played played = console.await(new Simulate(workbench.get().jobs()).simulate(
                new Simulate.Request(data, out, start, batch, to, holdout, orders, seeds, epochs, minutes, widths, threads)));
        played.words().forEach(console.out()::println);
        console.out().println("The rounds are in " + out.resolve(Simulate.TABLE) + ", the figure in " + out.resolve(Simulate.PICTURE) + ".");
        console.out().flush();
        int exit = Console.GOOD;
        for (String problem : played.leftOut()) exit = console.fail(problem);
        return exit;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
