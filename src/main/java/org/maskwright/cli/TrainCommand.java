package org.maskwright.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.course.TrainFolds;
import org.maskwright.workflow.training.Setting;
import org.maskwright.workflow.training.Settings;
import org.maskwright.workflow.training.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright train --data DIR --out DIR [--architecture ID] [--epochs N] [--minutes M] [--resume] [--validate FILE]`
@Command(name = "train", description = "Train a model on a folder of labelled cases. Killed at any moment, --resume goes on as if nothing had happened.",
        footer = {"", "Example:", "  maskwright train --data export --out models/mine --epochs 60 --minutes 90"})
final class TrainCommand extends TypedCommand {
    @Option(names = "--data", paramLabel = "DIR", required = true,
            description = "A folder as nnU-Net or the Decathlon lay it out, or with images and labels in it; or phantom:N for N digital torsos.")
    private String data = "";

    @Option(names = "--also", paramLabel = "DIR", description = "More to learn from, as for --data, and never to judge by: phantom:N beside real scans, or a pseudo-labelled folder. May stand several times.")
    private List<String> also = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The new model's folder.")
    private Path out = Path.of("");

    @Option(names = "--from", paramLabel = "MODEL", description = "Go on from this model (its id or folder), with its network and its grid; where the data has other labels, with its network but for the last layer.")
    private String from = "";

    @Option(names = "--teachers", paramLabel = "MODEL[,…]",
            description = "Learn what these models find likely as much as the labels: several, distilled into one. They see scans as the new model does, which --from makes sure of.")
    private String teachers = "";

    @Option(names = "--architecture", paramLabel = "ID", description = "The kind of network, such as unet3d (the default) or unet2d; a wrong name is answered with all.")
    private String architecture = "";

    @Option(names = "--widths", paramLabel = "N,N,…",
            description = "Channels at each depth, finest first; with --from a wider network than the model's starts as its equal.")
    private String widths = "";

    @Option(names = "--norm", paramLabel = "NAME", description = "What features are normalised over: batch, group or instance; else as usual for the architecture.")
    private String norm = "";

    @Option(names = "--activation", paramLabel = "NAME", description = "What follows a convolution: relu or leaky-relu; else as usual for the architecture.")
    private String activation = "";

    @Option(names = "--residual", description = "Let each stage of a U-Net add its input to its output.")
    private boolean residual;

    @Option(names = "--dropout", paramLabel = "P", description = "Probability, from 0 to below 1, with which channels of the two deepest levels are dropped; else the network's own, or the model's.")
    private String dropout = "";

    @Option(names = "--mirror", paramLabel = "AXES",
            description = "The axes along which cases are mirrored, of x, y and z, such as xy; none for none. Else x where no label tells left from right, or as the model was.")
    private String mirror = "";

    @Option(names = "--optimiser", paramLabel = "NAME", description = "How weights are moved: adam (the default) or sgd.")
    private String optimiser = "";

    @Option(names = "--rate", paramLabel = "R", description = "The learning rate at its highest; else the optimiser's own, a quarter of it with --from.")
    private String rate = "";

    @Option(names = "--schedule", paramLabel = "NAME", description = "How the learning rate falls: cosine (the default), polynomial or constant.")
    private String schedule = "";

    @Option(names = "--loss", paramLabel = "NAME",
            description = "What is made small: dice-ce (the default), dice, ce, balanced-ce, jaccard, focal, tversky or boundary.")
    private String loss = "";

    @Option(names = "--class-weights", paramLabel = "NAME=W,…",
            description = "What a voxel weighs in cross-entropy, by the name of its label or background, such as background=0.5,Lesion=4; 1 where nothing is said. For the losses dice-ce and ce.")
    private String classWeights = "";

    @Option(names = "--deep-supervision", description = "Let coarser stages learn from the truth at first hand, too.")
    private boolean deepSupervision;

    @Option(names = "--epochs", paramLabel = "N", description = "At most so many epochs: passes over the data, or 80 steps where that is more.")
    private int epochs;

    @Option(names = "--minutes", paramLabel = "M", description = "At most so long; 0 for no limit.")
    private double minutes;

    @Option(names = "--keep-last", description = "Make a model of the last epoch's weights, too, in the folder last beside the best one's card.")
    private boolean keepLast;

    @Option(names = "--resume", description = "Go on from the checkpoint in the model's folder, if there is one.")
    private boolean resume;

    @Option(names = "--folds", paramLabel = "K", description = "Train K models, each judged by another share of the cases, so that every case is judged by a model that never saw it.")
    private int folds;

    @Option(names = "--validate", paramLabel = "FILE|none", description = "The ids of the cases to validate on, one a line; none to learn from every case, once its settings are known to be good; else the last fifth.")
    private String validate = "";

    @Option(names = "--about", paramLabel = "FILE", description = "A dataset.json that names the data, its licence and its labels, instead of the folder's own.")
    private String about = "";

    @Option(names = "--id", paramLabel = "ID", description = "The new model's id; else its folder's name.")
    private @Nullable String id;

    @Option(names = "--title", paramLabel = "TEXT", description = "What people call the new model.")
    private @Nullable String title;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything that is random.")
    private long seed = 1;

    TrainCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        if (epochs < 0 || epochs == 0 && isGiven("--epochs")) throw wrong("--epochs is at least 1, got " + epochs + ".");
        requireText("--data", data);
        requireText("--from", from);
        requireText("--architecture", architecture);
        requireText("--title", title == null ? "" : title);
        if (!architecture.isEmpty() && !Train.architectures().contains(architecture)) throw wrong("--architecture is one of " + String.join(", ", Train.architectures()) + ", got '" + architecture + "'.");
        if (!(minutes >= 0)) throw wrong("--minutes is 0 or more, got " + minutes + ".");
        if (id != null && !id.matches("[a-z0-9][a-z0-9._-]{0,63}")) throw wrong("--id has up to 64 small letters, digits, '-', '_' and '.', got '" + id + "'.");
        boolean folded = isGiven("--folds");
        if (folded && (folds < 2 || folds > 20)) throw wrong("--folds is from 2 to 20, got " + folds + ".");
        if (folded && !validate.isEmpty()) throw wrong("--folds chooses who judges; leave out --validate.");
        if (folded && !teachers.isEmpty()) throw wrong("--folds judges by every case, and teachers may have seen it; leave out --teachers.");
        if (folded && !from.isEmpty()) throw wrong("--folds begins by chance, for a model to go on from may have seen the cases; leave out --from.");
        Settings settings = settings();
        Train.Request request = new Train.Request(new Sources(data, also).name(), settings.about(), out, from, architecture, Train.Method.of(settings), epochs, minutes, resume,
                settings.validate(), Optional.ofNullable(id), Optional.ofNullable(title), seed, typed());
        if (folded) return folds(request);
        Train.Trained trained = console.await(workbench().train().train(request));
        console.out().println("Model " + trained.model().id() + " is in " + out + ": " + trained.model().judged() + ".");
        console.explain(trained.reasons(), trained.notes());
        int exit = Console.GOOD;
        for (String problem : trained.leftOut()) exit = console.fail(problem);
        return exit;
    }

    private int folds(Train.Request request) throws Exception {
        Workbench bench = workbench();
        TrainFolds.Folded trained = console.await(new TrainFolds(bench.turn(), bench.train()).train(request, folds));
        console.out().println(trained.words() + ".");
        console.out().println("The report is in " + out.resolve(TrainFolds.PAGE) + ".");
        console.explain(trained.reasons(), trained.notes());
        return console.done(trained.leftOut());
    }

    private Settings settings() {
        Map<Setting, String> typed = new EnumMap<>(Setting.class);
        typed.put(Setting.WIDTHS, widths);
        typed.put(Setting.NORM, norm);
        typed.put(Setting.ACTIVATION, activation);
        if (residual) typed.put(Setting.RESIDUAL, Setting.ON);
        typed.put(Setting.DROPOUT, dropout);
        typed.put(Setting.MIRROR, mirror);
        typed.put(Setting.OPTIMISER, optimiser);
        typed.put(Setting.RATE, rate);
        typed.put(Setting.SCHEDULE, schedule);
        typed.put(Setting.LOSS, loss);
        typed.put(Setting.CLASS_WEIGHTS, classWeights);
        if (keepLast) typed.put(Setting.KEEP_LAST, Setting.ON);
        if (deepSupervision) typed.put(Setting.DEEP_SUPERVISION, Setting.ON);
        typed.put(Setting.TEACHERS, teachers);
        typed.put(Setting.VALIDATE, validate);
        typed.put(Setting.ABOUT, about);
        typed.forEach((setting, value) -> {
            requireText("--" + setting.option(), value);
            String why = Settings.wrong(setting, typed);
            if (!why.isEmpty()) throw wrong("--" + setting.option() + " " + why);
        });
        return new Settings(typed);
    }
}
