package org.maskwright.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.train.TeachSheet;
import org.maskwright.fx.train.Trainer;
import org.maskwright.fx.train.TrainingModel;
import org.maskwright.fx.train.TrainingState;
import org.maskwright.workflow.Workbench;

/// Teaching models: the sheet, and word of what goes on while it is away.
final class Teaching {
    private final MainWindow window;
    private final Workbench bench;
    private final Places places;
    private final Supplier<String> lastExport;
    private final TrainingModel model;
    private final Set<Path> visited = new HashSet<>();

    /// @param lastExport the folder exported last, which a new model can be trained from
    Teaching(MainWindow window, Workbench bench, Places places, Supplier<String> lastExport) {
        this.window = window;
        this.bench = bench;
        this.places = places;
        this.lastExport = lastExport;
        this.model = new TrainingModel(Trainer.of(bench), bench.jobs().listenerExecutor(), () -> System.nanoTime() / 1e9);
        model.onBegun(job -> window.status().jobs().watch(job));
        model.state().addListener((o, was, is) -> tell(was, is));
    }

    /// Lays the sheet, for the project whose case is open.
    void show() {
        model.visit(window.openCase().map(m -> m.session().projectFolder()));
        String export = lastExport.get();
        TeachSheet sheet = new TeachSheet(model, Files.isDirectory(Path.of(export)) ? export : "", places, places::open, window.sheets()::close);
        window.openCase().ifPresent(_ -> sheet.onGallery(() -> window.deeds().showAugmentation(Buttons.named(Buttons.soft("Back to teaching", () -> lay(sheet)), "augment-back"))));
        sheet.onRoom(() -> window.deeds().learn(""));
        lay(sheet);
    }

    private void lay(TeachSheet sheet) {
        window.sheets().lay("teach-sheet", "Teach the model", sheet, TeachSheet.WIDTH, sheet.foot());
    }

    private boolean isShown() {
        return window.sheets().isShowing() && window.sheets().lookup("#teach-sheet") != null;
    }

    /// What a reader who does not look at the sheet must hear.
    private void tell(TrainingState was, TrainingState is) {
        if (isShown() || was.getClass() == is.getClass()) return;
        switch (is) {
            case TrainingState.Judged(_, var tuned, _) -> window.banner().tell(tuned.verdict() + (tuned.isWorse() ? "" : "  Ctrl+T shows both, and lets you choose."));
            case TrainingState.Made(_, var trained) -> window.banner().tell("The model " + trained.model().id() + " is trained.  Ctrl+T shows how good it is.");
            case TrainingState.Failed(_, String sentence) -> window.banner().alarm("The training stopped. " + sentence + "  Ctrl+T tries again.", "");
            case TrainingState.Paused _ -> window.planes().say("The training is paused: Ctrl+T goes on.");
            case TrainingState.Idle _, TrainingState.Running _ -> { }
        }
    }

    /// A case is shown: perhaps of a project in which a training was stopped, before this start of the program.
    void arrived(CaseModel m) {
        Path project = m.session().projectFolder();
        if (!visited.add(project) || model.isUnderWay()) return;
        bench.trainings().unfinished(Optional.of(project)).onDone(found -> {
            if (found.isEmpty() || window.openCase().filter(now -> now == m).isEmpty() || !window.banner().sentence().isEmpty() || !(model.state().get() instanceof TrainingState.Idle)) return;
            window.banner().tell("The training of " + found.getLast().out().getFileName() + " was stopped before its end.  Ctrl+T goes on with it.");
        });
    }
}
