package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.Devices;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.PhantomCases;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.TrainingWatch;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;
import org.maskwright.store.Recovery;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.finetune.Correction;
import org.maskwright.workflow.finetune.ReportCard;
import org.maskwright.workflow.finetune.ReportCardPage;
import org.maskwright.workflow.finetune.Split;

/// Makes a model better by a project's corrected cases, and judges it beside the one that it came from.
///
/// What it learns from is frozen when the run begins, so that it can go on exactly after a stop while the cases change:
/// ```
/// lesson/case-001.labels.nii.gz      the labels, in the model's values
/// lesson/case-001.attention.nii.gz   where they were changed, where nobody knows
/// split.json                         who learns and who judges, for this model and all that come from it
/// checkpoint, curves                 as of any training
/// card.json, weights.safetensors     the new model, better or not
/// report.html                        both models on every judging case
/// ```
public final class FineTune {
    /// Epochs where nobody said how many.
    private static final int EPOCHS = 60;
    private static final double MINUTES = 20;
    /// For each corrected case that is learnt from, so many old ones are learnt again, within these bounds.
    private static final int REPLAYED_A_CASE = 3, REPLAYED_LEAST = 6, REPLAYED_MOST = 40, REPLAYED_JUDGES = 8;
    private static final Pattern DATA = Pattern.compile("--data (?:\"([^\"]*)\"|(\\S+))");

    /// What shall be done. Start from [#of] and change what differs.
    ///
    /// @param project folder of the project
    /// @param model id or folder to start from; empty for the one that the project used last
    /// @param replay old data: a folder as [TrainingFolder] reads it, or `phantom:N`; empty for what the model learnt from, if it is at hand
    /// @param out the new model's folder
    /// @param minutes at most; 0 for no limit
    /// @param epochs at most
    /// @param rate the learning rate at its highest; 0 for the default
    /// @param resume goes on from the checkpoint in `out`
    /// @param besideWindow leaves a core to the window
    /// @param command as the user typed it, for the card
    public record Request(Path project, String model, String replay, Path out, double minutes, int epochs, double rate, long seed, boolean resume, boolean besideWindow, String command) {
        public static Request of(Path project, Path out) {
            return new Request(project, "", "", out, MINUTES, EPOCHS, 0, 1, false, false, "");
        }

        public Request withModel(String other) {
            return new Request(project, other, replay, out, minutes, epochs, rate, seed, resume, besideWindow, command);
        }

        public Request withReplay(String other) {
            return new Request(project, model, other, out, minutes, epochs, rate, seed, resume, besideWindow, command);
        }

        public Request withLength(double otherMinutes, int otherEpochs) {
            return new Request(project, model, replay, out, otherMinutes, otherEpochs, rate, seed, resume, besideWindow, command);
        }

        public Request withRate(double other) {
            return new Request(project, model, replay, out, minutes, epochs, other, seed, resume, besideWindow, command);
        }

        public Request withSeed(long other) {
            return new Request(project, model, replay, out, minutes, epochs, rate, other, resume, besideWindow, command);
        }

        public Request withResume(boolean other) {
            return new Request(project, model, replay, out, minutes, epochs, rate, seed, other, besideWindow, command);
        }

        public Request withBesideWindow(boolean other) {
            return new Request(project, model, replay, out, minutes, epochs, rate, seed, resume, other, command);
        }

        public Request withCommand(String other) {
            return new Request(project, model, replay, out, minutes, epochs, rate, seed, resume, besideWindow, other);
        }
    }

    /// What a run would learn from.
    ///
    /// @param replayLearning old cases that are learnt again
    /// @param replayJudging old cases that judge
    /// @param remarks whole sentences on what was left out or is missing
    public record Lesson(ModelShelf.Entry model, List<Taught> cases, int replayLearning, int replayJudging, List<String> remarks) {
        public Lesson {
            cases = List.copyOf(cases);
            remarks = List.copyOf(remarks);
        }
    }

    /// A corrected case.
    ///
    /// @param changed voxels in which the labels differ from what the model had proposed
    /// @param drawn whether nothing had been proposed
    /// @param judges whether it judges and is not learnt from
    public record Taught(String caseId, String title, long changed, boolean drawn, boolean judges) {}

    /// What came of it.
    ///
    /// @param after the new model, in its own folder, better or not
    /// @param report the page
    public record Tuned(ModelShelf.Entry before, ModelShelf.Entry after, ReportCard card, Path report, List<String> remarks) {
        public Tuned {
            remarks = List.copyOf(remarks);
        }

        /// Whether the new model must not take the old one's place.
        public boolean isWorse() {
            return card.isWorse();
        }

        /// What the report card comes to, in a sentence.
        public String verdict() {
            return card.verdict();
        }
    }

    private final JobRunner jobs;
    private final DiskLane disk;
    private final OpenProjects projects;
    private final ModelShelf models;
    private final AtomicBoolean busy = new AtomicBoolean();

    FineTune(JobRunner jobs, OpenProjects projects, ModelShelf models) {
        this.jobs = jobs;
        this.disk = new DiskLane(jobs);
        this.projects = projects;
        this.models = models;
    }

    /// Finds out what a run would learn from, and writes nothing.
    public Job<Lesson> look(Request request) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking at the corrected cases", progress -> plan(request, progress).lesson());
    }

    /// As [#run(Request, TrainingWatch)], with nobody looking on.
    public Job<Tuned> run(Request request) {
        return run(request, TrainingWatch.NONE);
    }

    /// Learns and judges, in the background. Stopped, it can be resumed; other work for the engine passes between two steps.
    ///
    /// The job fails with a sentence if fewer than two patients are corrected, the model is not at hand, or another run is under way.
    ///
    /// @param watch told after every epoch, on the run's thread
    public Job<Tuned> run(Request request, TrainingWatch watch) {
        return jobs.submit(JobRunner.Lane.ENGINE, "Training " + FormatException.name(request.out()), progress -> {
            if (!busy.compareAndSet(false, true))
                throw new ModelException("another training is under way. Wait for its end, or pause it.");
            try {
                return tune(request, watch, (fraction, what) -> {
                    jobs.letEngineJobsPass();
                    progress.at(fraction, what);
                });
            } finally {
                busy.set(false);
            }
        });
    }

    /// Makes a model the one that the project uses.
    public Job<ModelShelf.Entry> use(Path folder, ModelShelf.Entry model) {
        return jobs.submit(JobRunner.Lane.DISK, "Choosing " + model.id(), _ -> {
            Project project = projects.acquire(folder);
            try {
                boolean onShelf = models.list().models().stream().anyMatch(entry -> entry.sha256().equals(model.sha256()));
                project.write(project.file().withModel(onShelf ? model.id() : model.folder().toAbsolutePath().normalize().toString()));
            } finally {
                projects.release(project);
            }
            return model;
        });
    }

    // ---- what there is to learn

    /// A corrected case, before or after it was frozen.
    private record Found(CaseFile about, Correction correction, String patient) {}

    /// @param old cases by id that are not of the project
    private record Plan(Model start, List<Found> found, Split split, List<TrainingCase> oldLearning, List<TrainingCase> oldJudging, List<String> remarks) {
        Lesson lesson() {
            List<Taught> cases = found.stream().map(one -> new Taught(one.about().id(), one.about().title(), one.correction().changed(), one.correction().drawn(),
                    split.judges(one.about().fingerprint()))).toList();
            return new Lesson(ModelShelf.entry(start.card(), start.folder()), cases, oldLearning.size(), oldJudging.size(), remarks);
        }
    }

    private Plan plan(Request request, Progress progress) throws Exception {
        List<String> remarks = new ArrayList<>();
        Project project = disk.run("Opening the project", _ -> projects.acquire(request.project()));
        try {
            List<CaseFile> all = disk.run("Reading the cases", _ -> project.readCases(remarks));
            Model start = models.get(model(request, project, all));
            boolean resumed = request.resume() && Files.isDirectory(lesson(request));
            List<Found> found = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                progress.at(0.5 * i / all.size(), "looking at " + all.get(i).id());
                if (resumed && !Files.exists(Frozen.file(lesson(request), all.get(i).id(), "attention"))) continue;
                found(project, all.get(i), start.card().labels(), remarks).ifPresent(found::add);
            }
            if (found.stream().map(Found::patient).distinct().count() < 2)
                throw FormatException.unexpected(project.file().name(), "", "corrected cases of at least two patients, one to learn from and one to judge by",
                        found.isEmpty() ? "none" : "one", "Correct another case first.");
            Split known = Split.read(start.folder());
            String replay = replay(request, start, known);
            if (request.resume() && Files.exists(request.out().resolve(Split.FILE))) known = Split.read(request.out());
            Split split = known.with(found.stream().map(one -> new Split.Member(one.about().id(), one.about().fingerprint(), one.patient(), false)).toList(), replay);
            List<TrainingCase> learning = new ArrayList<>(), judging = new ArrayList<>();
            old(start, found, split, replay, learning, judging, remarks, progress.part(0.5, 1));
            return new Plan(start, found, split, learning, judging, remarks);
        } finally {
            disk.run("Closing the project", _ -> {
                projects.release(project);
                return project;
            });
        }
    }

    private static Path lesson(Request request) {
        return request.out().resolve("lesson");
    }

    /// What the request says, or the project, or the newest proposal in it.
    private String model(Request request, Project project, List<CaseFile> all) throws Exception {
        if (!request.model().isEmpty()) return request.model();
        if (!project.file().model().isEmpty()) return project.file().model();
        Optional<CaseStore.ProposalNote> newest = Optional.empty();
        String id = "";
        for (CaseFile one : all) {
            CaseStore store = project.caseStore(one);
            for (int number : disk.run("Looking for proposals", _ -> store.proposalNumbers())) {
                CaseStore.ProposalNote note = disk.run("Reading a proposal", _ -> store.noteOf(number));
                if (newest.isPresent() && !note.made().isAfter(newest.get().made())) continue;
                newest = Optional.of(note);
                id = disk.run("Reading a proposal", progress -> store.readProposal(number, progress)).modelId();
            }
        }
        if (id.isEmpty()) throw FormatException.unexpected(project.file().name(), "", "a proposal of a model, to know which one to train",
                "none", "Choose a model (--model), or let one propose first.");
        return id;
    }

    private Optional<Found> found(Project project, CaseFile about, LabelTable model, List<String> remarks) throws Exception {
        CaseStore store = project.caseStore(about);
        List<Labels> layers = disk.run("Reading labels", progress -> {
            List<Labels> read = new ArrayList<>();
            for (CaseLayer layer : project.layers(about)) read.add(Recovery.recover(layer.folder(), about.geometry(), progress).labels().snapshot());
            return read;
        });
        Labels labels = FlatLabels.of(layers).labels();
        if (labels.counts().isEmpty()) {
            remarks.add(about.id() + ": it has no labels yet and is left out.");
            return Optional.empty();
        }
        Optional<Proposal> proposal = disk.run("Reading a proposal", progress -> corrected(store, progress));
        Correction correction = Correction.of(labels, project.file().table(), proposal, model);
        if (!correction.strange().isEmpty()) remarks.add(about.id() + ": the model does not know " + String.join(", ", correction.strange()) + ", so these voxels count as nothing.");
        if (correction.labels().counts().isEmpty()) {
            remarks.add(about.id() + ": it holds no label that the model knows, and is left out.");
            return Optional.empty();
        }
        try {
            ScanReader.Scan scan = ScanReader.read(about.source(), Progress.NONE);
            if (!scan.fingerprint().equals(about.fingerprint())) {
                remarks.add(about.id() + ": its scan has other voxels than those that were labelled, so it is left out.");
                return Optional.empty();
            }
            return Optional.of(new Found(about, correction, scan.patient().isEmpty() ? about.fingerprint() : scan.patient()));
        } catch (FormatException e) {
            remarks.add(about.id() + ": left out. " + e.getMessage());
            return Optional.empty();
        }
    }

    /// The proposal that the labels began with: the newest that was accepted, else the newest.
    private static Optional<Proposal> corrected(CaseStore store, Progress progress) throws IOException, FormatException {
        List<Integer> numbers = store.proposalNumbers();
        if (numbers.isEmpty()) return Optional.empty();
        int chosen = numbers.getLast();
        for (int number : numbers) if (store.answer(number).equals("accepted")) chosen = number;
        return Optional.of(store.readProposal(chosen, progress));
    }

    // ---- old data

    private static String replay(Request request, Model start, Split known) {
        if (!request.replay().isEmpty()) return request.replay();
        if (!known.replay().isEmpty()) return known.replay();
        Matcher data = DATA.matcher(start.card().training().command());
        return data.find() ? Optional.ofNullable(data.group(1)).orElse(data.group(2)) : "";
    }

    private static void old(Model start, List<Found> found, Split split, String replay, List<TrainingCase> learning, List<TrainingCase> judging, List<String> remarks, Progress progress)
            throws IOException, FormatException {
        List<TrainingCase> all;
        if (replay.matches("phantom:\\d{1,6}")) {
            all = PhantomCases.set(Integer.parseInt(replay.substring("phantom:".length()))).cases();
        } else if (!replay.isEmpty() && Files.isDirectory(Path.of(replay))) {
            TrainingFolder folder = TrainingFolder.read(Path.of(replay), Optional.empty(), progress);
            Set<String> scans = new HashSet<>(found.stream().map(one -> one.about().fingerprint()).toList());
            all = folder.set().cases().stream().filter(one -> !scans.contains(folder.scans().get(one.id()))).toList();
            remarks.addAll(folder.problems());
        } else {
            remarks.add("What " + start.card().id() + " learnt from is not at hand, so it may forget. Say where it is (--replay) to have it learnt again.");
            return;
        }
        Set<String> judged = Set.copyOf(start.card().data().validationCases()), learnt = Set.copyOf(start.card().data().trainingCases());
        List<TrainingCase> judges = all.stream().filter(one -> judged.contains(one.id())).toList();
        List<TrainingCase> learners = all.stream().filter(one -> learnt.contains(one.id())).toList();
        if (learners.isEmpty()) { // the card knows none of them: the last fifth judges, as in any training
            int cut = all.size() - all.size() / 5;
            learners = all.subList(0, cut);
            judges = all.subList(cut, all.size());
        }
        long teachers = found.stream().filter(one -> !split.judges(one.about().fingerprint())).count();
        learning.addAll(spread(learners, (int) Math.clamp(REPLAYED_A_CASE * teachers, REPLAYED_LEAST, REPLAYED_MOST)));
        judging.addAll(spread(judges, REPLAYED_JUDGES));
    }

    /// `count` of them, evenly from first to last.
    private static List<TrainingCase> spread(List<TrainingCase> all, int count) {
        if (all.size() <= count) return all.stream().<TrainingCase>map(Old::new).toList();
        List<TrainingCase> some = new ArrayList<>();
        for (int i = 0; i < count; i++) some.add(new Old(all.get((int) ((long) i * all.size() / count))));
        return some;
    }

    /// An old case, under a name that no case of a project has.
    private record Old(TrainingCase of) implements TrainingCase {
        @Override
        public String id() {
            return of.id().matches("case-\\d+") ? "old-" + of.id() : of.id();
        }

        @Override
        public String patient() {
            return "old " + of.patient();
        }

        @Override
        public Content load() throws IOException {
            return of.load();
        }
    }

    /// A corrected case as it was frozen.
    private record Frozen(CaseFile about, String patient, Path folder) implements TrainingCase {
        static Path file(Path folder, String id, String what) {
            return folder.resolve(id + "." + what + ".nii.gz");
        }

        @Override
        public String id() {
            return about.id();
        }

        @Override
        public Content load() throws IOException {
            try {
                Volume volume = ScanReader.read(about.source(), Progress.NONE).volume();
                return new Content(volume, read("labels", volume), Optional.of(read("attention", volume)));
            } catch (FormatException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private Labels read(String what, Volume volume) throws IOException, FormatException {
            return Formats.open(file(folder, id(), what), Progress.NONE).labels(Progress.NONE).on(volume.geometry());
        }

        void freeze(Correction correction, boolean again) throws IOException, FormatException {
            if (!again && Files.exists(file(folder, id(), "labels")) && Files.exists(file(folder, id(), "attention"))) return;
            Files.createDirectories(folder);
            WriteImage.file(file(folder, id(), "labels"), StoredImage.of(correction.labels(), LabelTable.EMPTY), WriteImage.Check.NONE, Progress.NONE);
            WriteImage.file(file(folder, id(), "attention"), StoredImage.of(correction.attention(), LabelTable.EMPTY), WriteImage.Check.NONE, Progress.NONE);
        }
    }

    // ---- learning and judging

    private Tuned tune(Request request, TrainingWatch watch, Progress progress) throws Exception {
        Plan plan = plan(request, progress.part(0, 0.05));
        ModelCard from = plan.start().card();
        if (Files.exists(request.out()) && Files.exists(plan.start().folder()) && Files.isSameFile(request.out(), plan.start().folder()))
            throw new ModelException("the new model needs a folder of its own, for the old one is kept. Choose another folder than " + request.out() + ".");
        List<TrainingCase> learning = new ArrayList<>(), judging = new ArrayList<>();
        for (Found one : plan.found()) {
            Frozen frozen = new Frozen(one.about(), one.patient(), lesson(request));
            frozen.freeze(one.correction(), !request.resume());
            (plan.split().judges(one.about().fingerprint()) ? judging : learning).add(frozen);
        }
        int corrected = judging.size();
        learning.addAll(plan.oldLearning());
        judging.addAll(plan.oldJudging());
        plan.split().write(request.out());
        List<TrainingCase> all = new ArrayList<>(learning);
        all.addAll(judging);
        TrainingSet set = new TrainingSet(from.data().name() + ", corrected", from.data().reference(), from.data().licence(), from.modality(), from.labels(), all);
        TrainingPlan training = TrainingPlan.of(set, request.out()).withStartFrom(plan.start()).withArchitecture(from.architecture()).withEpochs(request.epochs())
                .withMinutes(request.minutes()).withSeed(request.seed()).withResume(request.resume()).withValidation(judging.stream().map(TrainingCase::id).toList())
                .withCommand(request.command());
        training = training.withName(training.id(), from.name() + ", corrected");
        if (request.rate() > 0) training = training.withMethod(training.method().withLearningRate(request.rate()));
        if (request.besideWindow()) Devices.shareWithWindow();
        else Devices.takeAllCores();
        TrainingLoop.run(training, watch, progress.part(0.05, 0.93));
        Model made = Models.read(request.out());
        ReportCard card = judge(plan.start(), made, judging, corrected, progress.part(0.93, 1));
        byte[] page = new ReportCardPage(card, plan.remarks()).html().getBytes(StandardCharsets.UTF_8);
        Path report = request.out().resolve(ReportCardPage.FILE);
        AtomicFile.write(report, out -> out.write(page));
        return new Tuned(ModelShelf.entry(from, plan.start().folder()), ModelShelf.entry(made.card(), made.folder()), card, report, plan.remarks());
    }

    /// Both models on each case's own grid, as a user meets them.
    ///
    /// @param corrected how many of the cases, from the first, are the project's
    private static ReportCard judge(Model before, Model after, List<TrainingCase> cases, int corrected, Progress progress) throws ModelException, IOException {
        List<ReportCard.Row> rows = new ArrayList<>();
        ProposeOptions options = ProposeOptions.DEFAULT.withAnyScan(true);
        try (Proposer old = Proposer.open(before); Proposer young = Proposer.open(after)) {
            for (int i = 0; i < cases.size(); i++) {
                progress.at((double) i / cases.size(), "judging case " + (i + 1) + " of " + cases.size());
                TrainingCase.Content content = cases.get(i).load();
                Labels truth = content.counted(content.labels());
                Labels first = content.counted(old.propose(content.volume(), options, Progress.NONE).labels());
                Labels second = content.counted(young.propose(content.volume(), options, Progress.NONE).labels());
                rows.add(ReportCard.Row.of(cases.get(i).id(), cases.get(i).id(), i < corrected, truth, first, second));
            }
        }
        return ReportCard.of(before.card().id(), after.card().id(), before.card().labels(), rows);
    }
}
