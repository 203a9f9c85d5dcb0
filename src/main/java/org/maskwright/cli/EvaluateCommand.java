package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.evaluate.Evaluate;
import org.maskwright.workflow.evaluate.Evaluation;
import org.maskwright.workflow.evaluate.TypedTolerance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright evaluate --reference PATH --candidate PATH --out DIR [--rival PATH] [--images PATH] [--tolerance MM|LABEL=MM,…]`
@Command(name = "evaluate", description = "Judge label maps by every metric, and write a report with plots, intervals and pictures of the worst cases.",
        footer = {"", "report.html opens in any browser and needs no network; scores.json and scores.csv hold every number.",
            "", "Example:", "  maskwright evaluate --reference expert/ --candidate proposals/ --images scans/ --out report"})
final class EvaluateCommand extends TypedCommand {
    @Option(names = "--reference", paramLabel = "PATH", required = true, description = "What is taken for right: a label map, or a folder of them.")
    private Path reference = Path.of("");

    @Option(names = "--candidate", paramLabel = "PATH", required = true, description = "What is judged: a label map, or a folder whose files have the same names.")
    private Path candidate = Path.of("");

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
        Evaluation evaluation;
        try (TerminalProgress progress = console.progress("Evaluating")) {
            evaluation = Evaluate.run(new Evaluate.Question(reference, candidate, Optional.ofNullable(rival), Optional.ofNullable(images), tolerance.mm(), tolerance.ofLabels()), out, progress);
        }
        console.out().println(evaluation.text());
        console.out().println("The report is " + out.resolve(Evaluate.PAGE) + ".");
        return console.done(evaluation.problems());
    }
}
