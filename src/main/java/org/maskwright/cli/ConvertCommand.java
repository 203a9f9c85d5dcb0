package org.maskwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.maskwright.workflow.ConvertFile;
import org.maskwright.workflow.ExportLabels;
import org.maskwright.workflow.ExportLabels.Kind;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright convert IN OUT`
@Command(name = "convert", description = "Read a scan or a label map and write it as OUT's ending says: the same samples, on the same grid.",
        footer = {"", "Examples:", "  maskwright convert dicom-folder scan.nii.gz", "  maskwright convert --as seg-nrrd labels.nii.gz labels.seg.nrrd"})
final class ConvertCommand extends TypedCommand {
    @Parameters(paramLabel = "IN", index = "0", description = "A file, or a folder of DICOM slices.")
    private Path in = Path.of("");

    @Parameters(paramLabel = "OUT", index = "1", description = "The file to write: .nii.gz, .nii, .nrrd, .seg.nrrd, .nhdr, .mha or .mhd. One that exists is replaced.")
    private Path out = Path.of("");

    @Option(names = "--as", paramLabel = "KIND", description = "Write a label map as this: ${COMPLETION-CANDIDATES}. It is read back and compared.",
            completionCandidates = Kinds.class)
    private String as = "";

    @Option(names = "--item", paramLabel = "ID", description = "Which image, where IN holds several; without it they are named.")
    private String item = "";

    @Option(names = "--source", paramLabel = "PATH", description = "The DICOM series that the labels were drawn on, for seg, labelmap and rtstruct.")
    private Optional<Path> source = Optional.empty();

    @Option(names = "--source-item", paramLabel = "ID", description = "Which series, where --source holds several.")
    private String sourceItem = "";

    ConvertCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        Optional<Kind> kind = Kind.of(as);
        if (kind.isEmpty() && !as.isEmpty()) throw wrong("--as is one of " + String.join(", ", new Kinds()) + "; got '" + as + "'.");
        if (kind.isEmpty() && !ConvertFile.canWrite(out)) throw wrong(out + ": files with this ending are not written. Let it end in .nii.gz, .nii, .nrrd, .seg.nrrd, .nhdr, .mha or .mhd.");
        try (TerminalProgress progress = console.progress("Converting")) {
            if (kind.isPresent()) say(ConvertFile.labels(in, item, kind.get(), source.map(path -> new ExportLabels.Series(path, sourceItem)), out, progress));
            else ConvertFile.convert(in, item, out, progress);
        }
        return console.done();
    }

    private void say(ExportLabels.Exported exported) {
        exported.remarks().forEach(console.out()::println);
        exported.dice().forEach((label, dice) -> console.out().printf(Locale.ROOT, "label %d: Dice %.6f there and back%n", label, dice));
    }

    /// The words for `--as`.
    static final class Kinds extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Kinds() {
            super(Arrays.stream(Kind.values()).map(Kind::id).toList());
        }
    }
}
