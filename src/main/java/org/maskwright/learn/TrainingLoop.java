package org.maskwright.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maskwright.disk.AtomicFile;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.image.Classes;
import org.maskwright.learn.image.NetworkGrid;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Trains a network on labelled cases into a model's folder.
///
/// After every epoch, and where it is asked to stop, the whole state is written to a checkpoint. Killed at any moment and resumed, a run ends with the same
/// weights as if it had never stopped: batches depend on seed, epoch and step alone, and the optimiser's memory is kept.
/// The card, and with it the model, appears only at the very end, with the weights that validated best.
public final class TrainingLoop {
    /// Of names that a message repeats: how many, and how much of each.
    private static final int MOST_SHOWN = 3, LONGEST_SHOWN = 40;
    private static final String ANY_NAME = "case-?\\d+";
    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

    private final TrainingPlan plan;
    private final CaseReader reader;
    private final TrainingSettings settings;
    private final List<String> reasons;
    private final Graph graph;
    private final Classes classes;
    private final Fingerprint fingerprint;
    private final List<TrainingCase> learning;
    private final List<TrainingCase> validating;

    private TrainingLoop(TrainingPlan plan, CaseReader reader, SettingsRules.Choice choice, Graph graph, Fingerprint fingerprint, List<TrainingCase> learning, List<TrainingCase> validating) {
        this.plan = plan;
        this.reader = reader;
        this.settings = choice.settings();
        this.reasons = choice.reasons();
        this.graph = graph;
        this.classes = new Classes(values(plan.data().labels()));
        this.fingerprint = fingerprint;
        this.learning = learning;
        this.validating = validating;
    }

    /// Reads and checks the data, trains, validates and writes the model.
    ///
    /// @param progress told of every step; throws to stop, after which the plan can be resumed
    /// @return the card of the model in `plan.out()`
    /// @throws ModelException if the data cannot be learnt from, a validation case is unknown, the checkpoint belongs to another
    ///     run, not even a patch fits into the memory, or the loss is no longer a number; no model is written then
    /// @throws IOException if a case cannot be read, or a checkpoint or the model cannot be written
    public static ModelCard run(TrainingPlan plan, Progress progress) throws ModelException, IOException {
        return run(plan, TrainingWatch.NONE, progress);
    }

    /// As above, while `watch` looks on.
    public static ModelCard run(TrainingPlan plan, TrainingWatch watch, Progress progress) throws ModelException, IOException {
        return run(plan, UnaryOperator.identity(), watch, progress);
    }

    /// Whether a run in this folder was stopped and can go on.
    public static boolean canResume(Path out) {
        return Checkpoint.exists(out);
    }

    /// Lets go of what only a run that shall go on needs; the model stays.
    public static void forgetCheckpoint(Path out) throws IOException {
        AtomicFile.remove(out.resolve(Checkpoint.FILE));
    }

    /// @param adjust changes what the rules chose, as tests do that must be quick
    static ModelCard run(TrainingPlan asked, UnaryOperator<TrainingSettings> adjust, Progress progress) throws ModelException, IOException {
        return run(asked, adjust, TrainingWatch.NONE, progress);
    }

    static ModelCard run(TrainingPlan asked, UnaryOperator<TrainingSettings> adjust, TrainingWatch watch, Progress progress) throws ModelException, IOException {
        return planned(asked, adjust, () -> Optional.of(SettingsRules.Memory.of(Torch.engine())), progress.part(0, 0.01)).train(Torch.engine(), watch, progress.part(0.01, 1));
    }

    /// The run as it would be: data read and checked, cases parted, settings chosen, as where memory is no concern. Needs no engine.
    static TrainingLoop planned(TrainingPlan asked, UnaryOperator<TrainingSettings> adjust, Progress progress) throws ModelException {
        return planned(asked, adjust, Optional::empty, progress);
    }

    /// As above.
    ///
    /// @param memory that is free; asked for once the data is known to be sound
    static TrainingLoop planned(TrainingPlan asked, UnaryOperator<TrainingSettings> adjust, Supplier<Optional<SettingsRules.Memory>> memory, Progress progress) throws ModelException {
        Architecture architecture = Architectures.find(asked.architecture()).orElseThrow(() -> new ModelException("there is no architecture '"
                + asked.architecture() + "'. Known are: " + String.join(", ", Architectures.all().stream().map(Architecture::id).toList()) + "."));
        asked.method().requireWeighed(asked.data().labels());
        var reader = new CaseReader();
        Fingerprint fingerprint = Fingerprint.of(asked.data(), reader, asked.seed(), progress);
        // Who goes on from a model keeps its labels, also those that the new cases happen not to hold.
        boolean sameLabels = asked.startFrom().isPresent() && StartingPoint.knows(asked.startFrom().get().card(), asked.data().labels());
        TrainingPlan plan = sameLabels ? asked : asked.withData(asked.data().withLabels(fingerprint.labels()));
        if (!plan.data().labels().equals(asked.data().labels())) LOG.warn("only labels {} occur and are learnt", fingerprint.labels());
        Split split = split(plan);
        List<TrainingCase> validating = split.judging();
        List<TrainingCase> learning = split.learning();
        Optional<ModelCard> from = plan.startFrom().map(Model::card);
        if (from.isPresent()) StartingPoint.requireFit(from.get(), architecture);
        boolean keepsHead = keepsHead(plan);
        var rules = new SettingsRules(plan.data(), fingerprint, architecture, from, keepsHead, learning.size(), plan.method());
        Function<SettingsRules.Choice, TrainingLoop> run = choice -> {
            TrainingSettings settings = adjust.apply(choice.settings());
            List<String> reasons = new ArrayList<>(choice.reasons());
            if (!plan.teachers().isEmpty()) reasons.add(Teachers.words(plan.teachers()));
            tooKind(plan, validating).map(why -> "Judged by: " + why).forEach(reasons::add);
            return new TrainingLoop(plan, reader, new SettingsRules.Choice(settings, reasons), architecture.build(settings.recipe()), fingerprint, learning, validating);
        };
        return begun(plan, rules, run).orElseGet(() -> run.apply(rules.choose(memory.get())));
    }

    /// The run that the checkpoint is of, with as many patches a step, of the size, as it was begun with: how much memory is free now must not make it another.
    private static Optional<TrainingLoop> begun(TrainingPlan plan, SettingsRules rules, Function<SettingsRules.Choice, TrainingLoop> run) throws ModelException {
        if (!plan.resume() || !Checkpoint.exists(plan.out())) return Optional.empty();
        String name = Checkpoint.read(plan.out()).run();
        return rules.steps().map(step -> run.apply(rules.choose(step)))
                .filter(one -> one.runName().equals(name)).findFirst();
    }

    /// Which cases of a plan learn, and which judge.
    public record Split(List<TrainingCase> learning, List<TrainingCase> judging) {
        public Split {
            learning = List.copyOf(learning);
            judging = List.copyOf(judging);
        }
    }

    /// As a training by this plan parts its cases.
    ///
    /// @throws ModelException if a validation case is unknown or may not judge, or none is left to learn from
    public static Split split(TrainingPlan plan) throws ModelException {
        List<TrainingCase> judging = validationCases(plan);
        List<TrainingCase> learning = new ArrayList<>(plan.data().cases());
        learning.removeAll(ofPatients(plan.data().cases(), judging)); // also those that must not judge
        if (learning.isEmpty()) {
            throw new ModelException(plan.validation().isEmpty() ? "all cases are of one patient, who either teaches or judges. Add cases of another, or correct 'patients' in dataset.json."
                    : "every case validates and none is left to learn from. Name fewer cases to validate on.");
        }
        return new Split(learning, judging);
    }

    /// For each model that has a part in it and learnt from cases that judge, what that means. Names as programs give them say nothing of who it is.
    private static Stream<String> tooKind(TrainingPlan plan, List<TrainingCase> judging) {
        return Stream.concat(plan.startFrom().stream(), plan.teachers().stream()).map(Model::card).distinct().flatMap(card -> {
            Set<String> learnt = new HashSet<>(card.data().trainingCases());
            long known = judging.stream().map(TrainingCase::id).filter(id -> !id.matches(ANY_NAME) && learnt.contains(id)).count();
            return known == 0 ? Stream.empty() : Stream.of("Of " + judging.size() + (judging.size() == 1 ? " judging case " : " judging cases ") + known + (known == 1 ? " is" : " are")
                    + " named as some that model " + card.id() + " learnt from. If they are these, the score is too kind.");
        });
    }

    private static List<Integer> values(LabelTable table) {
        return table.entries().stream().map(LabelTable.Entry::value).toList();
    }

    /// Those that the plan names, or where it says nothing the last fifth with all other cases of their patients; of those that may judge.
    private static List<TrainingCase> validationCases(TrainingPlan plan) throws ModelException {
        List<TrainingCase> all = plan.data().cases().stream().filter(TrainingCase::judges).toList();
        List<String> teachers = plan.data().cases().stream().filter(one -> !one.judges()).map(TrainingCase::id).filter(plan.validation().orElse(List.of())::contains).toList();
        if (!teachers.isEmpty()) {
            throw new ModelException("the cases " + teachers + " shall validate, but nobody vouches for their labels: they are a model's, or synthetic beside real ones."
                    + " Name cases with human labels.");
        }
        if (plan.validation().isEmpty()) {
            int count = all.size() < 2 ? 0 : Math.max(1, all.size() / 5);
            List<TrainingCase> judging = ofPatients(all, all.subList(all.size() - count, all.size()));
            while (count > 1 && judging.size() == all.size()) { // patients whose cases lie far apart: let fewer of them judge
                count--;
                judging = ofPatients(all, all.subList(all.size() - count, all.size()));
            }
            return judging;
        }
        var wanted = new LinkedHashSet<>(plan.validation().get());
        List<TrainingCase> found = all.stream().filter(one -> wanted.contains(one.id())).toList();
        found.forEach(one -> wanted.remove(one.id()));
        if (!wanted.isEmpty()) {
            throw new ModelException((wanted.size() == 1 ? "1 case that shall validate is" : wanted.size() + " cases that shall validate are") + " not in the data: " + shown(wanted)
                    + ". Correct the names; a list has one case id a line.");
        }
        var left = new ArrayList<>(ofPatients(all, found));
        left.removeAll(found);
        if (!left.isEmpty()) {
            throw new ModelException("the cases " + left.stream().map(TrainingCase::id).toList() + " are of patients whose other cases shall validate:"
                    + " a score would be too kind. Let them validate, too, or leave them out.");
        }
        return found;
    }

    /// The first names, each cut short: whoever gives a wrong file need not see all of it, which may hold patients' names.
    private static String shown(Set<String> names) {
        String first = names.stream().limit(MOST_SHOWN).map(name -> "'" + (name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name) + "'").collect(Collectors.joining(", "));
        return names.size() > MOST_SHOWN ? first + " …" : first;
    }

    private static List<TrainingCase> ofPatients(List<TrainingCase> all, List<TrainingCase> some) {
        var patients = some.stream().map(TrainingCase::patient).collect(Collectors.toSet());
        return all.stream().filter(one -> patients.contains(one.patient())).toList();
    }

    /// @param torch on whose device, as long as that does
    ModelCard train(Torch torch, TrainingWatch watch, Progress progress) throws ModelException, IOException {
        Teachers.requireFit(plan.teachers(), settings, graph.dimensions(), classes);
        List<Sample> training = samples(learning, progress.part(0, 0.015));
        List<Sample> validation = samples(validating, progress.part(0.015, 0.02));
        Checkpoint start = start();
        if (plan.startFrom().isPresent() && !keepsHead(plan)) {
            watch.note(plan.startFrom().get().card().id() + " knows other labels, so its last layer is drawn anew; grid and grey levels follow from the data.");
        }
        tooKind(plan, validating).forEach(watch::note);
        fingerprint.remarks().forEach(watch::note);
        watch.begin(new TrainingWatch.Setup(Parameters.count(graph), settings.patch(), settings.batch(), settings.stepsPerEpoch(), reasons));
        LOG.info("training {} parameters on {} cases, {} validating, patch {}, spacing {} mm, {} steps an epoch, {}", Parameters.count(graph),
                training.size(), validation.size(), settings.patch(), settings.spacingMm(), settings.stepsPerEpoch(), torch.description());
        Checkpoint end;
        try (var run = new TrainingRun(plan, settings, graph, runName(), training, validation, start, watch, torch)) {
            end = run.toEnd(progress.part(0.02, 0.97));
        }
        return finish(end, progress.part(0.97, 1));
    }

    private List<Sample> samples(List<TrainingCase> cases, Progress progress) throws IOException {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < cases.size(); i++) {
            progress.at((double) i / cases.size(), "reading case " + (i + 1) + " of " + cases.size());
            samples.add(sample(cases.get(i)));
        }
        return samples;
    }

    /// A case as the network sees it.
    Sample sample(TrainingCase one) throws IOException {
        TrainingCase.Content content = reader.read(one);
        NetworkGrid grid = NetworkGrid.of(content.volume().geometry(), settings.spacingMm());
        float[] weights = content.attention().map(attention -> Attention.weights(grid.classes(attention, Attention.CLASSES))).orElse(new float[0]);
        return new Sample(one.id(), settings.intensity().apply(grid.image(content.volume())), grid.classes(content.labels(), classes), settings.spacingMm(), weights);
    }

    TrainingPlan plan() {
        return plan;
    }

    TrainingSettings settings() {
        return settings;
    }

    /// 2 or 3.
    int dimensions() {
        return graph.dimensions();
    }

    Classes classes() {
        return classes;
    }

    /// Cases that are learnt from, in the order in which batches count them.
    List<TrainingCase> learning() {
        return List.copyOf(learning);
    }

    /// The checkpoint to go on from; without one, a beginning.
    private Checkpoint start() throws ModelException {
        if (plan.resume() && Checkpoint.exists(plan.out())) return resumable();
        Optional<Model> model = plan.startFrom();
        Graph trained = TrainingRun.supervised(settings, graph).graph();
        Weights initial = Parameters.initial(trained, plan.seed());
        Weights weights = model.isPresent() ? initial.with(StartingPoint.weights(model.get(), Architectures.find(plan.architecture()).orElseThrow(), settings.recipe(), graph, keepsHead(plan), plan.seed())) : initial;
        return new Checkpoint(runName(), 0, 0, 0, weights, weights, Weights.of(List.of()), weights, List.of(), Checkpoint.Begun.NOTHING);
    }

    /// Whether the model that the run starts from knows the labels that the run learns.
    private static boolean keepsHead(TrainingPlan plan) {
        return plan.startFrom().map(model -> StartingPoint.knows(model.card(), plan.data().labels())).orElse(false);
    }

    private Checkpoint resumable() throws ModelException {
        Checkpoint checkpoint = Checkpoint.read(plan.out());
        if (!checkpoint.run().equals(runName())) {
            throw new ModelException(plan.out().resolve(Checkpoint.FILE) + ": belongs to another run (other data, architecture, epochs or seed)."
                    + " Train into another folder.");
        }
        try {
            Parameters.requireFit(TrainingRun.supervised(settings, graph).graph(), checkpoint.weights());
        } catch (IllegalArgumentException e) {
            throw new ModelException(plan.out().resolve(Checkpoint.FILE) + ": " + e.getMessage() + ". Train into another folder.", e);
        }
        LOG.info("resuming after epoch {} and {} steps", checkpoint.epochs(), checkpoint.begun().steps());
        return checkpoint;
    }

    /// Names all that decides the weights, but the clock: what labels and data are called plays no part.
    private String runName() {
        String all = plan.architecture() + settings + plan.seed() + " " + plan.epochs() + plan.startFrom().map(model -> model.card().sha256()).orElse("")
                + plan.teachers().stream().map(model -> model.card().sha256()).collect(Collectors.joining()) + classes + learning.stream().map(TrainingCase::id).toList() + validating.stream().map(TrainingCase::id).toList();
        return ModelFolder.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    /// Makes a model of the best weights; before it, if that was asked for, one of the last.
    private ModelCard finish(Checkpoint end, Progress progress) throws ModelException, IOException {
        if (plan.keepLast()) {
            String id = plan.id().substring(0, Math.min(plan.id().length(), 59)) + "-" + TrainingPlan.LAST;
            write(end, end.averages(), end.epochs(), plan.out().resolve(TrainingPlan.LAST), id, plan.title() + ", last epoch", progress.part(0, 0.5));
        }
        return write(end, end.best(), end.bestIndex() + 1, plan.out(), plan.id(), plan.title(), progress.part(plan.keepLast() ? 0.5 : 0, 1));
    }

    /// Judges weights as a user would meet them, each validation case on its own grid, chooses how labels are mended, and
    /// writes the model.
    ///
    /// @param epoch of the weights, from 1
    private ModelCard write(Checkpoint end, Weights weights, int epoch, Path out, String id, String title, Progress progress) throws ModelException, IOException {
        var training = new ModelCard.Training(end.epochs(), epoch, plan.seed(),
                TrainingRun.precision(Torch.engine(), settings, graph).name().toLowerCase(Locale.ROOT), Math.rint(end.elapsedMinutes() * 10) / 10, plan.command(),
                plan.startFrom().map(model -> StartingPoint.words(model.card(), keepsHead(plan))).orElse(""), reasons);
        Weights halved = Parameters.of(graph, weights).halved();
        Tuning tuning;
        try (Proposer proposer = Proposer.open(card("", Map.of(), training), halved)) {
            tuning = Tuning.of(proposer, validating, reader, progress);
        }
        if (!tuning.scores().isEmpty()) ValidationScores.write(out, tuning.scores());
        Optional<ModelCard> judged = judgedBefore();
        return ModelFolder.write(out, halved, sha256 -> {
            ModelCard card = card(sha256, tuning.dice(), training).named(id, title, sha256).withMirroring(tuning.mirroring())
                    .withPostProcessing(tuning.postProcessing(), new ModelCard.Validation(tuning.dice()));
            return judged.map(before -> withJudgementOf(before, card)).orElse(card);
        }).card();
    }

    /// Where every case was learnt from, the model that training went on from, if the cases that judged it are among them.
    private Optional<ModelCard> judgedBefore() {
        if (!validating.isEmpty() || !keepsHead(plan)) return Optional.empty();
        List<String> learnt = learning.stream().map(TrainingCase::id).toList();
        return plan.startFrom().map(Model::card).filter(before -> !before.data().validationCases().isEmpty() && learnt.containsAll(before.data().validationCases()));
    }

    /// What nobody is left to judge, taken from the model of before: its score, and what was chosen by it.
    private static ModelCard withJudgementOf(ModelCard before, ModelCard card) {
        List<String> cases = before.data().validationCases();
        String words = before.id() + " " + before.sha256() + ", on " + cases.size() + (cases.size() == 1 ? " case: " + cases.getFirst() : " cases: " + cases.getFirst() + " to " + cases.getLast());
        Optional<Mirroring> mirroring = before.mirrorAxes().equals(card.mirrorAxes()) ? before.mirroring() : Optional.empty();
        return card.withPostProcessing(before.postProcessing(), new ModelCard.Validation(before.validation().dice(), words)).withMirroring(mirroring);
    }

    private ModelCard card(String sha256, Map<Integer, Double> dice, ModelCard.Training training) {
        TrainingSet data = plan.data();
        return new ModelCard(plan.id(), plan.title(), plan.architecture(), settings.recipe(), fingerprint.modality(), settings.spacingMm(), settings.patch(),
                settings.intensity(), settings.mirrorAxes(), data.labels(),
                new ModelCard.Data(data.name(), data.reference(), data.licence(), learning.stream().map(TrainingCase::id).toList(),
                        validating.stream().map(TrainingCase::id).toList()),
                new ModelCard.Validation(dice), training, sha256, Instant.now().truncatedTo(ChronoUnit.SECONDS), version());
    }

    private static String version() {
        return Optional.ofNullable(TrainingLoop.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
