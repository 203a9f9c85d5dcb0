package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Architectures;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingMethod;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.learn.RecipeChange;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.loss.LossKind;
import org.maskwright.learn.optimise.OptimiserKind;
import org.maskwright.learn.optimise.Schedule;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.OnlookerWatch;
import org.maskwright.workflow.training.RunNote;
import org.maskwright.workflow.training.Setting;
import org.maskwright.workflow.training.Settings;

/// Trains a model on a folder of labelled cases.
public final class Train {
    /// What shall be trained. Start from [#of] and change what differs.
    ///
    /// @param data the folder, or `phantom:N` for N digital torsos, or several, see [TrainingData]
    /// @param about a `dataset.json` that says what the data is, instead of the folder's own
    /// @param out the new model's folder
    /// @param from id or folder of a model to go on from; empty to begin by chance
    /// @param architecture its id; empty for the default, or for that of the model to go on from
    /// @param method how it is taught
    /// @param epochs at most; 0 for the default
    /// @param minutes at most; 0 for no limit
    /// @param resume goes on from the checkpoint in `out`
    /// @param validate a file with the ids of the cases to validate on, one a line, or `none` to learn from all; else the last fifth by case number
    /// @param command as the user typed it, for the card
    public record Request(String data, Optional<Path> about, Path out, String from, String architecture, Method method, int epochs, double minutes, boolean resume,
                          Optional<Path> validate, Optional<String> id, Optional<String> title, long seed, String command) {
        public static Request of(String data, Path out) {
            return new Request(data, Optional.empty(), out, "", "", Method.USUAL, 0, 0, false, Optional.empty(), Optional.empty(), Optional.empty(), 1, "");
        }

        /// The same for another model, in a folder of its own.
        ///
        /// @param otherId of the model
        /// @param otherTitle of the model
        public Request into(Path folder, String otherId, String otherTitle) {
            return new Request(data, about, folder, from, architecture, method, epochs, minutes, resume, validate,
                    Optional.of(otherId), Optional.of(otherTitle), seed, command);
        }

        /// The same for another network.
        public Request withNetwork(String otherArchitecture, List<Integer> otherWidths) {
            return new Request(data, about, out, from, otherArchitecture, method.withWidths(otherWidths), epochs, minutes, resume, validate,
                    id, title, seed, command);
        }
    }

    /// What network is made, as people ask for it. Start from [#USUAL] and change what differs.
    ///
    /// @param widths channels at each depth; empty for the default, or those of the model to go on from
    /// @param norm `batch`, `group` or `instance`; empty for the default, as below
    /// @param activation `relu` or `leaky-relu`
    /// @param dropout probability in [0, 1) with which channels of the two deepest levels are dropped; negative for the default
    /// @param residual whether each stage adds its input to its output; else as usual
    public record Network(List<Integer> widths, String norm, String activation, double dropout, boolean residual) {
        public static final Network USUAL = new Network(List.of(), "", "", -1, false);

        public Network {
            widths = List.copyOf(widths);
        }

        RecipeChange change() {
            RecipeChange change = RecipeChange.NONE.withWidths(widths);
            if (!norm.isEmpty()) change = change.withNormalisation(Normalisation.valueOf(norm.toUpperCase(Locale.ROOT)));
            if (!activation.isEmpty()) change = change.withActivation(Activation.valueOf(activation.toUpperCase(Locale.ROOT).replace('-', '_')));
            if (dropout >= 0) change = change.withDropout(dropout);
            return residual ? change.withResidual(true) : change;
        }
    }

    /// What network is made, how it is taught, and what is kept of it. Start from [#USUAL] and change what differs.
    ///
    /// @param mirrored axes (0, 1, 2) along which cases are mirrored; empty to let the labels, or the model to go on from, decide
    /// @param optimiser `adam` or `sgd`; empty for the default
    /// @param rate the learning rate at its highest; 0 for the default
    /// @param schedule `cosine`, `polynomial` or `constant`; empty for the default
    /// @param loss its id; empty for the default
    /// @param classWeights what a voxel weighs in cross-entropy, by the name of its label or `background`; 1 for who is not named
    /// @param deepSupervision whether coarser stages learn from the truth at first hand, too
    /// @param keepLast whether the last epoch's weights become a model, too, in the folder `last`
    /// @param teachers ids or folders of models, parted by commas, whose opinion is learnt beside the labels; empty for labels alone
    public record Method(Network network, Optional<List<Integer>> mirrored, String optimiser, double rate, String schedule, String loss,
                         Map<String, Double> classWeights, boolean deepSupervision, boolean keepLast, String teachers) {
        public static final Method USUAL = new Method(Network.USUAL, Optional.empty(), "", 0, "", "", Map.of(), false, false, "");

        public Method {
            mirrored = mirrored.map(List::copyOf);
            classWeights = Map.copyOf(classWeights);
        }

        /// As it was typed.
        public static Method of(Settings typed) {
            var network = new Network(typed.widths(), typed.text(Setting.NORM), typed.text(Setting.ACTIVATION), typed.number(Setting.DROPOUT, -1), typed.isOn(Setting.RESIDUAL));
            return new Method(network, typed.mirrored(), typed.text(Setting.OPTIMISER), typed.number(Setting.RATE, 0), typed.text(Setting.SCHEDULE), typed.text(Setting.LOSS), typed.classWeights(), typed.isOn(Setting.DEEP_SUPERVISION), typed.isOn(Setting.KEEP_LAST),
                    typed.text(Setting.TEACHERS));
        }

        public Method withWidths(List<Integer> other) {
            var wide = new Network(other, network.norm, network.activation, network.dropout, network.residual);
            return new Method(wide, mirrored, optimiser, rate, schedule, loss, classWeights, deepSupervision, keepLast, teachers);
        }

        public Method withRate(double other) {
            return new Method(network, mirrored, optimiser, other, schedule, loss, classWeights, deepSupervision, keepLast, teachers);
        }
    }

    /// What came of it.
    ///
    /// @param leftOut a sentence for each case that could not be used
    /// @param notes what the run had to make do with, a sentence each: memory that ran short, a graphics processor that failed, a loss that was no number
    /// @param reasons why the settings are as they are, a sentence each
    public record Trained(ModelShelf.Entry model, List<String> leftOut, List<String> notes, List<String> reasons) {
        public Trained {
            leftOut = List.copyOf(leftOut);
            reasons = List.copyOf(reasons);
            notes = List.copyOf(notes);
        }
    }

    /// In the folder of a model that is trained in the window: the ids of the cases that judge it, where they were named. What the user's own list says later does not change a run.
    private static final String JUDGES = "judges.txt";
    /// Beside it: the description of the data, where one was named.
    private static final String ABOUT = "about.json";
    /// In place of a list of who judges: every case is learnt from.
    private static final Path NOBODY = Path.of(Setting.NONE);

    private final ModelShelf models;
    private final TrainingTurn turn;

    Train(ModelShelf models, TrainingTurn turn) {
        this.models = models;
        this.turn = turn;
    }

    /// Trains in the background; stopped, it can be resumed. Without that, a folder that holds files is refused before the data is read.
    public Job<Trained> train(Request request) {
        return turn.submit("Training " + FormatException.name(request.out()), progress -> {
            requirePlace(request.out(), request.resume());
            return run(request, Onlooker.NONE, progress);
        });
    }

    /// Trains a new model beside the window, as its note says: from its first step, or from where it was stopped.
    ///
    /// @param note of a [RunNote.Kind#NEW_MODEL]
    /// @param onlooker told after every epoch, on the run's thread
    public Job<Trained> train(RunNote note, Onlooker onlooker) {
        return turn.submit("Training " + FormatException.name(note.out()), progress -> {
            boolean noted = RunNote.isIn(note.out());
            requirePlace(note.out(), noted);
            boolean begun = noted && TrainingLoop.canResume(note.out());
            Optional<Path> judges = judges(note, begun), about = about(note, begun);
            note.withState(RunNote.State.UNDER_WAY).write();
            Method method = Method.of(note.settings());
            Request request = new Request(note.source(), about, note.out(), note.model(), note.architecture(), note.rate() > 0 ? method.withRate(note.rate()) : method,
                    note.epochs(), note.minutes(), noted, judges, Optional.empty(), Optional.empty(), note.seed(), note.command());
            Trained trained = run(request, onlooker, progress);
            note.withState(RunNote.State.DONE).write();
            return trained;
        });
    }

    /// The list of who judges, as it was when the run began.
    private static Optional<Path> judges(RunNote note, boolean begun) throws IOException, FormatException {
        Optional<Path> named = note.settings().validate();
        if (named.isEmpty() || named.get().equals(NOBODY)) return named;
        Path kept = note.out().resolve(JUDGES);
        if (isKept(kept, begun, named.get())) return Optional.of(kept);
        byte[] lines = (String.join("\n", ids(named.get())) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(kept, out -> out.write(lines));
        return Optional.of(kept);
    }

    /// What says what the data is, as it did when the run began.
    private static Optional<Path> about(RunNote note, boolean begun) throws IOException, FormatException {
        Optional<Path> named = note.settings().about();
        if (named.isEmpty()) return named;
        Path kept = note.out().resolve(ABOUT);
        if (isKept(kept, begun, named.get())) return Optional.of(kept);
        DatasetInfo.read(named.get()); // refuses what is none, by the name that the user knows
        byte[] words = Files.readAllBytes(named.get());
        AtomicFile.write(kept, out -> out.write(words));
        return Optional.of(kept);
    }

    /// Before its first step a run may still be asked for with another file.
    private static boolean isKept(Path kept, boolean begun, Path named) {
        return Files.isRegularFile(kept) && (begun || !Files.isRegularFile(named));
    }

    /// Nothing may be lost where a model shall go: neither what is there already, nor a model whose checkpoint is gone.
    static void requirePlace(Path out, boolean resume) throws IOException, FormatException {
        if (resume && !TrainingLoop.canResume(out) && Files.exists(out.resolve(Models.CARD)))
            throw FormatException.unexpected(FormatException.name(out), "", "a checkpoint to go on from", "a model without one", "Train into another folder.");
        NewFolder.requireUnlessResumed(out, resume);
    }

    private Trained run(Request request, Onlooker onlooker, Progress progress) throws IOException, FormatException, ModelException {
        TrainingData data = TrainingData.read(request.data(), request.about(), progress.part(0, 0.05));
        TrainingSet set = data.set();
        var watch = new OnlookerWatch(onlooker, set.labels());
        ModelCard card = TrainingLoop.run(plan(request, set), watch, progress.part(0.05, 1));
        return new Trained(ModelShelf.entry(card, request.out()), data.problems(), watch.notes(), watch.reasons());
    }

    /// What a request comes to with these cases.
    ///
    /// @throws ModelException if the model to go on from is not at hand
    public TrainingPlan plan(Request request, TrainingSet set) throws IOException, FormatException, ModelException {
        TrainingPlan plan = TrainingPlan.of(set, request.out()).withMinutes(request.minutes()).withResume(request.resume())
                .withSeed(request.seed()).withCommand(request.command());
        if (!request.from().isEmpty()) {
            Model from = models.get(request.from());
            from.requireTrainable();
            plan = plan.withStartFrom(from).withArchitecture(from.card().architecture());
        }
        if (!request.method().teachers().isEmpty()) plan = plan.withTeachers(models.getAll(request.method().teachers()));
        if (!request.architecture().isEmpty()) plan = plan.withArchitecture(request.architecture());
        plan = plan.withMethod(method(request.method())).withKeepLast(request.method().keepLast());
        if (request.epochs() > 0) plan = plan.withEpochs(request.epochs());
        if (request.id().isPresent() || request.title().isPresent()) plan = plan.withName(request.id().orElse(plan.id()),
                request.title().orElse(plan.title()));
        if (request.validate().isPresent()) plan = plan.withValidation(request.validate().get().equals(NOBODY) ? List.of() : ids(request.validate().get()));
        return plan;
    }

    private static TrainingMethod method(Method asked) {
        TrainingMethod method = TrainingMethod.DEFAULT.withNetwork(asked.network().change()).withDeepSupervision(asked.deepSupervision());
        if (asked.mirrored().isPresent()) method = method.withMirrorAxes(asked.mirrored().get());
        if (!asked.optimiser().isEmpty()) method = method.withOptimiser(OptimiserKind.valueOf(asked.optimiser().toUpperCase(Locale.ROOT)));
        if (asked.rate() > 0) method = method.withLearningRate(asked.rate());
        if (!asked.schedule().isEmpty()) method = method.withSchedule(Schedule.valueOf(asked.schedule().toUpperCase(Locale.ROOT)));
        for (LossKind kind : LossKind.values()) {
            if (kind.id().equals(asked.loss())) method = method.withLoss(kind);
        }
        return method.withClassWeights(asked.classWeights());
    }

    /// The ids by which kinds of network can be asked for.
    public static List<String> architectures() {
        return Architectures.all().stream().map(Architecture::id).toList();
    }

    /// The ids in a file: one a line, what follows a `#` is a remark.
    static List<String> ids(Path file) throws IOException, FormatException {
        if (!Files.isRegularFile(file)) throw FormatException.unexpected(FormatException.name(file), "", "a list of case ids", Files.exists(file) ? "a folder" : "no such file",
                "Check the path " + file.toAbsolutePath() + ".");
        List<String> ids = lines(file).stream().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).toList();
        if (ids.isEmpty()) throw FormatException.unexpected(FormatException.name(file), "", "one case id a line", "none",
                "Name the cases to validate on.");
        return ids;
    }

    private static List<String> lines(Path file) throws IOException, FormatException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException _) {
            throw FormatException.unexpected(FormatException.name(file), "", "a list of case ids", "what is no text", "Write one case id a line, as UTF-8.");
        }
    }
}
