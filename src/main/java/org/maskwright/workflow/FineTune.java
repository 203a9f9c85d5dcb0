package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.learn.TrainingSet;
import org.maskwright.store.Project;
import org.maskwright.workflow.finetune.ReportCard;
import org.maskwright.workflow.finetune.ReportCardPage;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.OnlookerWatch;
import org.maskwright.workflow.training.RunNote;

/// Makes a model better by a project's corrected cases, and judges it beside the one that it came from.
///
/// What it learns from is frozen when the run begins, so that it can go on exactly after a stop while the cases change:
/// ```
/// lesson/case-001.labels.nii.gz      the labels, in the model's values
/// lesson/case-001.attention.nii.gz   where they were changed, where nobody knows
/// split.json                         who learns and who judges, for this model and all that come from it
/// checkpoint, curves                 as of any training
/// run.json                           what was asked for, and how it stands
/// card.json, weights.safetensors     the new model, better or not
/// report.html                        both models on every judging case
/// ```
public final class FineTune {
    /// Epochs where nobody said how many.
    private static final int EPOCHS = 60;
    private static final double MINUTES = 20;

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
    /// @param command as the user typed it, for the card
    public record Request(Path project, String model, String replay, Path out, double minutes, int epochs, double rate, long seed, boolean resume, String command) {
        public static Request of(Path project, Path out) {
            return new Request(project, "", "", out, MINUTES, EPOCHS, 0, 1, false, "");
        }

        /// The rest of a run that was begun.
        public static Request of(RunNote note) {
            return of(Path.of(note.source()), note.out()).withModel(note.model()).withReplay(note.replay()).withLength(note.minutes(), note.epochs()).withRate(note.rate())
                    .withSeed(note.seed()).withResume(true);
        }

        private RunNote note(String startingModel) {
            return new RunNote(out, RunNote.Kind.FINE_TUNE, RunNote.State.UNDER_WAY, project.toAbsolutePath().toString(), startingModel, replay, "", epochs, minutes, rate, seed);
        }

        public Request withModel(String other) {
            return new Request(project, other, replay, out, minutes, epochs, rate, seed, resume, command);
        }

        public Request withReplay(String other) {
            return new Request(project, model, other, out, minutes, epochs, rate, seed, resume, command);
        }

        public Request withLength(double otherMinutes, int otherEpochs) {
            return new Request(project, model, replay, out, otherMinutes, otherEpochs, rate, seed, resume, command);
        }

        public Request withRate(double other) {
            return new Request(project, model, replay, out, minutes, epochs, other, seed, resume, command);
        }

        public Request withSeed(long other) {
            return new Request(project, model, replay, out, minutes, epochs, rate, other, resume, command);
        }

        public Request withResume(boolean other) {
            return new Request(project, model, replay, out, minutes, epochs, rate, seed, other, command);
        }

        public Request withCommand(String other) {
            return new Request(project, model, replay, out, minutes, epochs, rate, seed, resume, other);
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
    /// @param minutes that people worked on it; nothing if that is not known
    public record Taught(String caseId, String title, long changed, boolean drawn, boolean judges, OptionalDouble minutes) {}

    /// What came of it.
    ///
    /// @param after the new model, in its own folder, better or not
    /// @param report the page
    /// @param remarks whole sentences on what was left out, and what the run had to make do with
    /// @param reasons why the settings are as they are, a sentence each
    public record Tuned(ModelShelf.Entry before, ModelShelf.Entry after, ReportCard card, Path report, List<String> remarks, List<String> reasons) {
        public Tuned {
            remarks = List.copyOf(remarks);
            reasons = List.copyOf(reasons);
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
    private final OpenProjects projects;
    private final ModelShelf models;
    private final LessonPlanner planner;
    private final TrainingTurn turn;

    FineTune(JobRunner jobs, OpenProjects projects, ModelShelf models, TrainingTurn turn) {
        this.jobs = jobs;
        this.projects = projects;
        this.models = models;
        this.planner = new LessonPlanner(new DiskLane(jobs), projects, models);
        this.turn = turn;
    }

    /// Finds out what a run would learn from, and writes nothing.
    public Job<Lesson> look(Request request) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking at the corrected cases", progress -> planner.of(request, progress).lesson());
    }

    /// As [#run(Request, Onlooker)], with nobody looking on.
    public Job<Tuned> run(Request request) {
        return run(request, Onlooker.NONE);
    }

    /// Learns and judges, in the background. Stopped, it can be resumed; other work for the engine passes between two steps.
    ///
    /// The job fails with a sentence if fewer than two patients are corrected, the model is not at hand, or another run is under way.
    ///
    /// @param onlooker told after every epoch, on the run's thread
    public Job<Tuned> run(Request request, Onlooker onlooker) {
        return turn.submit("Training " + FormatException.name(request.out()), progress -> tune(request, onlooker, progress));
    }

    /// Learns beside the window as a note says: from its first step, or from where it was stopped.
    ///
    /// @param note of a [RunNote.Kind#FINE_TUNE]
    public Job<Tuned> run(RunNote note, Onlooker onlooker) {
        return turn.submit("Training " + FormatException.name(note.out()), progress -> {
            boolean begun = RunNote.isIn(note.out());
            RunNote known = begun ? RunNote.read(note.out()) : note; // the one on the disk names the model that it began with
            return tune(Request.of(known).withResume(begun).withCommand(known.command()), onlooker, progress);
        });
    }

    /// Makes a model the one that the project uses.
    public Job<ModelShelf.Entry> use(Path folder, ModelShelf.Entry model) {
        return jobs.submit(JobRunner.Lane.DISK, "Choosing " + model.id(), _ -> {
            Project project = projects.acquire(folder);
            try {
                project.write(project.file().withModel(models.nameOf(model)));
            } finally {
                projects.release(project);
            }
            return model;
        });
    }

    // ---- learning and judging

    private Tuned tune(Request request, Onlooker onlooker, Progress progress) throws Exception {
        Train.requirePlace(request.out(), request.resume());
        LessonPlan plan = planner.of(request, progress.part(0, 0.05));
        ModelCard from = plan.start().card();
        if (Files.exists(request.out()) && Files.exists(plan.start().folder()) && Files.isSameFile(request.out(), plan.start().folder()))
            throw new ModelException("the new model needs a folder of its own, for the old one is kept. Choose another folder than " + request.out() + ".");
        List<TrainingCase> learning = new ArrayList<>(), judging = new ArrayList<>();
        for (LessonPlan.Found one : plan.found()) {
            FrozenCase frozen = new FrozenCase(one.about(), one.patient(), FrozenCase.folder(request.out()));
            frozen.freeze(one.correction(), !request.resume());
            (plan.split().judges(one.about().fingerprint()) ? judging : learning).add(frozen);
        }
        int corrected = judging.size();
        learning.addAll(plan.oldLearning());
        judging.addAll(plan.oldJudging());
        plan.split().write(request.out());
        RunNote note = request.note(models.nameOf(ModelShelf.entry(from, plan.start().folder())));
        note.write();
        List<TrainingCase> all = new ArrayList<>(learning);
        all.addAll(judging);
        TrainingSet set = new TrainingSet(from.data().name() + ", corrected", from.data().reference(), from.data().licence(), from.modality(), from.labels(), all);
        TrainingPlan training = TrainingPlan.of(set, request.out()).withStartFrom(plan.start()).withArchitecture(from.architecture()).withEpochs(request.epochs())
                .withMinutes(request.minutes()).withSeed(request.seed()).withResume(request.resume()).withValidation(judging.stream().map(TrainingCase::id).toList())
                .withCommand(request.command());
        training = training.withName(training.id(), from.name() + ", corrected");
        if (request.rate() > 0) training = training.withMethod(training.method().withLearningRate(request.rate()));
        var watch = new OnlookerWatch(onlooker, from.labels());
        TrainingLoop.run(training, watch, progress.part(0.05, 0.93));
        List<String> remarks = new ArrayList<>(plan.remarks());
        remarks.addAll(watch.notes());
        Model made = Models.read(request.out());
        ReportCard card = judge(plan, made, judging, corrected, progress.part(0.93, 1));
        List<String> reasons = made.card().training().reasons();
        byte[] page = new ReportCardPage(card, remarks, reasons).html().getBytes(StandardCharsets.UTF_8);
        Path report = request.out().resolve(ReportCardPage.FILE);
        AtomicFile.write(report, out -> out.write(page));
        note.withState(card.isWorse() ? RunNote.State.REFUSED : RunNote.State.DONE).write();
        return new Tuned(ModelShelf.entry(from, plan.start().folder()), ModelShelf.entry(made.card(), made.folder()), card, report, remarks, reasons);
    }

    /// Both models on each case's own grid, as a user meets them.
    ///
    /// @param corrected how many of the cases, from the first, are the project's
    private static ReportCard judge(LessonPlan plan, Model after, List<TrainingCase> cases, int corrected, Progress progress) throws ModelException, IOException {
        Model before = plan.start();
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
        return ReportCard.of(before.card().id(), after.card().id(), before.card().labels(), rows, plan.time());
    }
}
