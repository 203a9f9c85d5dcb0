package org.maskwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.PseudoLabel;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright pseudolabel --model ID|DIR --data DIR --out DIR [--confidence 0.9]`
@Command(name = "pseudolabel",
        description = "Let a model label scans that nobody labelled, where it is sure; the rest is ignored. Writes a folder to learn from, which says that its labels are a model's.",
        footer = {"", "Train on it beside human labels, which alone judge:", "  maskwright pseudolabel --model mine --data scans --out pseudo", "  maskwright train --data export --also pseudo --out models/mine-2"})
final class PseudoLabelCommand extends TypedCommand {
    @Option(names = "--model", paramLabel = "ID|DIR", required = true, description = "A model's id ('maskwright models' lists them) or its folder; of several, separated by commas, the mean counts.")
    private String model = "";

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder of scans; of one laid out as for train, those that have no labels.")
    private Path data = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write; new, or empty.")
    private Path out = Path.of("");

    @Option(names = "--confidence", paramLabel = "P", defaultValue = "0.9", description = "Keep a voxel where its class is at least so probable; 0.9 unless said, 0 for all.")
    private double confidence = PseudoLabel.CONFIDENCE;

    @Option(names = "--mirrored", negatable = true, description = "Look at every tile mirrored, too, or do not: a little better, and slower. Else as the model's card says.")
    private @Nullable Boolean mirrored;

    @Option(names = "--any-scan", description = "Label even where the scan does not look like those that the model knows.")
    private boolean anyScan;

    PseudoLabelCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        requireNames("--model", model);
        if (!(confidence >= 0 && confidence < 1))
            throw wrong("--confidence is at least 0 and below 1: no model is wholly sure, so 1 would keep nothing. Got " + confidence + ".");
        PseudoLabel.Written written = console.await(workbench().pseudoLabel().run(new PseudoLabel.Request(model, data, out, confidence, Optional.ofNullable(mirrored), anyScan)));
        written.words().forEach(console.out()::println);
        int cases = written.manifest().cases().size();
        console.out().println((cases == 1 ? "1 case is in " : cases + " cases are in ") + out + ", labelled by " + written.manifest().author().model() + " and looked at by nobody.");
        return console.done(written.leftOut());
    }
}
