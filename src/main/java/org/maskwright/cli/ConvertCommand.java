package org.maskwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.maskwright.workflow.ConvertFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maskwright convert IN OUT`
@Command(name = "convert", description = "Read a scan or a label map and write it as OUT's ending says: the same samples, on the same grid.",
        footer = {"", "Example:", "  maskwright convert dicom-folder scan.nii.gz"})
final class ConvertCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private Help help = new Help();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "IN", index = "0", description = "A file, or a folder of DICOM slices.")
    private Path in = Path.of("");

    @Parameters(paramLabel = "OUT", index = "1", description = "The file to write: .nii.gz, .nii, .nrrd or .mha. One that exists is replaced.")
    private Path out = Path.of("");

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (!ConvertFile.canWrite(out)) throw new ParameterException(spec.commandLine(), out + ": files with this ending are not written. Let it end in .nii.gz, .nii, .nrrd or .mha.");
        try (TerminalProgress progress = console.progress("Converting")) {
            ConvertFile.convert(in, out, progress);
        }
        return Console.GOOD;
    }
}
