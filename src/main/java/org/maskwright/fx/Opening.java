package org.maskwright.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.browse.ImportPanel;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.project.ProjectSheet;
import org.maskwright.job.Job;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.ImportLabels;
import org.maskwright.workflow.Layer;
import org.maskwright.workflow.OpenCase;
import org.maskwright.workflow.Projects;
import org.maskwright.workflow.Workbench;

/// Bringing scans and labels in: which one is asked for, opening it, and going to the next of its project.
final class Opening {
    private final MainWindow window;
    private final Workbench bench;
    private final Places places;
    private final Deeds deeds;
    private @Nullable Job<?> opening;
    private @Nullable CaseSource openSource;

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
        Job<List<OpenCase.Choice>> look = bench.openCase().look(path);
        watchOpening(look);
        look.onDone(choices -> {
            if (choices.size() == 1) openSource(choices.getFirst().source());
            else choose(choices);
        });
        look.onFailed(deeds::fail);
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
            window.openCase().ifPresent(old -> old.session().close());
            openSource = source;
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
        if (window.openCase().isEmpty()) window.waiting().watch(job);
        else window.status().jobs().watch(job);
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
        window.openCase().ifPresent(m -> places.files().stream().findFirst().ifPresent(file -> {
            importLabels(m, file);
        }));
    }

    /// Shows what a label map would do; it enters when the user says so.
    private void importLabels(CaseModel m, Path file) {
        Job<ImportLabels.Found> job = bench.importLabels().look(m.session(), file);
        window.status().jobs().watch(job);
        job.onFailed(deeds::fail);
        job.onDone(found -> {
            ImportPanel panel = new ImportPanel(m, found, bench.jobs(), asLayer -> {
                window.sheets().close();
                take(m, found, asLayer);
            });
            String title = "Labels of " + found.name();
            if (found.match().isFit()) window.sheets().lay("import-sheet", title, panel, ImportPanel.WIDTH, Buttons.soft("Cancel", window.sheets()::close), panel.button());
            else window.sheets().lay("import-sheet", title, panel, 560, Buttons.soft("Close", window.sheets()::close));
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
            List<String> ids = project.cases().stream().map(Projects.Row::id).toList();
            if (window.openCase().isPresent() && window.openCase().get().session() == session) window.topBar().showPlace(ids.indexOf(session.caseId()), ids.size());
        });
    }

    /// Opens the next (1) or the previous (−1) case of the open case's project.
    void nextCase(int direction) {
        window.openCase().ifPresent(m -> bench.projects().look(m.session().projectFolder()).onFailed(deeds::fail).onDone(project -> {
            List<Projects.Row> cases = project.cases();
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
