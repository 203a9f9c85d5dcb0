package org.maskwright.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.maskwright.workflow.AddModel;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright models add PATH [--trust] …`
@Command(name = "add", description = {"Look into a TorchScript file or a MONAI bundle, and, with --trust, take it among your models.",
        "Without --trust nothing of it is run: what it is, what it can run and what is known of it is printed."},
        footer = {"", "Example:", "  maskwright models add spleen_ct_segmentation", "  maskwright models add spleen_ct_segmentation --id spleen --trust"})
final class AddModelCommand extends TypedCommand {
    @Parameters(paramLabel = "PATH", description = "A TorchScript file (.ts, .pt), or a MONAI bundle: its folder or its zip archive.")
    private Path path = Path.of("");

    @Option(names = "--trust", description = "Agree to run this very file, inside this program, now and whenever the model is asked.")
    private boolean trust;

    @Option(names = "--leave-out", description = "Go on without the bundle's steps that were not understood.")
    private boolean leaveOut;

    @Option(names = "--id", paramLabel = "ID", defaultValue = "", description = "What to call the model by; the file's name if not given.")
    private String id = "";

    @Option(names = "--title", paramLabel = "TEXT", defaultValue = "", description = "Its name for people.")
    private String title = "";

    @Option(names = "--modality", paramLabel = "CT|MR|…", defaultValue = "", description = "The scans that it knows; any if not given.")
    private String modality = "";

    @Option(names = "--channels", paramLabel = "LIST", defaultValue = "",
            description = "The images of a case that it takes, in the order of its input's channels, such as T1c,T1,T2,FLAIR; one if not given.")
    private String channels = "";

    @Option(names = "--labels", paramLabel = "LIST", defaultValue = "", description = "Label values and names in the order of the output's channels, such as 1=liver,2=spleen.")
    private String labels = "";

    @Option(names = "--axes", paramLabel = "RAS", defaultValue = "",
            description = "Where its axes run: to the patient's R or L, A or P, S or I, in order; two letters for a network of axial slices.")
    private String axes = "";

    @Option(names = "--patch", paramLabel = "A,B,C", defaultValue = "", description = "Voxels that it sees at once, along its axes.")
    private String patch = "";

    @Option(names = "--spacing", paramLabel = "A,B,C", defaultValue = "", description = "The size of its voxels in mm, along its axes; 0 along one, or 'scan', keeps each scan's own.")
    private String spacing = "";

    @Option(names = "--intensity", paramLabel = "RULE", defaultValue = "",
            description = "How grey levels are prepared: none, range:LOW,HIGH,FROM,TO (clipped), scale:LOW,HIGH,FROM,TO, fixed:MEAN,DEVIATION, zscore, zscore-nonzero, "
                    + "percentiles:LOW,HIGH,FROM,TO; or one of these for each channel, with ; between.")
    private String intensity = "";

    @Option(names = "--scores", paramLabel = "KIND", defaultValue = "",
            description = "What its channels mean: softmax, sigmoid (labels may overlap, no background), sigmoid-after-background, probabilities. Where overlapping labels lie within each other, all of them in the order in which they win: sigmoid:3,1,2.")
    private String scores = "";

    @Option(names = "--like", paramLabel = "ID|DIR", defaultValue = "",
            description = "PATH holds weights alone (safetensors, or a state dict of PyTorch's) for the network of this model, which says all else. Nothing is run; --id is needed.")
    private String like = "";

    AddModelCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        AddModel verb = workbench().addModel();
        if (!like.isEmpty()) return addWeights(verb);
        AddModel.Look look = console.await(verb.look(path));
        AddModel.Details said = new AddModel.Details(id, title, modality, labels, spacing, patch, intensity, axes, scores, channels);
        print(look, said);
        if (!look.refusals().isEmpty()) return console.fail("not run, and not added, for " + String.join("; ", look.refusals()) + ".");
        List<String> wanted = wanted(look, said);
        if (!wanted.isEmpty()) return console.fail("nothing of it was run. To add it, give " + String.join(", ", wanted) + ".");
        return added(console.await(verb.agreeAndAdd(look, said, leaveOut)));
    }

    private int addWeights(AddModel verb) throws Exception {
        if (id.isEmpty()) return console.fail("weights need a name of their own. Give it with --id.");
        return added(console.await(verb.addWeights(path, like, id, title)));
    }

    private int added(ModelShelf.Entry model) {
        console.out().println("added as " + model.id() + " in " + model.folder());
        return console.done();
    }

    private List<String> wanted(AddModel.Look look, AddModel.Details said) {
        List<String> wanted = new ArrayList<>();
        look.missing(said).forEach((option, example) -> wanted.add("--" + option + " (such as " + example + ")"));
        if (!look.notUnderstood().isEmpty() && !leaveOut) wanted.add("--leave-out (to go on without what was not understood)");
        if (!trust) wanted.add("--trust (to agree that it is run)");
        return wanted;
    }

    private void print(AddModel.Look look, AddModel.Details said) {
        PrintWriter out = console.out();
        look.facts().forEach(out::println);
        look.understood().forEach(one -> out.println("understood: " + one));
        look.notUnderstood().forEach(one -> out.println("not understood: " + one));
        AddModel.Details all = look.with(said);
        Map<String, String> missing = look.missing(said);
        out.println("--id " + all.id());
        line(out, "title", all.title(), missing);
        line(out, "modality", all.modality().isEmpty() ? "any" : all.modality(), missing);
        if (!all.channels().isEmpty()) line(out, "channels", all.channels(), missing);
        line(out, "labels", all.labels(), missing);
        line(out, "axes", all.axes(), missing);
        line(out, "patch", all.patch(), missing);
        line(out, "spacing", all.spacing(), missing);
        line(out, "intensity", all.intensity(), missing);
        line(out, "scores", all.scores(), missing);
        out.flush();
    }

    private static void line(PrintWriter out, String option, String value, Map<String, String> missing) {
        out.println("--" + option + " " + (missing.containsKey(option) ? "(not known, such as " + missing.get(option) + ")" : value));
    }
}
