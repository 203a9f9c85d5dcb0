package org.maskwright.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.fx.project.AddModelSheet;
import org.maskwright.fx.project.ImagesSheet;
import org.maskwright.fx.project.ModelChoice;
import org.maskwright.fx.project.ModelSheet;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.slice.HeatShown;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.JobState;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.Likelihood;
import org.maskwright.workflow.LookAgain;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Propose;
import org.maskwright.workflow.Workbench;

/// Working with a model: choosing it, asking it, and answering what it proposes.
final class Proposing {
    private static final String MODEL = "model.", TOGETHER = "together.";

    private final MainWindow window;
    private final Workbench bench;
    private final Places places;
    private final Memory memory;
    private final Deeds deeds;
    private final Supplier<String> lastExport;
    private Propose.Options options = Propose.Options.DEFAULT;
    private @Nullable Job<?> proposing;

    /// @param lastExport the folder exported last, which a model can be trained from
    Proposing(MainWindow window, Workbench bench, Places places, Memory memory, Deeds deeds, Supplier<String> lastExport) {
        this.window = window;
        this.bench = bench;
        this.places = places;
        this.memory = memory;
        this.deeds = deeds;
        this.lastExport = lastExport;
    }

    /// The models at hand, those of the open case's project among them.
    private ModelShelf.Listing listing() {
        return window.openCase().map(m -> bench.models().list(m.session().projectFolder())).orElseGet(() -> bench.models().list());
    }

    /// The model that the project chose, or the one chosen for scans of this kind, or the first that suits; with those that it was last asked together with.
    private Optional<ModelChoice> suited() {
        String modality = modality();
        String ofProject = window.openCase().map(m -> m.session().projectModel()).orElse("");
        List<ModelShelf.Entry> fit = listing().models().stream().filter(e -> ModelChoice.fits(e, modality)).toList();
        String chosen = memory.recall(MODEL + modality).orElse("");
        return fit.stream().filter(e -> e.isNamed(ofProject)).findFirst().or(() -> fit.stream().filter(e -> e.id().equals(chosen)).findFirst()).or(() -> fit.stream().findFirst())
                .map(leader -> ModelChoice.of(leader).with(fit, memory.recall(TOGETHER + leader.sha256()).orElse("")));
    }

    private String modality() {
        return window.openCase().map(m -> m.volume().info().modality()).orElse("");
    }

    boolean hasModel() {
        return suited().isPresent();
    }

    /// Stops a proposal under way, for another case is being opened.
    void abandon() {
        if (proposing != null) proposing.cancel();
        proposing = null;
    }

    void propose() {
        if (window.openCase().isEmpty() || proposing != null) return;
        Optional<ModelChoice> choice = suited();
        if (choice.isEmpty()) {
            chooseModel();
            return;
        }
        propose(window.openCase().get(), choice.get());
    }

    private void propose(CaseModel asked, ModelChoice choice) {
        if (choice.leader().images().size() > 1) askForImages(asked, choice.leader());
        else watchProposal(asked, bench.propose().propose(asked.session(), choice.members(), options));
    }

    private void askForImages(CaseModel asked, ModelShelf.Entry model) {
        ImagesSheet sheet = new ImagesSheet(model, places, images -> {
            window.sheets().close();
            if (proposing == null && window.openCase().equals(Optional.of(asked))) watchProposal(asked, bench.propose().propose(asked.session(), model, images, options));
        });
        window.sheets().lay("images-sheet", "The images of this case", sheet, 680, sheet.button());
    }

    private void watchProposal(CaseModel asked, Job<CaseSession.Numbered> job) {
        Optional<Integer> heat = asked.slices().heatShown().get() instanceof HeatShown.Likely(int label, _, _) ? Optional.of(label) : Optional.empty();
        watch(asked, job, () -> heat.filter(label -> isKnown(asked, label)).ifPresent(label -> showLikely(asked, label)));
        job.onState(state -> {
            if (!(state instanceof JobState.Waiting || state instanceof JobState.Running)) asked.slices().proposalShown().set(true);
        });
    }

    /// @param done what follows when it has come to its end
    private void watch(CaseModel asked, Job<CaseSession.Numbered> job, Runnable done) {
        proposing = job;
        window.status().jobs().watch(job);
        job.onState(state -> {
            switch (state) {
                case JobState.Waiting<CaseSession.Numbered> _ -> asked.proposal().set(new ProposalState.Computing(Double.NaN, job.name()));
                case JobState.Running<CaseSession.Numbered>(double fraction, String what) -> asked.proposal().set(new ProposalState.Computing(fraction, what));
                case JobState.Done<CaseSession.Numbered> _ -> {
                    endProposing(job, asked);
                    done.run();
                }
                case JobState.Cancelled<CaseSession.Numbered> _ -> endProposing(job, asked);
                case JobState.Failed<CaseSession.Numbered>(Throwable cause) -> {
                    endProposing(job, asked);
                    deeds.fail(cause);
                }
            }
        });
    }

    /// Shows how sure the model was of the newest proposal by another measure, and has later proposals tell it by that.
    void lookAgain(String measure) {
        options = options.withMeasure(measure);
        window.openCase().ifPresent(m -> {
            String title = Objects.requireNonNull(LookAgain.measures().get(measure));
            if (m.session().proposal().isEmpty()) {
                window.planes().say("From the next proposal on: " + title + ".");
                return;
            }
            Job<CaseSession.Numbered> job = bench.lookAgain().look(m.session(), measure);
            window.status().jobs().watch(job);
            job.onFailed(deeds::fail).onDone(_ -> {
                m.slices().heatShown().set(HeatShown.UNCERTAINTY);
                window.planes().say(title + ".");
            });
        });
    }

    private void endProposing(Job<?> job, CaseModel asked) {
        if (proposing == job) proposing = null;
        asked.forgetComputing();
        showReady();
    }

    void stop() {
        if (proposing != null) proposing.cancel();
    }

    void acceptAll() {
        window.openCase().ifPresent(m -> {
            m.tools().cancel();
            if (m.session().proposal().isEmpty()) window.planes().say("There is no proposal yet: press Propose.");
            else if (bench.acceptProposal().whole(m.session()).isEmpty()) window.planes().say("Your labels are as proposed already.");
            if (m.session().proposal().isPresent()) m.slices().proposalShown().set(false);
        });
    }

    void accept(int label) {
        window.openCase().ifPresent(m -> {
            m.tools().cancel();
            if (bench.acceptProposal().label(m.session(), label).isEmpty()) window.planes().say(m.session().table().name(label) + " is as proposed already.");
        });
    }

    void reject() {
        window.openCase().ifPresent(m -> {
            bench.acceptProposal().reject(m.session());
            m.slices().proposalShown().set(false);
        });
    }

    /// Lays over the picture how likely a label was to the model; taken away again if it lies there. Of a proposal of before the case was opened
    /// that is no longer known: then the model looks again.
    void showLikely(int label) {
        window.openCase().ifPresent(m -> {
            if (m.slices().heatShown().get() instanceof HeatShown.Likely(int shown, _, _) && shown == label) m.slices().heatShown().set(HeatShown.NOTHING);
            else if (isKnown(m, label)) showLikely(m, label);
            else if (m.session().proposal().isEmpty()) window.planes().say("How likely " + m.session().table().name(label) + " is, is not known: press Propose.");
            else if (m.session().likelihood().isPresent()) window.planes().say(m.session().table().name(label) + " is no label of the model that proposed.");
            else if (proposing == null) watch(m, bench.propose().lookForLikelihood(m.session()), () -> {
                if (isKnown(m, label)) showLikely(m, label);
            });
        });
    }

    private static boolean isKnown(CaseModel asked, int label) {
        return asked.session().likelihood().map(known -> known.labels().find(label).isPresent()).orElse(false);
    }

    private void showLikely(CaseModel asked, int label) {
        Likelihood known = asked.session().likelihood().orElseThrow();
        bench.jobs().submit(JobRunner.Lane.COMPUTE, "Colouring how likely " + known.labels().name(label) + " is", _ -> known.map(label)).onDone(map -> {
            if (asked.session().likelihood().equals(Optional.of(known))) asked.slices().heatShown().set(new HeatShown.Likely(label, known.labels().name(label), map));
        }).onFailed(deeds::fail);
    }

    void saveLikelihood() {
        window.openCase().filter(m -> m.session().likelihood().isPresent()).ifPresent(m -> places.folder("Save how likely each label is", Optional.empty()).ifPresent(folder -> {
            Job<List<Path>> job = bench.exportProbabilities().export(m.session(), folder);
            window.status().jobs().watch(job);
            job.onDone(files -> window.banner().tell("How likely each label is lies in " + folder + ": " + String.join(", ", files.stream().map(file -> String.valueOf(file.getFileName())).toList()) + "."))
                    .onFailed(deeds::fail);
        }));
    }

    void chooseModel() {
        String modality = modality();
        ModelSheet sheet = new ModelSheet(listing(), modality, suited(), options, window.openCase().isPresent(), trainCommand(), new ModelSheet.Deeds() {
            @Override
            public void ask(ModelChoice choice) {
                if (ModelChoice.fits(choice.leader(), modality)) keep(choice, modality);
                window.sheets().close();
                if (proposing == null) window.openCase().ifPresent(m -> propose(m, choice)); // one made for another modality is refused, with the reason
            }

            @Override
            public void set(Propose.Options wanted) {
                options = wanted;
            }

            @Override
            public void teach() {
                deeds.teach();
            }

            @Override
            public void add() {
                addModel();
            }
        });
        window.sheets().lay("model-sheet", "Models", sheet, 620, sheet.foot());
    }

    /// Takes a network from elsewhere among the models.
    private void addModel() {
        AddModelSheet sheet = new AddModelSheet(bench.addModel(), places, entry -> {
            window.sheets().close();
            window.planes().say(entry.name() + " stands among your models.");
            chooseModel();
        });
        window.sheets().lay("add-model-sheet", "Add a model", sheet, 680, sheet.button());
    }

    /// Remembers a choice: in the project if that has chosen before, else for all scans of the kind.
    private void keep(ModelChoice choice, String modality) {
        ModelShelf.Entry entry = choice.leader();
        memory.keep(TOGETHER + entry.sha256(), choice.company());
        Optional<CaseSession> session = window.openCase().map(CaseModel::session);
        boolean ofProject = session.isPresent() && !(session.get().projectModel().isEmpty() && bench.models().list().models().contains(entry));
        if (ofProject) bench.fineTune().use(session.get().projectFolder(), entry).onFailed(deeds::fail);
        else memory.keep(MODEL + modality, entry.id());
    }

    private String trainCommand() {
        return "maskwright train --data " + quoted(lastExport.get()) + " --out " + quoted(bench.models().places().getLast().resolve("my-model").toString());
    }

    private static String quoted(String path) {
        return path.contains(" ") ? '"' + path + '"' : path;
    }

    void showReady() {
        boolean computing = window.openCase().map(m -> m.proposal().get() instanceof ProposalState.Computing).orElse(false);
        window.topBar().setReady(window.openCase().isPresent(), window.openCase().isPresent() && !computing);
    }
}
