package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.evaluate.Evaluate;
import org.maskwright.workflow.evaluate.Evaluation;
import org.maskwright.workflow.evaluate.JudgeModel;
import org.maskwright.workflow.evaluate.TypedTolerance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright evaluate --reference PATH --candidate PATH --out DIR [--rival PATH] [--images PATH] [--tolerance MM|LABEL=MM,…]`, or
/// `maskwright evaluate --model ID|DIR --data DIR --out DIR`
@Command(name = "evaluate", description = "Judge label maps, or a model, by every metric, and write a report with plots, intervals and pictures of the worst cases.",
        footer = {"", "report.html opens in any browser and needs no network; scores.json and scores.csv hold every number.",
            "", "Example:", "  maskwright evaluate --reference expert/ --candidate proposals/ --images scans/ --out report",
            "  maskwright evaluate --model models/mine --data labelled --out report"})
final class EvaluateCommand extends TypedCommand {
    @Option(names = "--reference", paramLabel = "PATH", description = "What is taken for right: a label map, or a folder of them.")
    private @Nullable Path reference;

    @Option(names = "--candidate", paramLabel = "PATH", description = "What is judged: a label map, or a folder whose files have the same names.")
    private @Nullable Path candidate;

    @Option(names = "--model", paramLabel = "ID|DIR", description = "A model to judge instead: it proposes on the cases of --data that it never learnt from.")
    private String model = "";

    @Option(names = "--data", paramLabel = "DIR", description = "Labelled cases for --model, laid out as for train; or phantom:N.")
    private String data = "";

    @Option(names = "--about", paramLabel = "FILE", description = "A dataset.json that names the data and its labels, instead of the folder's own.")
    private @Nullable Path about;

    @Option(names = "--rival", paramLabel = "PATH", description = "A second candidate, compared with the first case by case.")
    private @Nullable Path rival;

    @Option(names = "--images", paramLabel = "PATH", description = "The scans, for the pictures of the worst cases.")
    private @Nullable Path images;

    @Option(names = "--tolerance", paramLabel = "MM", split = ",",
            description = "How far surfaces may lie apart and still agree (surface Dice); 1 mm unless said. For single labels LABEL=MM, by number: 1,3=0.5 is 0.5 mm for label 3, else 1 mm.")
    private List<String> tolerances = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new or empty folder.")
    private Path out = Path.of("");

    EvaluateCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        TypedTolerance tolerance;
        try {
            tolerance = TypedTolerance.of(String.join(",", tolerances));
        } catch (IllegalArgumentException e) {
            throw wrong("--tolerance " + e.getMessage());
        }
        Evaluation evaluation = isGiven("--model") || isGiven("--data") ? ofModel(tolerance) : ofMaps(tolerance);
        console.out().println(evaluation.text());
        console.out().println("The report is " + out.resolve(Evaluate.PAGE) + ".");
        return console.done(evaluation.problems());
    }

    private Evaluation ofModel(TypedTolerance tolerance) throws Exception {
        if (model.isBlank() || data.isBlank()) throw wrong("--model and --data go together: who is judged, and by which labelled cases.");
        for (String maps : List.of("--reference", "--candidate", "--rival", "--images")) if (isGiven(maps)) throw wrong("--model is judged by --data; " + maps + " is for label maps.");
        Workbench bench = workbench();
        return console.await(new JudgeModel(bench.turn(), bench.models()).judge(new JudgeModel.Request(model, data, Optional.ofNullable(about), tolerance.mm(), tolerance.ofLabels(), out)));
    }

    private Evaluation ofMaps(TypedTolerance tolerance) throws Exception {
        if (reference == null || candidate == null) throw wrong("Name --reference and --candidate to judge label maps, or --model and --data to judge a model.");
        if (about != null) throw wrong("--about goes with --data.");
        try (TerminalProgress progress = console.progress("Evaluating")) {
            return Evaluate.run(new Evaluate.Question(reference, candidate, Optional.ofNullable(rival), Optional.ofNullable(images), tolerance.mm(), tolerance.ofLabels()), out, progress);
        }
    }
}
