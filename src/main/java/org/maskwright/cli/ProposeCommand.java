package org.maskwright.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.LookAgain;
import org.maskwright.workflow.Propose;
import org.maskwright.workflow.ProposeFiles;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright propose --model ID|DIR[,…] --out DIR [--probabilities] [--image A,B,…] PATH…`
@Command(name = "propose", description = "Let a model propose labels: one label map a scan on the scan's own grid, and proposals.json.",
        footer = {"", "Example:", "  maskwright propose --model hippocampus-mr --out proposals scans/*.nii.gz",
                "  maskwright propose --model brats --out proposals --image t1c.nii.gz,t1.nii.gz,t2.nii.gz,flair.nii.gz"})
final class ProposeCommand extends TypedCommand {
    @Option(names = "--model", paramLabel = "ID|DIR[,…]", required = true,
            description = "A model's id ('maskwright models' lists them) or its folder; several of the same labels, parted by commas, propose together.")
    private String model = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write into; it is made if need be.")
    private Path out = Path.of("");

    @Option(names = "--mirrored", negatable = true, description = "Look at every tile mirrored, too, or do not: a little better, and slower. Else as the model's card says.")
    private @Nullable Boolean mirrored;

    @Option(names = "--largest-only", description = "Keep the largest connected piece of each label.")
    private boolean largestOnly;

    @Option(names = "--no-postprocessing", description = "Leave labels as the network gives them, and do not mend them as the model's card says.")
    private boolean unmended;

    @Option(names = "--probabilities", description = "Also write how likely each label is, voxel by voxel: a map in [0, 1] for each.")
    private boolean probabilities;

    @Option(names = "--overwrite", description = "Write over label maps and probability maps that are there already, and over the proposals.json of another model; else nothing is begun. A scan is never written over.")
    private boolean overwrite;

    @Option(names = "--resume", description = "Go on with what was begun in the folder: a scan whose label map is there is left as it is, if proposals.json says that it is of this scan, by the same model and options.")
    private boolean resume;

    @Option(names = "--uncertainty", paramLabel = "NAME", defaultValue = "entropy",
            description = "How it is told how sure the model is: entropy (the default), mirror, augment, dropout, or ensemble of several models. The mean stands in proposals.json.")
    private String measure = "";

    @Option(names = "--any-scan", description = "Propose even where the scan does not look like those that the model knows.")
    private boolean anyScan;

    @Option(names = "--image", paramLabel = "A,B,…", description = "The images of one case, on one grid, for a model that takes several, in the order in which it takes them; may be given again for another case.")
    private List<String> cases = List.of();

    @Parameters(paramLabel = "PATH", arity = "0..*", description = {"A scan, a folder of DICOM slices, or a folder of scans.",
            "For a model that takes several images of a case: a file that holds them as its frames, or files or a folder of files whose names end in _0000, _0001 and so on."})
    private List<Path> paths = List.of();

    ProposeCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        requireNames("--model", model);
        if (!LookAgain.measures().containsKey(measure)) throw wrong("--uncertainty is one of " + String.join(", ", LookAgain.measures().keySet()) + ", got '" + measure + "'.");
        if (overwrite && resume) throw wrong("--resume keeps what --overwrite writes over; leave one of them out.");
        if (paths.isEmpty() && cases.isEmpty()) throw wrong("Name a scan, or the images of a case with --image.");
        List<List<Path>> images = cases.stream().map(one -> Arrays.stream(one.split(",")).map(Path::of).toList()).toList();
        ProposeFiles.Earlier earlier = overwrite ? ProposeFiles.Earlier.WRITTEN_OVER : resume ? ProposeFiles.Earlier.GONE_ON_WITH : ProposeFiles.Earlier.REFUSED;
        int exit = Console.GOOD;
        for (ProposeFiles.Outcome one : console.await(workbench().proposeFiles().propose(model, out, paths, images, new Propose.Options(Optional.ofNullable(mirrored), largestOnly, anyScan, !unmended, measure), probabilities, earlier))) {
            for (String note : one.notes()) console.err().println("maskwright: " + one.input() + ": " + note);
            if (one.isError()) exit = console.fail(one.error());
            else console.out().println(one.input() + " → " + out.resolve(one.output()) + (one.kept() ? " (proposed before)" : ""));
        }
        console.err().flush();
        console.out().flush();
        return exit;
    }
}
