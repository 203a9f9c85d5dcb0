package org.maskwright.fx.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.theme.Icons;

/// The learning room: its tasks at the left, the form, the run or the outcome of the chosen one at the right. Closing it stops nothing.
public final class LearnSheet extends HBox {
    public static final double WIDTH = 1040;
    private static final double TASKS = 270;

    private final LearningRoom room;
    private final Places places;
    private final Consumer<Path> open;
    private final Runnable close;
    private final VBox tasks = Buttons.named(new VBox(2), "learn-tasks"), page = Buttons.named(new VBox(12), "learn-page");
    private final HBox foot = new HBox(8);
    private final Label reason = Buttons.named(Texts.plain("", "small", "wrap", "reason"), "learn-reason");
    private final ChangeListener<ErrandState> moved = (o, was, is) -> follow(was, is);
    private final ChangeListener<Object> offered = (o, was, is) -> offer(), freed = (o, was, is) -> showReadiness();
    private final Button start, copy;
    private @Nullable ErrandPage run;
    private @Nullable TaskForm form;

    /// @param open opens a page in the system's browser
    public LearnSheet(LearningRoom room, Places places, Consumer<Path> open, Runnable close) {
        super(24);
        this.room = room;
        this.places = places;
        this.open = open;
        this.close = close;
        this.start = Buttons.named(Buttons.primary("Start", MaterialDesignP.PLAY, () -> room.shown().start()), "learn-start");
        this.copy = Buttons.named(Buttons.soft("Copy as a command", MaterialDesignC.CONTENT_COPY, this::copyCommand), "learn-copy");
        copy.setTooltip(Texts.tip("What does the same in a terminal, or on another machine"));
        tasks.setMinWidth(TASKS);
        tasks.setMaxWidth(TASKS);
        HBox.setHgrow(page, Priority.ALWAYS);
        reason.setMinHeight(USE_PREF_SIZE);
        reason.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(reason, Priority.ALWAYS);
        HBox.setHgrow(foot, Priority.ALWAYS);
        foot.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(tasks, page);
        sceneProperty().addListener((o, was, is) -> listen(is != null));
    }

    /// What stands at the sheet's foot.
    public Node[] foot() {
        return new Node[] {foot};
    }

    private void listen(boolean on) {
        room.errands().forEach(errand -> errand.state().removeListener(moved));
        room.models().removeListener(offered);
        room.refusal().removeListener(freed);
        if (!on) return;
        room.errands().forEach(errand -> errand.state().addListener(moved));
        room.models().addListener(offered);
        room.refusal().addListener(freed);
        showTasks();
        showPage();
    }

    // ---- the tasks

    private void showTasks() {
        tasks.getChildren().setAll(room.errands().stream().map(this::row).toList());
    }

    private VBox row(Errand errand) {
        HBox head = new HBox(8, Texts.plain(errand.task().title(), "strong"), Texts.spring());
        head.setAlignment(Pos.CENTER_LEFT);
        mark(errand.state().get()).ifPresent(icon -> head.getChildren().add(Icons.of(icon)));
        VBox row = Buttons.named(new VBox(2, head, Texts.prose(errand.task().about())), "task-" + errand.task().id());
        row.getStyleClass().add("task-row");
        if (errand == room.shown()) row.getStyleClass().add("chosen");
        if (errand.state().get() instanceof ErrandState.Failed) row.getStyleClass().add("failed");
        row.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        row.setAccessibleText(errand.task().title());
        row.setFocusTraversable(true);
        row.setOnMouseClicked(e -> turnTo(errand));
        row.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) turnTo(errand);
        });
        return row;
    }

    private void turnTo(Errand errand) {
        room.turnTo(errand.task().id());
        showTasks();
        showPage();
        tasks.getChildren().get(room.errands().indexOf(errand)).requestFocus();
    }

    private static Optional<Ikon> mark(ErrandState state) {
        return switch (state) {
            case ErrandState.Idle _ -> Optional.empty();
            case ErrandState.Running _ -> Optional.of(MaterialDesignP.PROGRESS_CLOCK);
            case ErrandState.Stopped _ -> Optional.of(MaterialDesignP.PAUSE);
            case ErrandState.Failed _ -> Optional.of(MaterialDesignA.ALERT_OUTLINE);
            case ErrandState.Done _ -> Optional.of(MaterialDesignC.CHECK);
        };
    }

    // ---- the chosen one

    private void follow(ErrandState was, ErrandState is) {
        boolean shown = room.shown().state().get() == is;
        if (run != null && shown && is instanceof ErrandState.Running running && was instanceof ErrandState.Running before && before.stopping() == running.stopping()) {
            run.show(running, room.shown().timeLeft().get());
            return;
        }
        if (!shown && was.getClass() == is.getClass()) return;
        showTasks();
        if (shown) showPage();
    }

    private void showPage() {
        Errand errand = room.shown();
        run = null;
        form = null;
        Label more = Buttons.named(Texts.prose(errand.task().more()), "learn-more");
        page.getChildren().setAll(Texts.plain(errand.task().title(), "heading"));
        switch (errand.state().get()) {
            case ErrandState.Idle _ -> {
                page.getChildren().add(more);
                if (errand.goesOn()) page.getChildren().add(Notice.good("A run was begun in this folder: it goes on where it was."));
                showForm(errand);
            }
            case ErrandState.Stopped _ -> {
                page.getChildren().addAll(more, errand.goesOn() ? Notice.good("Stopped, and what is done is kept: it goes on where it was.") : Notice.doubtful("Stopped; nothing was written."));
                showForm(errand);
            }
            case ErrandState.Failed(String sentence) -> {
                page.getChildren().addAll(more, Notice.bad(sentence));
                showForm(errand);
            }
            case ErrandState.Running running -> {
                ErrandPage now = ErrandPage.ofRun(errand, running);
                now.show(running, errand.timeLeft().get());
                run = now;
                page.getChildren().add(now);
                Button stop = Buttons.named(Buttons.soft("Stop", MaterialDesignS.STOP, errand::stop), "learn-stop");
                stop.setDisable(running.stopping());
                foot("Close this and go on working: it goes on.", stop, Buttons.soft("Close", close));
            }
            case ErrandState.Done(var outcome) -> {
                page.getChildren().add(ErrandPage.of(errand, outcome));
                Button again = Buttons.named(Buttons.soft("Another", errand::again), "learn-again"), folder = Buttons.named(Buttons.soft("Open folder", () -> places.show(outcome.folder())), "learn-folder");
                if (outcome.report().isEmpty()) foot("", again, folder, Buttons.named(Buttons.primary("Done", MaterialDesignC.CHECK, close), "learn-done"));
                else foot("", again, folder, Buttons.soft("Close", close), Buttons.named(Buttons.primary("Open the report", MaterialDesignF.FILE_CHART_OUTLINE, () -> open.accept(outcome.report().get())), "learn-report"));
            }
        }
    }

    private void showForm(Errand errand) {
        TaskForm now = new TaskForm(errand, places, this::showReadiness);
        now.offer(room.models().get());
        form = now;
        page.getChildren().add(now);
        foot("", copy, Buttons.soft("Close", close), start);
        showReadiness();
    }

    private void copyCommand() {
        ClipboardContent content = new ClipboardContent();
        content.putString(room.shown().task().command(room.shown().answers()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void offer() {
        if (form != null) form.offer(room.models().get());
    }

    private void showReadiness() {
        if (form == null) return;
        Errand errand = room.shown();
        String obstacle = errand.obstacle();
        for (Button button : List.of(start, copy)) button.setDisable(!obstacle.isEmpty());
        start.setText(errand.goesOn() ? "Go on" : "Start");
        reason.setText(obstacle.isEmpty() ? "You can go on working while it runs." : obstacle);
    }

    private void foot(String why, Node... buttons) {
        reason.setText(why);
        foot.getChildren().setAll(reason);
        foot.getChildren().addAll(buttons);
    }
}
