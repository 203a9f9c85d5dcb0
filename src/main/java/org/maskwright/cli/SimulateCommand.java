package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.simulate.Simulate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright simulate --data DIR --out DIR [--labelled 10,20,30] [--order random,uncertainty] [--seeds N] …`
@Command(name = "simulate",
        description = "Play the loop through on labelled cases: train on few, propose for the next, correct, train on all. The labels stand for the human. "
                + "Killed at any moment, the same command goes on where it was.",
        footer = {"", "Example:", "  maskwright simulate --data hippocampus/train --out loop --order random,uncertainty --epochs-per-round 1 --seeds 3"})
final class SimulateCommand extends TypedCommand {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder of labelled cases as for train; or phantom:N for N digital torsos.")
    private String data = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where models, rounds.csv and loop.svg go.")
    private Path out = Path.of("");

    @Option(names = "--labelled", paramLabel = "N,N,…", split = ",", description = "Labelled cases in each round, rising (10,20,30,45,65,95,130,160, or as far as cases last); "
            + "a fifth of the first validates.")
    private List<Integer> labelled = List.of();

    @Option(names = "--holdout", paramLabel = "N", defaultValue = "0", description = "Cases that judge each round and never learn: the last ones (a fifth of all, at most 40).")
    private int holdout;

    @Option(names = "--order", paramLabel = "NAME,…", split = ",", description = "Orders to compare: random, uncertainty (by entropy), mirror, augment, dropout, ensemble, diversity (the first two); "
            + "none labels nothing more and trains as long.")
    private List<String> orders = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1", description = "Repetitions, each with other start cases.")
    private int seeds = 1;

    @Option(names = "--epochs-per-round", paramLabel = "N", defaultValue = "0", description = "Training a round, five times as long in the first (5); the same command gives the same figures.")
    private int epochs;

    @Option(names = "--minutes-per-round", paramLabel = "M", defaultValue = "0", description = "Train by the clock instead, or at most so long.")
    private double minutes;

    @Option(names = "--widths", paramLabel = "N,N,…", split = ",", description = "Channels at each depth of the network, finest first.")
    private List<Integer> widths = List.of();

    @Option(names = "--dropout", paramLabel = "P", description = "Of every round's network, for the order of that name: probability, above 0 and below 1, with which channels of the two deepest levels are dropped.")
    private double dropout;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Of the processor (all); as many orders and repetitions are played side by side.")
    private int threads;

    SimulateCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        for (int i = 0; i < labelled.size(); i++) {
            if (labelled.get(i) < (i == 0 ? 2 : labelled.get(i - 1) + 1)) throw wrong("--labelled begins with 2 or more and rises, got " + labelled + ".");
        }
        if (holdout < 0 || holdout == 0 && isGiven("--holdout")) throw wrong("--holdout is at least 1, got " + holdout + ".");
        if (seeds < 1) throw wrong("--seeds is at least 1, got " + seeds + ".");
        if (epochs < 0) throw wrong("--epochs-per-round is 0 or more, got " + epochs + ".");
        if (!(minutes >= 0)) throw wrong("--minutes-per-round is 0 or more, got " + minutes + ".");
        if (threads < 0) throw wrong("--threads is 0 or more, got " + threads + ".");
        for (String order : orders) {
            if (!Simulate.orders().contains(order)) throw wrong("--order is one or more of " + String.join(", ", Simulate.orders()) + ", got '" + order + "'.");
        }
        if (isGiven("--widths") && (widths.size() < 2 || widths.size() > 8 || widths.stream().anyMatch(width -> width < 1 || width > 2048))) {
            throw wrong("--widths are 2 to 8 numbers from 1 to 2048, got " + widths + ".");
        }
        if (isGiven("--dropout") && !(dropout > 0 && dropout < 1)) throw wrong("--dropout is above 0 and below 1, got " + dropout + ".");
        Simulate.Played played = console.await(new Simulate(workbench().turn()).simulate(
                new Simulate.Request(data, out, labelled, holdout, orders, seeds, epochs, minutes, widths, isGiven("--dropout") ? OptionalDouble.of(dropout) : OptionalDouble.empty(), threads)));
        played.words().forEach(console.out()::println);
        console.out().println("The rounds are in " + out.resolve(Simulate.TABLE) + ", the figure in " + out.resolve(Simulate.DRAWING) + ".");
        return console.done(played.leftOut());
    }
}
