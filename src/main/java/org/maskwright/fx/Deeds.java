package org.maskwright.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.maskwright.fx.augment.AugmentSheet;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.label.ProposalCard;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.project.TopBar;
import org.maskwright.label.Labels;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gallery.SeeAugmentation;

/// What the window's buttons and keys do: each asks a verb of the workbench, shows its work, and says what came of it.
final class Deeds implements TopBar.Deeds, ProposalCard.Deeds, WindowKeys.Verbs {
    private final MainWindow window;
    private final Workbench bench;
    private final Opening opening;
    private final Proposing proposing;
    private final Exporting exporting;
    private final Teaching teaching;
    private final Learning learning;
    private Runnable addLabel = () -> {};

    Deeds(MainWindow window, Workbench bench, Places places, Memory memory) {
        this.window = window;
        this.bench = bench;
        this.opening = new Opening(window, bench, places, this);
        this.exporting = new Exporting(window, bench, places, this);
        this.proposing = new Proposing(window, bench, places, memory, this, exporting::lastExport);
        this.teaching = new Teaching(window, bench, places, exporting::lastExport);
        this.learning = new Learning(window, bench, places, memory);
    }

    /// Says what went wrong, in the words of whoever found it.
    void fail(Throwable cause) {
        String sentence = cause.getMessage() == null ? "" : cause.getMessage();
        boolean ours = sentence.isBlank() || cause instanceof RuntimeException || cause instanceof Error;
        if (ours) org.slf4j.LoggerFactory.getLogger(Deeds.class).error("a deed failed", cause);
        String details = ours ? cause + (cause.getStackTrace().length > 0 ? "\n" + cause.getStackTrace()[0] : "") : "";
        window.banner().alarm(ours ? "Something went wrong inside the program; finished strokes are on the disk." : sentence, details);
    }

    void showDevice() {
        bench.device().onDone(window.status()::showDevice);
    }

    // ---- opening

    @Override
    public void openFiles() {
        opening.openFiles();
    }

    @Override
    public void openFolder() {
        opening.openFolder();
    }

    @Override
    public void openBuiltIn() {
        opening.openBuiltIn();
    }

    @Override
    public void open(Path path) {
        opening.open(path);
    }

    /// Opens what was given: of a folder with several scans the user chooses one, several paths become a project.
    void open(List<Path> paths) {
        opening.open(paths);
    }

    @Override
    public void importLabels() {
        opening.importLabels();
    }

    /// Shows what the label map in `file` would do to the open case.
    void importLabels(Path file) {
        opening.importLabels(file);
    }

    @Override
    public void nextCase(int direction) {
        opening.nextCase(direction);
    }

    @Override
    public void orderCases(String order) {
        opening.orderCases(order);
    }

    @Override
    public void showOutlook() {
        opening.showOutlook();
    }

    void showRecent() {
        opening.showRecent();
    }

    void openInProject(Path project, String caseId) {
        opening.openInProject(project, caseId);
    }

    /// A case was opened and is shown.
    void arrived(CaseModel model) {
        exporting.arrived(model);
        teaching.arrived(model);
    }

    // ---- the model

    Proposing proposing() {
        return proposing;
    }

    @Override
    public void propose() {
        proposing.propose();
    }

    @Override
    public void lookAgain(String measure) {
        proposing.lookAgain(measure);
    }

    @Override
    public void stop() {
        proposing.stop();
    }

    @Override
    public void acceptAll() {
        proposing.acceptAll();
    }

    @Override
    public void accept(int label) {
        proposing.accept(label);
    }

    @Override
    public void reject() {
        proposing.reject();
    }

    @Override
    public void chooseModel() {
        proposing.chooseModel();
    }

    @Override
    public void showLikely(int label) {
        proposing.showLikely(label);
    }

    @Override
    public void saveLikelihood() {
        proposing.saveLikelihood();
    }

    @Override
    public void teach() {
        teaching.show();
    }

    @Override
    public void learn(String task) {
        learning.show(task);
    }

    void showReady() {
        proposing.showReady();
    }

    @Override
    public void showAugmentation() {
        showAugmentation(new Node[0]);
    }

    /// As [#showAugmentation()], with more at the foot of the sheet.
    void showAugmentation(Node... more) {
        window.openCase().ifPresent(m -> {
            SeeAugmentation see = new SeeAugmentation(bench.jobs());
            AugmentSheet sheet = new AugmentSheet(seed -> see.of(m.session(), seed, AugmentSheet.PICTURE));
            window.sheets().lay("augment-sheet", "What training varies", sheet, AugmentSheet.WIDTH, Stream.concat(Stream.of(more), Stream.of(sheet.foot())).toArray(Node[]::new));
        });
    }

    // ---- the work

    @Override
    public void undo() {
        window.openCase().ifPresent(m -> {
            m.tools().cancel();
            if (m.history().undo().isEmpty()) window.planes().say("Nothing to undo.");
        });
    }

    @Override
    public void redo() {
        window.openCase().ifPresent(m -> {
            m.tools().cancel();
            if (m.history().redo().isEmpty()) window.planes().say("Nothing to redo.");
        });
    }

    @Override
    public void save() {
        window.openCase().ifPresent(m -> m.session().save());
    }

    @Override
    public void escape() {
        window.openCase().ifPresent(m -> {
            if (window.guide().isShowing()) window.guide().end();
            else if (m.tools().state().get() == org.maskwright.tool.Gesture.State.OVER) m.tools().choose(Optional.empty());
            else m.tools().cancel();
        });
    }

    void onAddLabel(Runnable deed) {
        addLabel = deed;
    }

    /// A layer of its own, empty and at once the edited one.
    @Override
    public void addLayer() {
        window.openCase().ifPresent(m -> m.session().addLayer("Layer " + (m.layers().getLast().number() + 1), Labels.empty(m.session().labels().geometry()))
                .onDone(m::activate).onFailed(this::fail));
    }

    @Override
    public void addLabel() {
        addLabel.run();
    }

    @Override
    public void nextDifference(int direction) {
        window.openCase().ifPresent(m -> {
            if (m.session().proposal().isEmpty()) window.planes().say("There is no proposal to differ from.");
            else if (!m.goToDifference(direction)) window.planes().say("Your labels and the proposal agree everywhere.");
        });
    }

    @Override
    public void export() {
        exporting.export();
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
