package org.maskwright.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.Ensemble;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.learn.uncertainty.UncertaintyMeasures;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;
import org.maskwright.volume.Volume;

/// Has models look again at scans for which they proposed, to tell by another measure how sure they were. What they find is kept beside the proposal, which stays as it is.
public final class LookAgain {
    /// It proposed for this scan already, so it takes it.
    static final ProposeOptions AS_BEFORE = ProposeOptions.DEFAULT.withAnyScan(true).withPostProcessed(false);

    private final JobRunner jobs;
    private final DiskLane disk;
    private final OpenProjects projects;
    private final ModelShelf models;

    LookAgain(JobRunner jobs, DiskLane disk, OpenProjects projects, ModelShelf models) {
        this.jobs = jobs;
        this.disk = disk;
        this.projects = projects;
        this.models = models;
    }

    /// The measures on offer: id and title, see [UncertaintyMeasures].
    public static Map<String, String> measures() {
        Map<String, String> measures = new LinkedHashMap<>();
        for (UncertaintyMeasure measure : UncertaintyMeasures.all()) measures.put(measure.id(), measure.title());
        return measures;
    }

    static UncertaintyMeasure measure(String id) {
        return UncertaintyMeasures.find(id).orElseThrow(() -> new IllegalArgumentException("there is no measure '" + id + "'"));
    }

    /// What came of it.
    ///
    /// @param looked cases that were looked at; those that had been before are not again
    /// @param problems a sentence for each case that could not be
    public record Looked(int looked, List<String> problems) {
        public Looked {
            problems = List.copyOf(problems);
        }
    }

    /// Looks at each case of a project whose newest proposal waits for an answer.
    ///
    /// @param measure an id of [#measures]
    /// @param others ids or folders of models with whom the proposing one may disagree; empty for those at hand of the same labels
    /// @return fails only if no case could be looked at, for the reason of the first
    public Job<Looked> waiting(Path folder, String measure, List<String> others) {
        return jobs.submit(JobRunner.Lane.ENGINE, "Looking again", progress -> {
            Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
            try (Lookers lookers = new Lookers(measure(measure), others, models.list(folder))) {
                return waiting(project, lookers, progress);
            } finally {
                disk.run("Closing the project", _ -> {
                    projects.release(project);
                    return project;
                });
            }
        });
    }

    private Looked waiting(Project project, Lookers lookers, Progress progress) throws Exception {
        List<String> problems = new ArrayList<>();
        List<CaseFile> cases = disk.run("Reading the cases", _ -> project.readCases(problems));
        Optional<ModelException> first = Optional.empty();
        int looked = 0, known = 0;
        for (CaseFile one : cases) {
            progress.at((double) cases.indexOf(one) / cases.size(), one.id());
            CaseStore store = project.caseStore(one);
            try {
                int number = store.proposalNumbers().stream().reduce(0, (_, last) -> last);
                if (number == 0 || !store.answer(number).isEmpty()) continue;
                if (store.uncertainty(number, lookers.measure.id()).isPresent()) {
                    known++;
                    continue;
                }
                UncertaintyMap map = lookers.look(ScanReader.read(one.source(), Progress.NONE).volume(), store.readProposal(number, Progress.NONE), progress);
                disk.run("Keeping how sure it is", _ -> {
                    store.addUncertainty(number, map);
                    return map;
                });
                looked++;
            } catch (FormatException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (ModelException e) {
                if (first.isEmpty()) first = Optional.of(e);
                problems.add(one.id() + ": " + e.getMessage());
            }
        }
        if (looked + known == 0 && first.isPresent()) throw first.get();
        return new Looked(looked, problems);
    }

    /// Looks at the open case's newest proposal, so that it shows how sure the model was by this measure.
    ///
    /// @return its proposal with the other map; fails if there is no proposal
    public Job<CaseSession.Numbered> look(CaseSession session, String measure) {
        CaseSession.Numbered newest = session.proposal().orElseThrow(() -> new IllegalArgumentException("there is no proposal to look at"));
        Volume volume = session.volume();
        return jobs.<CaseSession.Numbered>submit(JobRunner.Lane.ENGINE, "Looking again", progress -> {
            Optional<UncertaintyMap> known = session.uncertainty(newest, measure);
            if (known.isPresent()) return newest.with(known.get());
            try (Lookers lookers = new Lookers(measure(measure), List.of(), models.list(session.projectFolder()))) {
                UncertaintyMap map = lookers.look(volume, newest.proposal(), progress);
                session.keepUncertainty(newest, map);
                return newest.with(map);
            }
        }).onDone(session::showUncertainty);
    }

    /// The model that made a proposal, or those that made it together.
    ///
    /// @throws ModelException if they are no longer at hand
    static List<ModelShelf.Entry> whoProposed(Proposal proposal, List<ModelShelf.Entry> shelf) throws ModelException {
        Optional<ModelShelf.Entry> one = shelf.stream().filter(entry -> entry.sha256().equals(proposal.modelSha256())).findFirst();
        if (one.isPresent()) return List.of(one.get());
        List<ModelShelf.Entry> together = new ArrayList<>();
        for (String id : proposal.modelId().split("\\+", -1)) shelf.stream().filter(entry -> entry.id().equals(id)).findFirst().ifPresent(together::add);
        if (together.size() > 1 && Ensemble.sha256(together.stream().map(ModelShelf.Entry::sha256).toList()).equals(proposal.modelSha256())) return together;
        throw new ModelException("model '" + proposal.modelId() + "', which proposed, is no longer at hand. Propose anew, and what it finds will be told with it.");
    }

    /// The models that proposed, opened as they are met.
    private final class Lookers implements AutoCloseable {
        private final UncertaintyMeasure measure;
        private final List<String> others;
        private final List<ModelShelf.Entry> shelf;
        private final Map<String, Looker> open = new HashMap<>();
        private final List<Runnable> closing = new ArrayList<>();

        Lookers(UncertaintyMeasure measure, List<String> others, ModelShelf.Listing shelf) {
            this.measure = measure;
            this.others = others;
            this.shelf = shelf.models();
        }

        UncertaintyMap look(Volume volume, Proposal proposal, Progress progress) throws ModelException {
            Looker looker = open.get(proposal.modelSha256());
            if (looker == null) {
                looker = open(proposal);
                open.put(proposal.modelSha256(), looker);
            }
            return looker.look(volume, (_, what) -> progress.at(0, what)).uncertainty().orElseThrow();
        }

        private Looker open(Proposal proposal) throws ModelException {
            List<ModelShelf.Entry> those = whoProposed(proposal, shelf);
            if (those.size() == 1) return alone(those.getFirst());
            List<Model> together = new ArrayList<>();
            for (ModelShelf.Entry one : those) together.add(models.get(models.nameOf(one)));
            Ensemble ensemble = Ensemble.open(together);
            closing.add(ensemble::close);
            return (volume, progress) -> ensemble.propose(volume, AS_BEFORE, measure, progress).proposal();
        }

        private Looker alone(ModelShelf.Entry entry) throws ModelException {
            Proposer proposer = opened(models.nameOf(entry));
            List<Proposer> rivals = new ArrayList<>();
            if (measure.isOfSeveralModels()) for (String rival : rivals(entry)) rivals.add(opened(rival));
            return (volume, progress) -> proposer.propose(volume, AS_BEFORE, measure, rivals, progress);
        }

        private Proposer opened(String name) throws ModelException {
            Proposer proposer = Proposer.open(models.get(name));
            closing.add(proposer::close);
            return proposer;
        }

        /// Programs from elsewhere are asked only by name.
        private Set<String> rivals(ModelShelf.Entry leader) {
            if (!others.isEmpty()) return new LinkedHashSet<>(others);
            Set<String> names = new LinkedHashSet<>();
            for (ModelShelf.Entry entry : shelf) if (entry.origin().isEmpty() && entry.obstacleWith(leader).isEmpty()) names.add(models.nameOf(entry));
            return names;
        }

        @Override
        public void close() {
            closing.forEach(Runnable::run);
        }
    }

    @FunctionalInterface
    private interface Looker {
        Proposal look(Volume volume, Progress progress) throws ModelException;
    }
}
