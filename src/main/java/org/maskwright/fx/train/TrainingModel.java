package org.maskwright.fx.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.job.TimeLeft;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.Trouble;
import org.maskwright.workflow.course.PastRun;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.RunNote;
import org.maskwright.workflow.training.WorstSlice;

/// The training room without its walls: what could be taught, the run under way, and what came of it. It outlives the sheet that shows
/// it, so that one can go on working while a model learns. Used on the window's thread.
public final class TrainingModel {
    private static final String WAITING = "waiting for its turn";

    private final Trainer trainer;
    private final Executor window;
    private final DoubleSupplier seconds;
    private final ReadOnlyObjectWrapper<TrainingState> state = new ReadOnlyObjectWrapper<>(new TrainingState.Idle());
    private final ReadOnlyObjectWrapper<LessonState> lesson = new ReadOnlyObjectWrapper<>(new LessonState.NoProject());
    private final ReadOnlyObjectWrapper<List<RunNote>> unfinished = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<RunNote>> thrown = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<PastRun>> past = new ReadOnlyObjectWrapper<>(List.of()), compared = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Trainings.Start>> starts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Onlooker.Epoch>> curve = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<WorstSlice>> worst = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> remarks = new ReadOnlyObjectWrapper<>(List.of()), reasons = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<LabelTable> labels = new ReadOnlyObjectWrapper<>(LabelTable.EMPTY);
    private final ReadOnlyStringWrapper timeLeft = new ReadOnlyStringWrapper("");
    private Consumer<Job<?>> begun = _ -> {};
    private Optional<Path> project = Optional.empty();
    private String replay = "";
    private @Nullable Job<?> looking, running;
    private Looker looker = new Looker();
    private TimeLeft clock;

    /// @param window where listeners and onlookers are told
    /// @param seconds of a clock that only goes forward
    public TrainingModel(Trainer trainer, Executor window, DoubleSupplier seconds) {
        this.trainer = trainer;
        this.window = window;
        this.seconds = seconds;
        this.clock = clock();
    }

    private TimeLeft clock() {
        return new TimeLeft(() -> (long) (seconds.getAsDouble() * 1e9));
    }

    /// Tells `listener` of every run that is begun or resumed.
    public void onBegun(Consumer<Job<?>> listener) {
        begun = listener;
    }

    // ---- what could be taught

    /// Looks at a project anew, or at none, and at what was begun there. A run under way goes on.
    public void visit(Optional<Path> folder) {
        settle();
        if (!folder.equals(project)) replay = "";
        project = folder;
        if (!isUnderWay() && !(state.get() instanceof TrainingState.Judged(_, _, TrainingState.Answer answer) && answer == TrainingState.Answer.OPEN)
                && !(state.get() instanceof TrainingState.Paused)) state.set(new TrainingState.Idle());
        look();
        lookForUnfinished();
        lookForPast();
        trainer.starts(project).onDone(starts::set);
    }

    /// Looks again, with old data from elsewhere.
    public void setReplay(String data) {
        if (data.equals(replay)) return;
        replay = data;
        look();
    }

    public String replay() {
        return replay;
    }

    public Optional<Path> project() {
        return project;
    }

    private void look() {
        if (looking != null) looking.cancel();
        looking = null;
        if (project.isEmpty()) {
            lesson.set(new LessonState.NoProject());
            return;
        }
        Job<FineTune.Lesson> job = trainer.look(project.get(), replay);
        looking = job;
        job.onState(now -> {
            if (looking != job) return;
            lesson.set(switch (now) {
                case JobState.Waiting<FineTune.Lesson> _ -> new LessonState.Looking(Double.NaN, job.name());
                case JobState.Running<FineTune.Lesson>(double fraction, String what) -> new LessonState.Looking(fraction, what);
                case JobState.Done<FineTune.Lesson>(FineTune.Lesson found) -> new LessonState.Known(found);
                case JobState.Cancelled<FineTune.Lesson> _ -> new LessonState.Unknown("The cases were not looked at.");
                case JobState.Failed<FineTune.Lesson>(Throwable cause) -> new LessonState.Unknown(Trouble.sentence(cause));
            });
        });
    }

    private void lookForUnfinished() {
        trainer.unfinished(project).onDone(found -> {
            List<RunNote> others = found.stream().filter(note -> !isAbout(note.out()) && !thrown.get().contains(note)).toList();
            unfinished.set(others);
        });
    }

    private void lookForPast() {
        trainer.past(project).onDone(found -> {
            List<Path> chosen = compared.get().stream().map(PastRun::folder).toList();
            past.set(found);
            List<PastRun> still = found.stream().filter(run -> chosen.contains(run.folder())).toList();
            compared.set(still.isEmpty() && found.size() > 1 ? found.subList(0, 2) : still);
        });
    }

    /// Puts a training of before beside others, or takes it from there.
    public void compare(PastRun run, boolean on) {
        List<PastRun> all = new ArrayList<>(compared.get());
        if (!on) all.remove(run);
        else if (!all.contains(run)) all.add(run);
        compared.set(List.copyOf(all));
    }

    private boolean isAbout(Path out) {
        return switch (state.get()) {
            case TrainingState.Running(RunNote note, _, _, _) -> note.out().equals(out);
            case TrainingState.Paused(RunNote note) -> note.out().equals(out);
            case TrainingState.Failed(RunNote note, _) -> note.out().equals(out);
            case TrainingState.Idle _, TrainingState.Judged _, TrainingState.Made _ -> false;
        };
    }

    // ---- a run

    /// Begins to teach what [#lesson] says; nothing while that is not known or a run is under way.
    ///
    /// @param minutes at most; 0 for no limit
    public void teach(int epochs, double minutes) {
        if (!(lesson.get() instanceof LessonState.Known(FineTune.Lesson known)) || project.isEmpty() || isUnderWay()) return;
        Path out = trainer.placeFor(project.get(), known.model().id());
        start(new RunNote(out, RunNote.Kind.FINE_TUNE, RunNote.State.UNDER_WAY, project.get().toString(), "", replay, "", epochs, minutes, 0, 1));
    }

    /// Begins to train a new model; nothing while something is wrong with the wish, or a run is under way.
    void train(Wish wish, int epochs, double minutes) {
        if (isUnderWay() || !wish.obstacle().get().isEmpty()) return;
        start(RunNote.ofNewModel(trainer.placeFor(wish.data()), wish.sources().name(), wish.model(), wish.architecture(), epochs, minutes, wish.settings()));
    }

    /// Goes on with one that was stopped.
    public void goOn(RunNote note) {
        if (isUnderWay()) return;
        unfinished.set(without(unfinished.get(), note));
        start(note);
    }

    private void start(RunNote note) {
        Optional<RunNote> inTheWay = thrown.get().stream().filter(other -> other.out().equals(note.out())).findFirst();
        if (inTheWay.isPresent()) {
            thrown.set(without(thrown.get(), inTheWay.get()));
            trainer.giveUp(inTheWay.get()).onDone(_ -> start(note)).onFailed(cause -> state.set(new TrainingState.Failed(note, Trouble.sentence(cause))));
            return;
        }
        if (!(state.get() instanceof TrainingState.Paused(RunNote paused) && paused.equals(note))) {
            curve.set(List.of());
            worst.set(List.of());
            remarks.set(List.of());
            reasons.set(List.of());
        }
        timeLeft.set("");
        clock = clock();
        boolean enough = looker.enough && isAbout(note.out());
        looker = new Looker();
        looker.enough = enough;
        switch (note.kind()) {
            case FINE_TUNE -> follow(note, trainer.teach(note, looker), tuned -> new TrainingState.Judged(note, tuned, TrainingState.Answer.OPEN));
            case NEW_MODEL -> follow(note, trainer.train(note, looker), made -> new TrainingState.Made(note, made));
        }
    }

    private <T> void follow(RunNote note, Job<T> job, java.util.function.Function<T, TrainingState> end) {
        running = job;
        state.set(new TrainingState.Running(note, Double.NaN, WAITING, false));
        begun.accept(job);
        job.onState(now -> {
            if (running != job) return;
            switch (now) {
                case JobState.Waiting<T> _ -> state.set(new TrainingState.Running(note, Double.NaN, WAITING, job.isCancelRequested()));
                case JobState.Running<T>(double fraction, String what) -> {
                    timeLeft.set(clock.at(fraction).orElse(""));
                    state.set(new TrainingState.Running(note, fraction, what, job.isCancelRequested()));
                }
                case JobState.Done<T>(T made) -> over(end.apply(made));
                case JobState.Cancelled<T> _ -> over(new TrainingState.Paused(note));
                case JobState.Failed<T>(Throwable cause) -> over(new TrainingState.Failed(note, Trouble.sentence(cause)));
            }
        });
    }

    private void over(TrainingState end) {
        running = null;
        timeLeft.set("");
        if (!(end instanceof TrainingState.Paused)) looker.enough = false;
        state.set(end);
    }

    /// What a run tells, on its own thread.
    private final class Looker implements Onlooker {
        volatile boolean enough;

        @Override
        public void begins(LabelTable table) {
            tell(() -> labels.set(table));
        }

        @Override
        public void see(List<Epoch> epochs, List<WorstSlice> slices) {
            tell(() -> {
                curve.set(epochs);
                if (!slices.isEmpty()) worst.set(slices);
            });
        }

        @Override
        public void planned(List<String> why) {
            tell(() -> reasons.set(why));
        }

        @Override
        public void note(String sentence) {
            tell(() -> {
                List<String> all = new ArrayList<>(remarks.get());
                all.add(sentence);
                remarks.set(List.copyOf(all));
            });
        }

        private void tell(Runnable news) {
            window.execute(() -> {
                if (looker == this) news.run();
            });
        }

        @Override
        public boolean isEnough() {
            return enough;
        }
    }

    /// Stops the run at its next step; nothing of it is lost.
    public void pause() {
        if (running == null) return;
        running.cancel();
        if (state.get() instanceof TrainingState.Running(RunNote note, double fraction, String doing, _)) state.set(new TrainingState.Running(note, fraction, doing, true));
    }

    /// Goes on after a pause or a failure.
    public void resume() {
        stopped().ifPresent(this::start);
    }

    /// Ends the run after the epoch under way, and judges the best that it has; a paused one goes on for that.
    public void stopEarly() {
        looker.enough = true;
        resume();
    }

    /// Whether the run was asked to end early.
    public boolean isEndingEarly() {
        return looker.enough;
    }

    /// Throws a paused or failed run away, as [#discard(RunNote)].
    public void discard() {
        stopped().ifPresent(note -> {
            looker.enough = false;
            state.set(new TrainingState.Idle());
            discard(note);
        });
    }

    /// Throws away one that was stopped earlier. Until [#settle] it is only put aside and can be taken back.
    public void discard(RunNote note) {
        unfinished.set(without(unfinished.get(), note));
        thrown.set(with(thrown.get(), note));
    }

    /// Takes one back that was thrown away.
    public void takeBack(RunNote note) {
        if (!thrown.get().contains(note)) return;
        thrown.set(without(thrown.get(), note));
        unfinished.set(with(unfinished.get(), note));
    }

    /// Removes what was thrown away, for good.
    public void settle() {
        List<RunNote> gone = thrown.get();
        thrown.set(List.of());
        gone.forEach(trainer::giveUp);
    }

    private static List<RunNote> with(List<RunNote> all, RunNote note) {
        List<RunNote> more = new ArrayList<>(all);
        more.add(note);
        return List.copyOf(more);
    }

    private static List<RunNote> without(List<RunNote> all, RunNote note) {
        return all.stream().filter(other -> !other.equals(note)).toList();
    }

    private Optional<RunNote> stopped() {
        return switch (state.get()) {
            case TrainingState.Paused(RunNote note) -> Optional.of(note);
            case TrainingState.Failed(RunNote note, _) -> Optional.of(note);
            case TrainingState.Idle _, TrainingState.Running _, TrainingState.Judged _, TrainingState.Made _ -> Optional.empty();
        };
    }

    public boolean isUnderWay() {
        return state.get() instanceof TrainingState.Running;
    }

    // ---- what came of it

    /// Answers the report card. A worse model is never taken.
    ///
    /// @param takeNew whether the project goes on with the new model
    public void answer(boolean takeNew) {
        if (!(state.get() instanceof TrainingState.Judged(RunNote note, FineTune.Tuned tuned, TrainingState.Answer answer)) || answer != TrainingState.Answer.OPEN) return;
        if (!takeNew || tuned.isWorse()) {
            state.set(new TrainingState.Judged(note, tuned, TrainingState.Answer.OLD));
            return;
        }
        trainer.use(Path.of(note.source()), tuned.after())
                .onDone(_ -> state.set(new TrainingState.Judged(note, tuned, TrainingState.Answer.NEW)))
                .onFailed(cause -> state.set(new TrainingState.Failed(note, "The new model was made, but the project cannot be told. " + Trouble.sentence(cause))));
    }

    /// Puts away what came of the last run, to begin another.
    public void startOver() {
        if (isUnderWay()) return;
        state.set(new TrainingState.Idle());
        visit(project);
    }

    // ---- what is shown

    public ReadOnlyObjectProperty<TrainingState> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<LessonState> lesson() {
        return lesson.getReadOnlyProperty();
    }

    /// Trainings of earlier starts that can go on.
    public ReadOnlyObjectProperty<List<RunNote>> unfinished() {
        return unfinished.getReadOnlyProperty();
    }

    /// Trainings that were thrown away and can still be taken back.
    public ReadOnlyObjectProperty<List<RunNote>> thrown() {
        return thrown.getReadOnlyProperty();
    }

    /// Trainings of before, the one that learnt last in front.
    public ReadOnlyObjectProperty<List<PastRun>> past() {
        return past.getReadOnlyProperty();
    }

    /// Those of them that are looked at side by side.
    public ReadOnlyObjectProperty<List<PastRun>> compared() {
        return compared.getReadOnlyProperty();
    }

    /// Models that a new one could begin with.
    public ReadOnlyObjectProperty<List<Trainings.Start>> starts() {
        return starts.getReadOnlyProperty();
    }

    /// Every epoch of the run so far.
    public ReadOnlyObjectProperty<List<Onlooker.Epoch>> curve() {
        return curve.getReadOnlyProperty();
    }

    /// Where the run does worst, the worst first.
    public ReadOnlyObjectProperty<List<WorstSlice>> worst() {
        return worst.getReadOnlyProperty();
    }

    /// What the run had to make do with so far, a sentence each.
    public ReadOnlyObjectProperty<List<String>> remarks() {
        return remarks.getReadOnlyProperty();
    }

    /// Why the run's settings are as they are, a sentence each; none before they are chosen.
    public ReadOnlyObjectProperty<List<String>> reasons() {
        return reasons.getReadOnlyProperty();
    }

    /// Names and colours of what is learnt.
    public ReadOnlyObjectProperty<LabelTable> labels() {
        return labels.getReadOnlyProperty();
    }

    /// Such as `about 6 min left`; empty while nobody can say.
    public ReadOnlyStringProperty timeLeft() {
        return timeLeft.getReadOnlyProperty();
    }
}
