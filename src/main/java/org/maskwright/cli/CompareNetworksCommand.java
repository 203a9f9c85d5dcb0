package org.maskwright.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.course.CompareNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright compare-networks --data DIR --out DIR [--networks ID,…] [--epochs N] [--minutes M] [--resume] …`
@Command(name = "compare-networks",
        description = "Train several networks on the same split with the same budget, and judge them by the same cases: one table, one page. Killed at any moment, --resume goes on.",
        footer = {"", "networks.html opens in any browser and needs no network.", "", "Example:", "  maskwright compare-networks --data hippocampus/train --out networks --epochs 15"})
final class CompareNetworksCommand extends TypedCommand {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder of labelled cases as for train; or phantom:N for N digital torsos.")
    private String data = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the models, the table and the page go.")
    private Path out = Path.of("");

    @Option(names = "--networks", paramLabel = "ID,…", split = ",",
            description = {"Architectures to compare; else U-Net, FCN, SegNet, DeepLabv3+, PSPNet and HRNet in two dimensions, sized for small slices,",
            "and beside them methods that learn no weights: atlas, threshold, region-growing, graph-cut."})
    private List<String> networks = List.of();

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "" + CompareNetworks.EPOCHS, description = "Of each network (${DEFAULT-VALUE}).")
    private int epochs = CompareNetworks.EPOCHS;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "0", description = "At most so long for each network; the clock then decides and two runs need not be equal.")
    private double minutes;

    @Option(names = "--resume", description = "Go on where it was stopped; networks that are done are not trained again.")
    private boolean resume;

    @Option(names = "--validate", paramLabel = "FILE", description = "The ids of the cases to judge by, one a line; else the last fifth.")
    private @Nullable Path validate;

    @Option(names = "--about", paramLabel = "FILE", description = "A dataset.json that names the data, its licence and its labels, instead of the folder's own.")
    private @Nullable Path about;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything that is random.")
    private long seed = 1;

    CompareNetworksCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        if (epochs < 1) throw wrong("--epochs is at least 1, got " + epochs + ".");
        if (!(minutes >= 0)) throw wrong("--minutes is 0 or more, got " + minutes + ".");
        for (String id : networks) if (!CompareNetworks.isKnown(id)) throw wrong("--networks are architectures such as " + String.join(", ", CompareNetworks.students()) + ", or methods: " + String.join(", ", CompareNetworks.classical()) + "; got '" + id + "'.");
        if (new HashSet<>(networks).size() < networks.size()) throw wrong("--networks names one twice: " + String.join(",", networks) + ".");
        var training = new Train.Request(data, Optional.ofNullable(about), out, "", "", Train.Method.USUAL, epochs, minutes, resume, Optional.ofNullable(validate), Optional.empty(),
                Optional.empty(), seed, typed());
        Workbench bench = workbench();
        CompareNetworks.Compared compared = console.await(new CompareNetworks(bench.turn(), bench.train()).compare(new CompareNetworks.Request(training, networks)));
        compared.lines().forEach(console.out()::println);
        console.out().println("The table is in " + out.resolve(CompareNetworks.PAGE) + ".");
        console.explain(compared.reasons(), compared.notes());
        return console.done(compared.leftOut());
    }
}
