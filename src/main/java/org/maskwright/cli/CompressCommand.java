package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.Compress;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright compress ID|DIR --data DIR [--out DIR [--prune P,P,…] [--epochs N]]`
@Command(name = "compress", description = "Measure what each form of a model costs in Dice and gives in speed, and let it propose in the quickest that costs nothing.",
        footer = {"", "Forms are numbers of 32, 16 and 8 bits, as far as this machine has them, and networks of fewer channels that are trained on.",
            "The table is written into the card. Without --out the model's weights stay as they are.", "",
            "Examples:", "  maskwright compress models/mine --data export", "  maskwright compress models/mine --data export --out models/mine-small --prune 25,50 --epochs 40"})
final class CompressCommand extends TypedCommand {
    @Parameters(paramLabel = "ID|DIR", arity = "1", description = "A model's id ('maskwright models' lists them) or its folder.")
    private String model = "";

    @Option(names = "--data", paramLabel = "DIR", required = true,
            description = "Labelled cases, laid out as for train, or phantom:N: those that the card names for validation judge, the others calibrate and teach.")
    private String data = "";

    @Option(names = "--out", paramLabel = "DIR", description = "The compressed model's folder; else only the card is written anew.")
    private @Nullable Path out;

    @Option(names = "--prune", paramLabel = "P,P,…", split = ",", description = "Also try the network without these percents of its channels, trained on; with --out.")
    private List<Double> prune = List.of();

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "30", description = "Of training after pruning; 30 unless said.")
    private int epochs = 30;

    CompressCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        for (double percent : prune) {
            if (!(percent >= 1 && percent <= 90)) throw wrong("--prune takes percents from 1 to 90, got " + percent + ".");
        }
        if (!prune.isEmpty() && out == null) throw wrong("--prune needs --out: a pruned network has other weights.");
        if (epochs < 1) throw wrong("--epochs is at least 1, got " + epochs + ".");
        Compress.Compressed compressed = console.await(workbench().compress().compress(new Compress.Request(model, data, Optional.ofNullable(out),
                prune.stream().map(percent -> percent / 100).toList(), epochs, typed())));
        compressed.lines().forEach(console.out()::println);
        console.out().println("Written into " + compressed.model().folder().resolve("card.json") + ".");
        return console.done(compressed.leftOut());
    }
}
