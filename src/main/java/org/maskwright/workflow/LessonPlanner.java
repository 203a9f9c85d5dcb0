package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.Model;
import org.maskwright.learn.PhantomCases;
import org.maskwright.learn.TrainingCase;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;
import org.maskwright.store.Recovery;
import org.maskwright.workflow.finetune.Correction;
import org.maskwright.workflow.finetune.Split;

/// Finds out what a model can learn from a project, and what it must not forget.
///
/// @param projects open now
record LessonPlanner(DiskLane disk, OpenProjects projects, ModelShelf models) {
    /// For each corrected case that is learnt from, so many old ones are learnt again, within these bounds.
    private static final int REPLAYED_A_CASE = 3, REPLAYED_LEAST = 6, REPLAYED_MOST = 40, REPLAYED_JUDGES = 8;
    private static final Pattern DATA = Pattern.compile("--data (?:\"([^\"]*)\"|(\\S+))");

    LessonPlan of(FineTune.Request request, Progress progress) throws Exception {
        List<String> remarks = new ArrayList<>();
        Project project = disk.run("Opening the project", _ -> projects.acquire(request.project()));
        try {
            List<CaseFile> all = disk.run("Reading the cases", _ -> project.readCases(remarks));
            Model start = models.get(model(request, project, all, remarks));
            start.requireTrainable();
            boolean resumed = request.resume() && Files.isDirectory(FrozenCase.folder(request.out()));
            List<LessonPlan.Found> found = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                progress.at(0.5 * i / all.size(), "looking at " + all.get(i).id());
                if (resumed && !Files.exists(FrozenCase.file(FrozenCase.folder(request.out()), all.get(i).id(), "attention"))) continue;
                found(project, all.get(i), start.card().labels(), remarks).ifPresent(found::add);
            }
            if (found.stream().map(LessonPlan.Found::patient).distinct().count() < 2)
                throw FormatException.unexpected(project.file().name(), "", "corrected cases of at least two patients, one to learn from and one to judge by",
                        found.isEmpty() ? "none" : "one", "Correct another case first.");
            Split known = Split.read(start.folder());
            String replay = replay(request, start, known);
            if (request.resume() && Files.exists(request.out().resolve(Split.FILE))) known = Split.read(request.out());
            Split split = known.with(found.stream().map(one -> new Split.Member(one.about().id(), one.about().fingerprint(), one.patient(), false)).toList(), replay);
            List<TrainingCase> learning = new ArrayList<>(), judging = new ArrayList<>();
            old(start, found, split, replay, learning, judging, remarks, progress.part(0.5, 1));
            return new LessonPlan(start, found, split, learning, judging, remarks);
        } finally {
            disk.run("Closing the project", _ -> {
                projects.release(project);
                return project;
            });
        }
    }

    /// What the request says, or the project, or the newest proposal in it.
    private String model(FineTune.Request request, Project project, List<CaseFile> all, List<String> remarks) throws Exception {
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
                "none", "Let a model propose for one of its cases first, or choose one (on the command line: --model).");
        String together = id;
        if (!id.contains("+") || models.list().models().stream().anyMatch(model -> model.id().equals(together))) return id;
        String leader = id.substring(0, id.indexOf('+'));
        remarks.add("The newest proposal is of several models together, " + id + ": the first of them, " + leader + ", learns.");
        return leader;
    }

    private Optional<LessonPlan.Found> found(Project project, CaseFile about, LabelTable model, List<String> remarks) throws Exception {
        CaseStore store = project.caseStore(about);
        List<Recovery.Recovered> layers = disk.run("Reading labels", progress -> {
            List<Recovery.Recovered> read = new ArrayList<>();
            for (CaseLayer layer : project.layers(about)) read.add(Recovery.recover(layer.folder(), about.geometry(), progress));
            return read;
        });
        Labels labels = FlatLabels.of(layers.stream().map(one -> one.labels().snapshot()).toList()).labels();
        if (labels.counts().isEmpty()) {
            remarks.add(about.id() + ": it has no labels yet and is left out.");
            return Optional.empty();
        }
        if (disk.run("Reading who drew the labels", _ -> isNobodys(project.layers(about), labels))) {
            remarks.add(about.id() + ": its labels are pseudo-labels that nobody changed. It is left out.");
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
            return Optional.of(new LessonPlan.Found(about, correction, scan.patient().isEmpty() ? about.fingerprint() : scan.patient(), minutes(project, about, layers)));
        } catch (FormatException e) {
            remarks.add(about.id() + ": left out. " + e.getMessage());
            return Optional.empty();
        }
    }

    /// What people worked on the case, in minutes; nothing where that is not known, or where labels came from elsewhere: then the work on them
    /// was done elsewhere too.
    private OptionalDouble minutes(Project project, CaseFile about, List<Recovery.Recovered> layers) throws Exception {
        Set<String> kinds = new HashSet<>();
        disk.run("Reading who drew the labels", _ -> {
            for (CaseLayer layer : project.layers(about)) layer.deeds().labels().values().forEach(entry -> kinds.addAll(entry.kinds()));
            return kinds;
        });
        for (Recovery.Recovered layer : layers) layer.history().undoable().forEach(edit -> kinds.add(LabelDeeds.kind(edit.name())));
        if (kinds.contains(LabelDeeds.IMPORT) || kinds.contains(LabelDeeds.UNKNOWN)) return OptionalDouble.empty();
        return WorkClock.onCase(layers.stream().map(Recovery.Recovered::worked).toList()).map(worked -> OptionalDouble.of(worked.toMillis() / 60_000.0)).orElse(OptionalDouble.empty());
    }

    /// Whether every label came from a file of pseudo-labels, and nobody changed any.
    private static boolean isNobodys(List<CaseLayer> layers, Labels labels) throws IOException {
        Set<Integer> human = new HashSet<>(labels.counts().keySet());
        for (CaseLayer layer : layers) layer.deeds().labels().forEach((label, entry) -> entry.pseudo().ifPresent(_ -> human.remove(label)));
        return human.isEmpty();
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

    private static String replay(FineTune.Request request, Model start, Split known) {
        if (!request.replay().isEmpty()) return request.replay();
        if (!known.replay().isEmpty()) return known.replay();
        Matcher data = DATA.matcher(start.card().training().command());
        return data.find() ? Optional.ofNullable(data.group(1)).orElse(data.group(2)) : "";
    }

    private static void old(Model start, List<LessonPlan.Found> found, Split split, String replay, List<TrainingCase> learning, List<TrainingCase> judging, List<String> remarks, Progress progress)
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
            remarks.add("What " + start.card().id() + " learnt from is not at hand, so it may forget. Say where that data is (on the command line: --replay) to have it learnt again.");
            return;
        }
        Set<String> judged = Set.copyOf(start.card().data().validationCases()), learnt = Set.copyOf(start.card().data().trainingCases());
        List<TrainingCase> judges = all.stream().filter(one -> judged.contains(one.id())).toList();
        List<TrainingCase> learners = all.stream().filter(one -> learnt.contains(one.id())).toList();
        if (judges.isEmpty() && !learners.isEmpty()) remarks.add(start.card().id() + " learnt from every old case, so none of them can judge it: whether it forgets is seen on this project's cases alone.");
        if (learners.isEmpty()) { // the card knows none of them: the last fifth judges, as in any training
            int cut = all.size() - all.size() / 5;
            learners = all.subList(0, cut);
            judges = all.subList(cut, all.size());
        }
        long teachers = found.stream().filter(one -> !split.judges(one.about().fingerprint())).count();
        learning.addAll(spread(learners, (int) Math.clamp(REPLAYED_A_CASE * teachers, REPLAYED_LEAST, REPLAYED_MOST)));
        judging.addAll(spread(judges.stream().filter(TrainingCase::judges).toList(), REPLAYED_JUDGES));
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
        public boolean judges() {
            return of.judges();
        }

        @Override
        public Content load() throws IOException {
            return of.load();
        }
    }
}
