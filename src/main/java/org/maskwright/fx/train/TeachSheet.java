package org.maskwright.fx.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Strip;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.training.RunNote;

/// Teaching a model: what would happen, the run as it goes, and the report card. Closing it stops nothing.
public final class TeachSheet extends VBox {
    public static final double WIDTH = 780;
    private static final double INNER = WIDTH - 48, CURVES_AFTER = 190;
    private static final String PROJECT = "This project’s corrections", FOLDER = "A new model from a folder", PAST = "Trainings compared";

    private final TrainingModel model;
    private final Places places;
    private final Consumer<Path> open;
    private final Runnable close;
    private final LessonPage lesson;
    private final NewModelPage fresh;
    private final PastPage past;
    private final HBox foot = new HBox(8);
    private final Label reason = Buttons.named(Texts.plain("", "small", "wrap", "reason"), "teach-reason");
    private final ChangeListener<TrainingState> moved = (o, was, is) -> show(was, is);
    private final ChangeListener<Object> looked = (o, was, is) -> showLesson(), left = (o, was, is) -> showLeftOver(), learnt, offered;
    private final VBox leftOvers = new VBox(8);
    private final Button teach, train;
    private String tab = PROJECT;
    private Optional<Runnable> gallery = Optional.empty(), room = Optional.empty();
    private boolean comesBack;
    private @Nullable RunPage run;

    /// @param data a folder that a new model could learn from; may be empty
    /// @param open opens a page in the system's browser
    public TeachSheet(TrainingModel model, String data, Places places, Consumer<Path> open, Runnable close) {
        super(16);
        this.model = model;
        this.places = places;
        this.open = open;
        this.close = close;
        this.lesson = new LessonPage(model, places);
        this.fresh = new NewModelPage(data, places);
        this.past = new PastPage(model, INNER);
        this.learnt = (o, was, is) -> past.show();
        this.offered = (o, was, is) -> fresh.offer(model.starts().get());
        this.teach = primary("Teach", "teach-now", () -> model.teach(lesson.epochs(), lesson.minutes()));
        this.train = primary("Train", "train-now", () -> model.train(fresh.wish(), fresh.epochs(), fresh.minutes()));
        if (model.project().isEmpty()) tab = FOLDER;
        reason.setMinHeight(USE_PREF_SIZE);
        reason.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(reason, Priority.ALWAYS);
        HBox.setHgrow(foot, Priority.ALWAYS);
        foot.setAlignment(Pos.CENTER_RIGHT);
        fresh.wish().obstacle().addListener((o, was, is) -> showLesson());
        sceneProperty().addListener((o, was, is) -> listen(is != null));
    }

    /// Offers to see what training varies.
    ///
    /// @param see lays another sheet in the place of this one, from which one comes back
    public void onGallery(Runnable see) {
        gallery = Optional.of(() -> {
            comesBack = true;
            see.run();
        });
    }

    /// Offers to go on to the learning room.
    ///
    /// @param go lays its sheet in the place of this one
    public void onRoom(Runnable go) {
        room = Optional.of(go);
    }

    /// What stands at the sheet's foot.
    public Node[] foot() {
        return new Node[] {foot};
    }

    private void listen(boolean on) {
        model.state().removeListener(moved);
        model.lesson().removeListener(looked);
        List.of(model.unfinished(), model.thrown()).forEach(one -> one.removeListener(left));
        List.of(model.past(), model.compared()).forEach(one -> one.removeListener(learnt));
        model.starts().removeListener(offered);
        leaveRun();
        if (!on) {
            if (!comesBack) model.settle();
            return;
        }
        comesBack = false;
        model.state().addListener(moved);
        model.lesson().addListener(looked);
        List.of(model.unfinished(), model.thrown()).forEach(one -> one.addListener(left));
        List.of(model.past(), model.compared()).forEach(one -> one.addListener(learnt));
        model.starts().addListener(offered);
        fresh.offer(model.starts().get());
        show(new TrainingState.Idle(), model.state().get());
    }

    private void show(TrainingState was, TrainingState is) {
        switch (is) {
            case TrainingState.Idle _ -> showIdle();
            case TrainingState.Running running -> {
                runPage().show(is);
                boolean same = was instanceof TrainingState.Running before && before.stopping() == running.stopping() && getChildren().contains(run) && !foot.getChildren().isEmpty();
                if (!same) showRunning(running.stopping());
            }
            case TrainingState.Paused _ -> {
                runPage().show(is);
                foot("", Buttons.named(Buttons.soft("Throw it away", model::discard), "teach-discard"), Buttons.named(Buttons.soft("End it here", model::stopEarly), "teach-end"), closing("Close"),
                        Buttons.named(Buttons.primary("Go on", MaterialDesignP.PLAY, model::resume), "teach-resume"));
            }
            case TrainingState.Failed _ -> {
                runPage().show(is);
                foot("", Buttons.named(Buttons.soft("Throw it away", model::discard), "teach-discard"), closing("Close"), Buttons.named(Buttons.primary("Try again", MaterialDesignP.PLAY, model::resume), "teach-resume"));
            }
            case TrainingState.Judged(RunNote note, FineTune.Tuned tuned, TrainingState.Answer answer) -> showReport(note, tuned, answer);
            case TrainingState.Made(RunNote note, Train.Trained trained) -> {
                getChildren().setAll(new MadePage(model, note, trained, INNER, CURVES_AFTER));
                foot("", Buttons.soft("Open folder", () -> places.show(note.out())), Buttons.soft("Another", model::startOver), compare(), done());
            }
        }
    }

    // ---- before a run

    private void showIdle() {
        leaveRun();
        Strip tabs = new Strip(List.of(PROJECT, FOLDER, PAST), tab, chosen -> {
            tab = chosen;
            showIdle();
        });
        tabs.setId("teach-tabs");
        showLeftOver();
        if (tab.equals(PAST)) {
            past.show();
            getChildren().setAll(tabs, leftOvers, past);
            foot("", closing("Close"));
            return;
        }
        getChildren().setAll(tabs, leftOvers, tab.equals(PROJECT) ? lesson : fresh);
        HBox links = new HBox(24);
        gallery.ifPresent(see -> links.getChildren().add(Buttons.named(Buttons.link("See what training varies…", see), "teach-augment")));
        room.ifPresent(go -> links.getChildren().add(Buttons.named(Buttons.link("Judge, tune and compare models…", go), "teach-room")));
        if (!links.getChildren().isEmpty()) getChildren().add(links);
        foot("", closing("Cancel"), tab.equals(PROJECT) ? teach : train);
        showLesson();
    }

    private void showLeftOver() {
        leftOvers.getChildren().setAll(model.thrown().get().stream().map(this::thrown).toList());
        leftOvers.getChildren().addAll(model.unfinished().get().stream().map(this::leftOver).toList());
        leftOvers.setManaged(!leftOvers.getChildren().isEmpty());
    }

    private Node thrown(RunNote note) {
        return Notice.doubtful(LessonWords.thrown(note), Buttons.named(Buttons.soft("Take it back", () -> model.takeBack(note)), "teach-take-back"));
    }

    private Node leftOver(RunNote note) {
        int done = note.epochsDone();
        String sentence = "The training of " + note.out().getFileName() + " was stopped " + (done == 0 ? "in its first epoch" : "after " + LessonWords.cases(done, "epoch") + " of " + note.epochs()) + ".";
        return Notice.doubtful(sentence, Buttons.named(Buttons.soft("Throw it away", () -> model.discard(note)), "teach-discard"), Buttons.named(Buttons.soft("Go on", () -> model.goOn(note)), "teach-go-on"));
    }

    private void showLesson() {
        if (!(model.state().get() instanceof TrainingState.Idle) || tab.equals(PAST)) return;
        lesson.show(model.lesson().get());
        boolean ofProject = tab.equals(PROJECT);
        String why = ofProject ? switch (model.lesson().get()) {
            case LessonState.NoProject _ -> "No project is open.";
            case LessonState.Looking _ -> "";
            case LessonState.Unknown _ -> "";
            case LessonState.Known _ -> "You can go on working while it learns.";
        } : fresh.wish().obstacle().get();
        teach.setDisable(!(model.lesson().get() instanceof LessonState.Known));
        train.setDisable(!fresh.wish().obstacle().get().isEmpty());
        reason.setText(why);
    }

    // ---- while it runs

    private RunPage runPage() {
        RunPage page = run;
        if (page == null) {
            page = new RunPage(model, INNER);
            run = page;
        }
        if (!getChildren().contains(page)) getChildren().setAll(page);
        return page;
    }

    private void leaveRun() {
        if (run != null) run.leave();
        run = null;
    }

    private void showRunning(boolean stopping) {
        Button end = Buttons.named(Buttons.soft("Stop early", MaterialDesignS.STOP, () -> {
            model.stopEarly();
            showRunning(false);
        }), "teach-end");
        end.setTooltip(Texts.tip("Ends after this epoch, and judges the best it has so far"));
        end.setDisable(stopping || model.isEndingEarly());
        Button pause = Buttons.named(Buttons.soft("Pause", MaterialDesignP.PAUSE, model::pause), "teach-pause");
        pause.setTooltip(Texts.tip("Stops at the next step and frees the processor; nothing is lost"));
        pause.setDisable(stopping);
        foot(model.isEndingEarly() ? "It ends after this epoch." : "Close this and go on working: it learns on.", pause, end, closing("Close"));
    }

    // ---- what came of it

    private void showReport(RunNote note, FineTune.Tuned tuned, TrainingState.Answer answer) {
        leaveRun();
        getChildren().setAll(new ReportPage(tuned, answer));
        Button report = Buttons.named(Buttons.soft("Open the report", () -> open.accept(tuned.report())), "teach-report");
        Button folder = Buttons.soft("Open folder", () -> places.show(note.out()));
        if (answer != TrainingState.Answer.OPEN || tuned.isWorse()) foot("", report, folder, Buttons.soft("Teach again", model::startOver), compare(), done());
        else foot("", report, folder, Buttons.named(Buttons.soft("Keep the old one", () -> model.answer(false)), "teach-keep"), primary("Use the new model", "teach-use", () -> model.answer(true)));
    }

    // ---- the foot

    private void foot(String why, Node... buttons) {
        reason.setText(why);
        foot.getChildren().setAll(reason);
        foot.getChildren().addAll(buttons);
    }

    private Button closing(String word) {
        return Buttons.soft(word, close);
    }

    /// From what came of a run to those before it.
    private Button compare() {
        return Buttons.named(Buttons.soft("Compare", () -> {
            tab = PAST;
            model.startOver();
        }), "teach-compare");
    }

    private Button done() {
        return Buttons.named(Buttons.primary("Done", MaterialDesignC.CHECK, close), "teach-done");
    }

    private static Button primary(String word, String id, Runnable deed) {
        return Buttons.named(Buttons.primary(word, MaterialDesignS.SCHOOL_OUTLINE, deed), id);
    }
}
