package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.maskwright.workflow.DescribeFile;
import org.maskwright.workflow.DescribeFile.Description;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright info [--json] PATH…`
@Command(name = "info", description = "Tell what each file or folder holds, down to the last voxel.",
        footer = {"", "Example:", "  maskwright info --json scan.nii.gz dicom-folder"})
final class InfoCommand extends TypedCommand {
    @Option(names = "--json", description = "One JSON object a line for each path: path, kind (volume, labels or other), size, spacingMm, affineRasMm, voxelType, channels, "
            + "frames, min, max, sum, storedSha1; or path and error.")
    private boolean json;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "A file, or a folder of DICOM slices.")
    private List<Path> paths = List.of();

    InfoCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() {
        int exit = Console.GOOD;
        for (Path path : paths) {
            Description found = describe(path);
            if (json) console.out().println(found.json());
            else if (!found.isError()) console.out().println(found.text());
            console.out().flush();
            if (found.isError()) exit = console.fail(found.text());
        }
        return exit;
    }

    private Description describe(Path path) {
        try (TerminalProgress progress = console.progress(String.valueOf(path.getFileName()))) {
            return DescribeFile.describe(path, progress);
        }
    }
}
