package org.maskwright.fx;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.browse.ImportPanel;
import org.maskwright.fx.browse.SeriesBrowser;
import org.maskwright.fx.browse.SeriesDetail;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.project.OutlookSheet;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.project.ProjectSheet;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.Choice;
import org.maskwright.workflow.Glimpse;
import org.maskwright.workflow.ImportLabels;
import org.maskwright.workflow.Layer;
import org.maskwright.workflow.LookAgain;
import org.maskwright.workflow.OpenCase;
import org.maskwright.workflow.Outlook;
import org.maskwright.workflow.Projects;
import org.maskwright.workflow.Way;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.Worklist;

/// Bringing scans and labels in: which one is asked for, opening it, and going to the next of its project.
final class Opening implements SeriesDetail.Deeds {
    /// A folder that takes longer to look into shows how far that is.
    private static final Duration PATIENCE = Duration.millis(350);

    private final MainWindow window;
    private final Workbench bench;
    private final Places places;
    private final Deeds deeds;
    private @Nullable Job<?> opening;
    private @Nullable Opened openSource;
    private @Nullable Path orderedProject;
    private List<String> worklist = List.of();

    /// What is open: a scan, or a part of it.
    private record Opened(CaseSource source, String part) {}

    Opening(MainWindow window, Workbench bench, Places places, Deeds deeds) {
        this.window = window;
        this.bench = bench;
        this.places = places;
        this.deeds = deeds;
    }

    void openFiles() {
        List<Path> chosen = places.files();
        if (!chosen.isEmpty()) open(chosen);
    }

    void openFolder() {
        places.folder("Open a DICOM folder or a project", Optional.empty()).ifPresent(this::open);
    }

    void openBuiltIn() {
        openSource(CaseSource.BUILT_IN);
    }

    void open(Path path) {
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
        Job<OpenCase.Look> look = bench.openCase().look(path);
        opening = look;
        SeriesBrowser browser = new SeriesBrowser(bench.jobs(), this, window.sheets()::close);
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        browser.watch(name, look);
        boolean[] laid = {false};
        PauseTransition patience = new PauseTransition(PATIENCE);
        patience.setOnFinished(e -> {
            laid[0] = look.state() instanceof JobState.Running;
            if (laid[0]) lay(browser);
        });
        patience.play();
        look.onState(state -> {
            switch (state) {
                case JobState.Waiting<OpenCase.Look> _, JobState.Running<OpenCase.Look> _ -> {}
                case JobState.Done<OpenCase.Look>(OpenCase.Look seen) -> {
                    patience.stop();
                    boolean sentAway = laid[0] && !window.sheets().isShowing(browser); // by Esc, or for another sheet
                    if (opening == look && !sentAway) found(path, name, seen, browser);
                }
                case JobState.Failed<OpenCase.Look>(Throwable cause) -> {
                    patience.stop();
                    if (window.sheets().isShowing(browser)) window.sheets().close();
                    deeds.fail(cause);
                }
                case JobState.Cancelled<OpenCase.Look> _ -> patience.stop();
            }
        });
    }

    private void lay(SeriesBrowser browser) {
        window.sheets().lay("series-browser", browser, SeriesBrowser.WIDTH, Pos.CENTER);
    }

    /// One scan is opened at once, a label map for the open case looked at; where there is something to decide the user does.
    private void found(Path path, String name, OpenCase.Look seen, SeriesBrowser browser) {
        opening = null;
        List<Choice> choices = seen.choices();
        Choice first = choices.getFirst();
        boolean labels = choices.stream().allMatch(Choice::isLabels), plain = choices.size() == 1 && first.frames() == 1 && !first.isOneWayOfSeveral() && first.whole().forecast().fits();
        if (labels && window.openCase().isPresent()) {
            if (window.sheets().isShowing(browser)) window.sheets().close();
            importLabels(path, choices.size() > 1 ? List.of() : List.of(Buttons.soft("Open it as a scan", () -> open(first, first.whole()))));
        } else if (plain) {
            if (window.sheets().isShowing(browser)) window.sheets().close();
            open(first, first.whole());
        } else {
            if (!window.sheets().isShowing(browser)) lay(browser);
            browser.show(name, seen); // once it is laid, for it takes the keys
        }
    }

    // ---- what the browser asks for

    @Override
    public void open(Choice choice, Way way) {
        window.sheets().close();
        openSource(choice.source(), way.words().isEmpty() ? "" : way.words(), show -> bench.openCase().open(choice, way, show));
    }

    @Override
    public void importLabels(List<Choice> layers) {
        window.sheets().close();
        window.openCase().ifPresent(m -> look(m, bench.importLabels().look(m.session(), layers), List.of()));
    }

    @Override
    public long bytesOfOpenCase() {
        return window.openCase().map(m -> 2 * m.volume().geometry().size().voxels()).orElse(0L);
    }

    @Override
    public void closeOpenCase() {
        window.leave();
        openSource = null;
    }

    /// Several scans that share their labels belong in one folder of the user's own.
    private void newProject(List<Path> scans) {
        ProjectSheet sheet = new ProjectSheet(scans, Places.freeFolder("project"), places, folder -> {
            window.sheets().close();
            Job<Projects.View> making = bench.projects().create(folder, String.valueOf(folder.getFileName()), LabelTable.EMPTY.covering(List.of(1)));
            making.onFailed(deeds::fail);
            making.onDone(made -> {
                Job<Projects.View> adding = bench.projects().add(folder, scans.stream().<CaseSource>map(CaseSource.Scan::new).toList());
                watchOpening(adding);
                adding.onFailed(deeds::fail);
                adding.onDone(view -> {
                    if (!view.problems().isEmpty()) window.banner().alarm(String.join("  ", view.problems()), "");
                    if (view.cases().isEmpty()) window.endWaiting();
                    else openSource(view.cases().getFirst().source());
                });
            });
        });
        window.sheets().lay("project-sheet", "Open " + scans.size() + " scans as one project", sheet, 560, Buttons.soft("Cancel", window.sheets()::close), sheet.button());
    }

    private void openSource(CaseSource source) {
        openSource(source, "", show -> bench.openCase().open(source, show));
    }

    /// @param part of the scan that is opened; empty for the whole
    private void openSource(CaseSource source, String part, Function<Consumer<Glimpse>, Job<CaseSession>> begin) {
        Opened asked = new Opened(source, part);
        if (asked.equals(openSource)) {
            window.planes().say("This case is open already.");
            return;
        }
        stopOpening();
        Job<CaseSession> job = begin.apply(glimpse -> window.waiting().show(glimpse));
        watchOpening(job);
        job.onDone(session -> {
            if (opening != job) {
                session.close(); // another was asked for meanwhile
                return;
            }
            opening = null;
            window.openCase().ifPresent(old -> old.session().close());
            openSource = asked;
            showRecent();
            deeds.proposing().abandon();
            window.show(session);
            showPlaceInProject(session);
            if (source.equals(CaseSource.BUILT_IN) && session.proposal().isEmpty() && deeds.proposing().hasModel()) deeds.propose();
        });
        job.onFailed(deeds::fail);
    }

    private void watchOpening(Job<?> job) {
        opening = job;
        window.showWaiting(job);
    }

    private void stopOpening() {
        if (opening != null) opening.cancel();
        opening = null;
    }

    void showRecent() {
        bench.openCase().recent().onDone(paths -> {
            window.topBar().showRecent(paths);
            window.waiting().showRecent(paths);
        });
    }

    void importLabels() {
        if (window.openCase().isPresent()) places.files().stream().findFirst().ifPresent(this::importLabels);
    }

    /// Shows what a label map would do; it enters when the user says so.
    void importLabels(Path file) {
        importLabels(file, List.of());
    }

    /// @param otherwise what can be done with a map that does not fit, besides leaving it
    private void importLabels(Path file, List<Button> otherwise) {
        window.openCase().ifPresent(m -> look(m, bench.importLabels().look(m.session(), file), otherwise));
    }

    private void look(CaseModel m, Job<ImportLabels.Found> job, List<Button> otherwise) {
        window.status().jobs().watch(job);
        job.onFailed(deeds::fail);
        job.onDone(found -> {
            ImportPanel panel = new ImportPanel(m, found, bench.jobs(), asLayer -> {
                window.sheets().close();
                take(m, found, asLayer);
            });
            String title = "Labels of " + found.name();
            if (found.match().isFit()) window.sheets().lay("import-sheet", title, panel, ImportPanel.WIDTH, Buttons.soft("Cancel", window.sheets()::close), panel.button());
            else window.sheets().lay("import-sheet", title, panel, 560, Stream.concat(otherwise.stream(), Stream.of(Buttons.soft("Close", window.sheets()::close))).toArray(Button[]::new));
        });
    }

    private void take(CaseModel m, ImportLabels.Found found, boolean asLayer) {
        m.tools().cancel();
        ImportLabels.Taken taken = bench.importLabels().take(m.session(), found, asLayer);
        for (Job<Layer> layer : taken.layers()) layer.onFailed(deeds::fail);
        if (taken.edit().isEmpty() && taken.layers().isEmpty()) window.planes().say("Your labels are like these already.");
    }

    private void showPlaceInProject(CaseSession session) {
        bench.projects().look(session.projectFolder()).onDone(project -> {
            List<Projects.Row> cases = inOrder(project);
            List<String> ids = cases.stream().map(Projects.Row::id).toList();
            if (window.openCase().isPresent() && window.openCase().get().session() == session) window.topBar().showPlace(ids.indexOf(session.caseId()), ids.size());
        });
    }

    /// The project's cases in the order that was chosen for it; cases that came later stand at the end.
    private List<Projects.Row> inOrder(Projects.View project) {
        if (!project.folder().equals(orderedProject)) return project.cases();
        return project.cases().stream().sorted(Comparator.comparingInt(row -> worklist.contains(row.id()) ? worklist.indexOf(row.id()) : Integer.MAX_VALUE)).toList();
    }

    /// Orders the cases of the open case's project, an order of [Worklist], and goes to the first. Models first look again where the order's measure is not known.
    void orderCases(String order) {
        window.openCase().ifPresent(m -> {
            Path folder = m.session().projectFolder();
            Optional<String> measure = Worklist.measureOf(order);
            if (measure.isEmpty()) {
                arrange(folder, order);
                return;
            }
            Job<LookAgain.Looked> looking = bench.lookAgain().waiting(folder, measure.get(), List.of());
            window.status().jobs().watch(looking);
            looking.onFailed(deeds::fail).onDone(looked -> {
                if (!looked.problems().isEmpty()) window.planes().say(looked.problems().getFirst());
                arrange(folder, order);
            });
        });
    }

    private void arrange(Path folder, String order) {
        Job<List<String>> ordering = bench.projects().order(folder, order);
        window.status().jobs().watch(ordering);
        ordering.onFailed(deeds::fail).onDone(ids -> {
            orderedProject = folder;
            worklist = ids;
            if (ids.isEmpty() || window.openCase().isEmpty()) return;
            if (window.openCase().get().session().caseId().equals(ids.getFirst())) showPlaceInProject(window.openCase().get().session());
            else openInProject(folder, ids.getFirst());
        });
    }

    /// Shows what the open case's project has learnt so far, and what further labels would bring it.
    void showOutlook() {
        window.openCase().ifPresent(m -> {
            Job<Outlook> looking = bench.projects().outlook(m.session().projectFolder());
            window.status().jobs().watch(looking);
            looking.onFailed(deeds::fail).onDone(outlook -> window.sheets().lay("outlook-sheet", "What more labels would bring", new OutlookSheet(outlook), 560,
                    Buttons.soft("Close", window.sheets()::close)));
        });
    }

    /// Opens the next (1) or the previous (−1) case of the open case's project.
    void nextCase(int direction) {
        window.openCase().ifPresent(m -> bench.projects().look(m.session().projectFolder()).onFailed(deeds::fail).onDone(project -> {
            List<Projects.Row> cases = inOrder(project);
            for (int i = 0; i < cases.size(); i++) {
                if (!cases.get(i).id().equals(m.session().caseId())) continue;
                int next = i + direction;
                if (next < 0 || next >= cases.size()) window.planes().say(cases.size() == 1 ? "This project has one case." : "This is the " + (direction > 0 ? "last" : "first") + " of " + cases.size() + " cases.");
                else openSource(cases.get(next).source());
            }
        }));
    }

    /// Opens a case of a project.
    void openInProject(Path project, String caseId) {
        openSource(new CaseSource.InProject(project, caseId));
    }
}
