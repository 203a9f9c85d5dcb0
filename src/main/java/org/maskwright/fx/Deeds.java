package org.maskwright.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.fx.label.ProposalCard;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.ExportSheet;
import org.maskwright.fx.project.ModelSheet;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.project.ProjectSheet;
import org.maskwright.fx.project.TopBar;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ImportLabels;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.OpenCase;
import org.maskwright.workflow.Projects;
import org.maskwright.workflow.Propose;
import org.maskwright.workflow.Workbench;

/// What the window's buttons and keys do: each asks a verb of the workbench, shows its work, and says what came of it.
final class Deeds implements TopBar.Deeds, ProposalCard.Deeds, WindowKeys.Verbs {
    private static final String MODEL = "model.";

    private final MainWindow window;
    private final Workbench bench;
    private final Places places;
    private final Memory memory;
    private Runnable addLabel = () -> {};
    private String lastExport = "EXPORT-FOLDER";
    private Propose.Options options = Propose.Options.DEFAULT;
    private @Nullable Job<?> opening, proposing;
    private @Nullable CaseSource openSource;

    Deeds(MainWindow window, Workbench bench, Places places, Memory memory) {
        this.window = window;
        this.bench = bench;
        this.places = places;
        this.memory = memory;
    }

    private Optional<CaseModel> open() {
        return window.openCase();
    }

    // ---- opening

    @Override
    public void openFiles() {
        List<Path> chosen = places.files();
        if (!chosen.isEmpty()) open(chosen);
    }

    @Override
    public void openFolder() {
        places.folder("Open a DICOM folder or a project", Optional.empty()).ifPresent(this::open);
    }

    @Override
    public void openBuiltIn() {
        openSource(CaseSource.BUILT_IN);
    }

    @Override
    public void open(Path path) {
        open(List.of(path));
    }

    /// Opens what was given: of a folder with several scans the user chooses one, several paths become a project.
    void open(List<Path> paths) {
        if (paths.size() > 1) {
            newProject(paths);
            return;
        }
        Path path = paths.getFirst();
        stopOpening();
        Job<List<OpenCase.Choice>> look = bench.openCase().look(path);
        watchOpening(look);
        look.onDone(choices -> {
            if (choices.size() == 1) openSource(choices.getFirst().source());
            else choose(choices);
        });
        look.onFailed(this::fail);
    }

    private void choose(List<OpenCase.Choice> choices) {
        VBox rows = new VBox(8);
        for (OpenCase.Choice choice : choices) {
            VBox row = new VBox(2, Texts.plain(choice.title(), "strong"), Texts.muted(choice.detail()));
            row.getStyleClass().add("model-row");
            row.setId("choice-" + (rows.getChildren().size() + 1));
            row.setOnMouseClicked(e -> {
                window.sheets().close();
                openSource(choice.source());
            });
            rows.getChildren().add(row);
        }
        window.sheets().lay("choices", choices.size() + " scans here: which one?", rows, 560);
    }

    /// Several scans that share their labels belong in one folder of the user's own.
    private void newProject(List<Path> scans) {
        ProjectSheet sheet = new ProjectSheet(scans, freeFolder("project"), places, folder -> {
            window.sheets().close();
            Job<Projects.View> making = bench.projects().create(folder, String.valueOf(folder.getFileName()), LabelTable.EMPTY.covering(List.of(1)));
            making.onFailed(this::fail);
            making.onDone(made -> {
                Job<Projects.View> adding = bench.projects().add(folder, scans.stream().<CaseSource>map(CaseSource.Scan::new).toList());
                watchOpening(adding);
                adding.onFailed(this::fail);
                adding.onDone(view -> {
                    if (!view.problems().isEmpty()) window.banner().alarm(String.join("  ", view.problems()), "");
                    if (!view.cases().isEmpty()) openSource(view.cases().getFirst().source());
                });
            });
        });
        window.sheets().lay("project-sheet", "Open " + scans.size() + " scans as one project", sheet, 560, Buttons.soft("Cancel", window.sheets()::close), sheet.button());
    }

    private void openSource(CaseSource source) {
        if (source.equals(openSource)) {
            window.planes().say("This case is open already.");
            return;
        }
        stopOpening();
        Job<CaseSession> job = bench.openCase().open(source);
        watchOpening(job);
        job.onDone(session -> {
            if (opening != job) {
                session.close(); // another was asked for meanwhile
                return;
            }
            opening = null;
            open().ifPresent(old -> old.session().close());
            openSource = source;
            showRecent();
            stopProposing();
            window.show(session);
            showPlaceInProject(session);
            if (source.equals(CaseSource.BUILT_IN) && session.proposal().isEmpty() && suited().isPresent()) propose();
        });
        job.onFailed(this::fail);
    }

    private void watchOpening(Job<?> job) {
        opening = job;
        if (open().isEmpty()) window.waiting().watch(job);
        else window.status().jobs().watch(job);
    }

    private void stopOpening() {
        if (opening != null) opening.cancel();
        opening = null;
    }

    private void stopProposing() {
        if (proposing != null) proposing.cancel();
        proposing = null;
    }

    /// Says what went wrong, in the words of whoever found it.
    void fail(Throwable cause) {
        String sentence = cause.getMessage() == null ? "" : cause.getMessage();
        boolean ours = sentence.isBlank() || cause instanceof RuntimeException || cause instanceof Error;
        if (ours) org.slf4j.LoggerFactory.getLogger(Deeds.class).error("a deed failed", cause);
        String details = ours ? cause + (cause.getStackTrace().length > 0 ? "\n" + cause.getStackTrace()[0] : "") : "";
        window.banner().alarm(ours ? "Something went wrong inside the program; finished strokes are on the disk." : sentence, details);
    }

    void showRecent() {
        bench.openCase().recent().onDone(paths -> {
            window.topBar().showRecent(paths);
            window.waiting().showRecent(paths);
        });
    }

    void showDevice() {
        bench.device().onDone(window.status()::showDevice);
    }

    @Override
    public void importLabels() {
        open().ifPresent(m -> places.files().stream().findFirst().ifPresent(file -> {
            Job<ImportLabels.Fitting> job = bench.importLabels().read(m.session(), file);
            window.status().jobs().watch(job);
            job.onFailed(this::fail);
            job.onDone(map -> {
                m.tools().cancel();
                if (bench.importLabels().take(m.session(), map).isEmpty()) window.planes().say("Your labels are like these already.");
            });
        }));
    }

    private void showPlaceInProject(CaseSession session) {
        bench.projects().look(session.projectFolder()).onDone(project -> {
            List<String> ids = project.cases().stream().map(Projects.Row::id).toList();
            if (open().isPresent() && open().get().session() == session) window.topBar().showPlace(ids.indexOf(session.caseId()), ids.size());
        });
    }

    /// Opens the next (1) or the previous (−1) case of the open case's project.
    @Override
    public void nextCase(int direction) {
        open().ifPresent(m -> bench.projects().look(m.session().projectFolder()).onFailed(this::fail).onDone(project -> {
            List<Projects.Row> cases = project.cases();
            for (int i = 0; i < cases.size(); i++) {
                if (!cases.get(i).id().equals(m.session().caseId())) continue;
                int next = i + direction;
                if (next < 0 || next >= cases.size()) window.planes().say(cases.size() == 1 ? "This project has one case." : "This is the " + (direction > 0 ? "last" : "first") + " of " + cases.size() + " cases.");
                else openSource(cases.get(next).source());
            }
        }));
    }

    // ---- the model

    /// The model chosen for scans of this kind, or the first that suits.
    private Optional<ModelShelf.Entry> suited() {
        String modality = open().map(m -> m.volume().info().modality()).orElse("");
        List<ModelShelf.Entry> fit = bench.models().list().models().stream().filter(e -> ModelSheet.fits(e, modality)).toList();
        String chosen = memory.recall(MODEL + modality).orElse("");
        return fit.stream().filter(e -> e.id().equals(chosen)).findFirst().or(() -> fit.stream().findFirst());
    }

    @Override
    public void propose() {
        if (open().isEmpty() || proposing != null) return;
        Optional<ModelShelf.Entry> model = suited();
        if (model.isEmpty()) {
            chooseModel();
            return;
        }
        propose(open().get(), model.get());
    }

    private void propose(CaseModel asked, ModelShelf.Entry model) {
        Job<CaseSession.Numbered> job = bench.propose().propose(asked.session(), model.id(), options);
        proposing = job;
        window.status().jobs().watch(job);
        job.onState(state -> {
            switch (state) {
                case JobState.Waiting<CaseSession.Numbered> _ -> asked.proposal().set(new ProposalState.Computing(Double.NaN, job.name()));
                case JobState.Running<CaseSession.Numbered>(double fraction, String what) -> asked.proposal().set(new ProposalState.Computing(fraction, what));
                case JobState.Done<CaseSession.Numbered> _ -> endProposing(job, asked);
                case JobState.Cancelled<CaseSession.Numbered> _ -> endProposing(job, asked);
                case JobState.Failed<CaseSession.Numbered>(Throwable cause) -> {
                    endProposing(job, asked);
                    fail(cause);
                }
            }
        });
    }

    private void endProposing(Job<?> job, CaseModel asked) {
        if (proposing == job) proposing = null;
        asked.forgetComputing();
        asked.slices().proposalShown().set(true);
        showReady();
    }

    @Override
    public void stop() {
        if (proposing != null) proposing.cancel();
    }

    @Override
    public void acceptAll() {
        open().ifPresent(m -> {
            m.tools().cancel();
            if (m.session().proposal().isEmpty()) window.planes().say("There is no proposal yet: press Propose.");
            else if (bench.acceptProposal().whole(m.session()).isEmpty()) window.planes().say("Your labels are as proposed already.");
            if (m.session().proposal().isPresent()) m.slices().proposalShown().set(false);
        });
    }

    @Override
    public void accept(int label) {
        open().ifPresent(m -> {
            m.tools().cancel();
            if (bench.acceptProposal().label(m.session(), label).isEmpty()) window.planes().say(m.session().table().name(label) + " is as proposed already.");
        });
    }

    @Override
    public void reject() {
        open().ifPresent(m -> {
            bench.acceptProposal().reject(m.session());
            m.slices().proposalShown().set(false);
        });
    }

    @Override
    public void chooseModel() {
        String modality = open().map(m -> m.volume().info().modality()).orElse("");
        String chosen = suited().map(ModelShelf.Entry::id).orElse("");
        window.sheets().lay("model-sheet", "Models", new ModelSheet(bench.models().list(), modality, chosen, trainCommand(), options, wanted -> options = wanted, entry -> {
            if (ModelSheet.fits(entry, modality)) memory.keep(MODEL + modality, entry.id());
            window.sheets().close();
            if (proposing == null) open().ifPresent(m -> propose(m, entry)); // one made for another modality is refused, with the reason
        }), 620);
    }

    private String trainCommand() {
        return "maskwright train --data " + quoted(lastExport) + " --out " + quoted(bench.models().places().getLast().resolve("my-model").toString());
    }

    private static String quoted(String path) {
        return path.contains(" ") ? '"' + path + '"' : path;
    }

    void showReady() {
        boolean computing = open().map(m -> m.proposal().get() instanceof ProposalState.Computing).orElse(false);
        window.topBar().setReady(open().isPresent(), open().isPresent() && !computing);
    }

    // ---- the work

    @Override
    public void undo() {
        open().ifPresent(m -> {
            m.tools().cancel();
            if (m.history().undo().isEmpty()) window.planes().say("Nothing to undo.");
        });
    }

    @Override
    public void redo() {
        open().ifPresent(m -> {
            m.tools().cancel();
            if (m.history().redo().isEmpty()) window.planes().say("Nothing to redo.");
        });
    }

    @Override
    public void save() {
        open().ifPresent(m -> m.session().save());
    }

    @Override
    public void escape() {
        open().ifPresent(m -> {
            if (window.guide().isShowing()) window.guide().end();
            else if (m.tools().state().get() == org.maskwright.tool.Gesture.State.OVER) m.tools().choose(Optional.empty());
            else m.tools().cancel();
        });
    }

    void onAddLabel(Runnable deed) {
        addLabel = deed;
    }

    @Override
    public void addLabel() {
        addLabel.run();
    }

    @Override
    public void nextDifference(int direction) {
        open().ifPresent(m -> {
            if (m.session().proposal().isEmpty()) window.planes().say("There is no proposal to differ from.");
            else if (!m.goToDifference(direction)) window.planes().say("Your labels and the proposal agree everywhere.");
        });
    }

    @Override
    public void export() {
        open().ifPresent(m -> {
            ExportSheet sheet = new ExportSheet(m.session().caseId(), exportFolder(m), places, this::export);
            window.sheets().lay("export-sheet", "Export as training data", sheet, 640, Buttons.soft("Cancel", window.sheets()::close), sheet.button());
        });
    }

    private static Path exportFolder(CaseModel m) {
        return freeFolder(m.title() + "-export");
    }

    /// A folder that is not there yet, where people look for their own.
    private static Path freeFolder(String name) {
        Path folder = Path.of(System.getProperty("user.home", "."), "Maskwright", name.replaceAll("[^A-Za-z0-9._-]+", "-"));
        Path free = folder;
        for (int n = 2; Files.exists(free); n++) free = folder.resolveSibling(folder.getFileName() + "-" + n);
        return free;
    }

    private void export(ExportDataset.Kind kind, Path folder) {
        window.sheets().close();
        open().ifPresent(m -> {
            m.tools().cancel();
            Job<ExportDataset.Exported> job = bench.exportDataset().export(m.session().projectFolder(), kind, folder);
            window.status().jobs().watch(job);
            job.onFailed(this::fail);
            job.onDone(done -> {
                lastExport = done.folder().toString();
                String cases = done.cases().size() == 1 ? "1 case" : done.cases().size() + " cases";
                String leftOut = done.leftOut().isEmpty() ? "" : "  Left out: " + String.join("  ", done.leftOut());
                window.banner().tell("Exported " + cases + " with scores to " + done.folder() + "." + leftOut);
            });
        });
    }

    // ---- help

    @Override
    public void help() {
        showKeys();
    }

    @Override
    public void showKeys() {
        window.showKeys();
    }

    @Override
    public void showPalette() {
        window.showPalette();
    }

    @Override
    public void showGuide() {
        window.guide().again();
    }
}
