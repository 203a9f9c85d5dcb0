package org.maskwright.fx.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.JobRunner;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.course.PastRun;
import org.maskwright.workflow.training.RunNote;

/// The training room without a window: this test's thread is the window's.
class TrainingModelTest {
    private static final Path PROJECT = Path.of("study");

    private final BlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final JobRunner jobs = new JobRunner(window::add);
    private final FakeTrainer trainer = new FakeTrainer(jobs);
    private double now;
    private final TrainingModel model = new TrainingModel(trainer, window::add, () -> now);

    @AfterEach
    void closeJobs() {
        jobs.close();
    }

    /// Does what waits for the window's thread until `condition` holds.
    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable next = window.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("it comes to that; now " + model.state().get() + ", " + model.lesson().get()).isNotNull();
            next.run();
        }
    }

    private void teach() throws InterruptedException {
        model.visit(Optional.of(PROJECT));
        until(() -> model.lesson().get() instanceof LessonState.Known);
        model.teach(60, 20);
    }

    private void step(double fraction, String what) {
        trainer.steps.add((progress, _) -> {
            progress.at(fraction, what);
            return Optional.empty();
        });
    }

    private void epochs(int count) {
        trainer.steps.add((_, onlooker) -> {
            onlooker.see(FakeTrainer.curve(count, 60), List.of());
            return Optional.empty();
        });
    }

    @Test
    void whatCouldBeTaughtIsSaidBeforeAnythingBegins() throws Exception {
        model.visit(Optional.of(PROJECT));
        until(() -> model.lesson().get() instanceof LessonState.Known);
        FineTune.Lesson lesson = ((LessonState.Known) model.lesson().get()).lesson();
        assertThat(new LessonWords(lesson).sentence()).isEqualTo("Hippocampus in MR learns from 8 finished cases of this project and again from 24 old ones, is judged by 10 that it does not learn from,"
                + " and takes the old model’s place if you say so and it is no worse.");
        assertThat(new LessonWords(lesson).learns()).startsWith("8 cases of yours, " + org.maskwright.fx.part.Figures.count(2760) + " voxels of proposals changed, 23 min of editing (7 of 8 timed); 24 old cases again");
        assertThat(trainer.runs).isEmpty();
    }

    @Test
    void whyNothingCanBeTaughtIsSaidAsOnTheCommandLine() throws Exception {
        trainer.trouble = Optional.of("Study: expected corrected cases of at least two patients, found one. Correct another case first.");
        model.visit(Optional.of(PROJECT));
        until(() -> model.lesson().get() instanceof LessonState.Unknown);
        assertThat(model.lesson().get()).isEqualTo(new LessonState.Unknown(trainer.trouble.get()));
        model.teach(60, 20);
        assertThat(trainer.runs).isEmpty();
        model.visit(Optional.empty());
        assertThat(model.lesson().get()).isEqualTo(new LessonState.NoProject());
    }

    @Test
    void aRunShowsItsCurveAndWhatIsLeft() throws Exception {
        teach();
        assertThat(trainer.runs).containsExactly(new RunNote(PROJECT.resolve("models/hippocampus-mr-2"), RunNote.Kind.FINE_TUNE, RunNote.State.UNDER_WAY, "study", "", "", "", 60, 20, 0, 1));
        step(0.1, "epoch 5 of 60, step 1 of 80");
        until(() -> model.state().get() instanceof TrainingState.Running(_, double fraction, _, _) && fraction == 0.1);
        assertThat(model.timeLeft().get()).as("too early to say").isEmpty();
        now = 60;
        epochs(10);
        trainer.steps.add((_, onlooker) -> {
            onlooker.note("The memory ran out: one patch at a time.");
            return Optional.empty();
        });
        step(0.2, "epoch 11 of 60, step 1 of 80");
        until(() -> !model.timeLeft().get().isEmpty());
        assertThat(model.curve().get()).hasSize(10);
        assertThat(model.remarks().get()).containsExactly("The memory ran out: one patch at a time.");
        assertThat(model.labels().get()).isEqualTo(FakeTrainer.TABLE);
        assertThat(model.timeLeft().get()).as("a tenth took a minute").isEqualTo("about 8 min left");
    }

    @Test
    void pausedItGoesOnAndEndsWithAReportCard() throws Exception {
        teach();
        step(0.1, "epoch 5 of 60");
        until(() -> model.state().get() instanceof TrainingState.Running(_, double fraction, _, _) && fraction == 0.1);
        epochs(4);
        until(() -> model.curve().get().size() == 4);
        model.pause();
        assertThat(model.state().get()).isInstanceOfSatisfying(TrainingState.Running.class, running -> assertThat(running.stopping()).isTrue());
        step(0.11, "epoch 5 of 60");
        until(() -> model.state().get() instanceof TrainingState.Paused);
        assertThat(model.curve().get()).as("stays in sight").hasSize(4);
        model.resume();
        assertThat(trainer.runs).hasSize(2);
        assertThat(trainer.runs.getLast()).isEqualTo(trainer.runs.getFirst());
        trainer.steps.add((_, _) -> Optional.of(FakeTrainer.tuned(1)));
        until(() -> model.state().get() instanceof TrainingState.Judged);
        assertThat(model.state().get()).isInstanceOfSatisfying(TrainingState.Judged.class, judged -> assertThat(judged.tuned().isWorse()).isFalse());
        model.answer(true);
        until(() -> model.state().get() instanceof TrainingState.Judged(_, _, TrainingState.Answer answer) && answer == TrainingState.Answer.NEW);
        assertThat(trainer.used).containsExactly("study hippocampus-mr-2");
        model.visit(Optional.of(PROJECT));
        assertThat(model.state().get()).as("answered, it makes room").isInstanceOf(TrainingState.Idle.class);
    }

    @Test
    void aWorseModelIsNeverTaken() throws Exception {
        teach();
        trainer.steps.add((_, _) -> Optional.of(FakeTrainer.tuned(-1)));
        until(() -> model.state().get() instanceof TrainingState.Judged);
        model.answer(true);
        assertThat(model.state().get()).isInstanceOfSatisfying(TrainingState.Judged.class, judged -> assertThat(judged.answer()).isEqualTo(TrainingState.Answer.OLD));
        assertThat(trainer.used).isEmpty();
    }

    @Test
    void aFullDiskIsSaidAndTheRunCanBeTriedAgainOrThrownAway() throws Exception {
        teach();
        trainer.steps.add((_, _) -> {
            throw new IOException("checkpoint.safetensors: No space left on device");
        });
        until(() -> model.state().get() instanceof TrainingState.Failed);
        assertThat(model.state().get()).isInstanceOfSatisfying(TrainingState.Failed.class, failed -> assertThat(failed.sentence()).contains("No space left on device"));
        model.resume();
        assertThat(trainer.runs).hasSize(2);
        trainer.steps.add((_, _) -> {
            throw new IOException("still full");
        });
        until(() -> model.state().get() instanceof TrainingState.Failed(_, String sentence) && sentence.contains("still full"));
        model.discard();
        assertThat(model.state().get()).isInstanceOf(TrainingState.Idle.class);
        assertThat(trainer.givenUp).as("it can still be taken back").isEmpty();
        model.settle();
        assertThat(trainer.givenUp).containsExactly(trainer.runs.getFirst());
        assertThat(model.thrown().get()).isEmpty();
    }

    @Test
    void whatWasThrownAwayIsTakenBack() throws Exception {
        RunNote old = new RunNote(PROJECT.resolve("models/hippocampus-mr-3"), RunNote.Kind.FINE_TUNE, RunNote.State.UNDER_WAY, "study", "hippocampus-mr", "", "", 60, 20, 0, 1);
        trainer.left = List.of(old);
        model.visit(Optional.of(PROJECT));
        until(() -> !model.unfinished().get().isEmpty());
        model.discard(old);
        assertThat(model.unfinished().get()).isEmpty();
        assertThat(model.thrown().get()).containsExactly(old);
        model.takeBack(old);
        assertThat(model.unfinished().get()).containsExactly(old);
        model.settle();
        assertThat(trainer.givenUp).isEmpty();
    }

    @Test
    void aRunInTheFolderOfOneThrownAwayWaitsUntilThatIsGone() throws Exception {
        teach();
        trainer.steps.add((_, _) -> {
            throw new IOException("full");
        });
        until(() -> model.state().get() instanceof TrainingState.Failed);
        model.discard();
        model.teach(30, 20);
        assertThat(trainer.runs).as("its folder is not free yet").hasSize(1);
        until(() -> trainer.runs.size() == 2);
        assertThat(trainer.givenUp).containsExactly(trainer.runs.getFirst());
        assertThat(trainer.runs.getLast().epochs()).isEqualTo(30);
        model.settle();
        assertThat(trainer.givenUp).as("the new run stays").hasSize(1);
    }

    @Test
    void whatIsLostIsNamed(@TempDir Path folder) throws Exception {
        RunNote note = new RunNote(folder.resolve("base-2"), RunNote.Kind.FINE_TUNE, RunNote.State.UNDER_WAY, "study", "", "", "", 60, 20, 0, 1);
        assertThat(LessonWords.thrown(note)).isEqualTo("The training of base-2 is thrown away with an epoch that was not over, and the copies of labels that it learnt from, as soon as this sheet is closed."
                + " Models and cases stay.");
        Files.createDirectories(note.out());
        Files.writeString(note.out().resolve("curves.csv"), "epoch,loss,validation_dice,learning_rate,seconds\n1,0.5,0.7,0.1,90\n2,0.4,0.7,0.1,90\n");
        assertThat(LessonWords.thrown(note)).contains("with 2 epochs of 60, 3 min of learning, and");
    }

    @Test
    void trainingsOfBeforeAreLaidBesideEachOther() throws Exception {
        PastRun first = FakeTrainer.pastRun("first", 20, 0, Map.of("network", "unet3d", "seed", "1"), "a", "b"), second = FakeTrainer.pastRun("second", 30, 0.02, Map.of("network", "fcn2d", "seed", "1"), "a", "b"),
                third = FakeTrainer.pastRun("third", 10, -0.1, Map.of("network", "unet3d", "seed", "1"), "c");
        trainer.past = List.of(first, second, third);
        model.visit(Optional.of(PROJECT));
        until(() -> !model.past().get().isEmpty());
        assertThat(model.compared().get()).as("the last two at once").containsExactly(first, second);
        RunTable table = new RunTable(model.compared().get());
        assertThat(table.caution()).isEmpty();
        assertThat(table.rows()).extracting(RunTable.Row::name).containsExactly("Epochs", "Best epoch", "Its mean Dice", "Anterior", "Posterior", "Last loss", "Minutes", "network");
        assertThat(table.rows().getFirst().values()).containsExactly("20", "30");
        assertThat(table.rows().getLast()).isEqualTo(new RunTable.Row("network", List.of("unet3d", "fcn2d"), true));
        assertThat(table.rows().get(6).values()).containsExactly("6.0", "9.0");
        int best = first.best().orElseThrow();
        assertThat(table.rows().get(3).values().getFirst()).isEqualTo(org.maskwright.fx.part.Figures.ratio(first.curve().get(best).labelDice().get(1)));
        model.compare(second, false);
        model.compare(third, true);
        assertThat(model.compared().get()).containsExactly(first, third);
        assertThat(new RunTable(model.compared().get()).caution()).hasValueSatisfying(why -> assertThat(why).startsWith("Other cases judge them"));
        assertThat(new RunTable(List.of(first, FakeTrainer.pastRun("focal", 10, 0, Map.of("--loss", "focal"), "a", "b"))).caution()).contains("Their losses are different measures: compare the Dice alone.");
    }

    @Test
    void stoppedEarlyARunThatIsPausedGoesOnToBeJudged() throws Exception {
        teach();
        step(0.1, "epoch 5 of 60");
        until(() -> model.state().get() instanceof TrainingState.Running(_, double fraction, _, _) && fraction == 0.1);
        model.pause();
        step(0.1, "epoch 5 of 60");
        until(() -> model.state().get() instanceof TrainingState.Paused);
        model.stopEarly();
        trainer.steps.add((_, onlooker) -> onlooker.isEnough() ? Optional.of(FakeTrainer.tuned(1)) : Optional.empty());
        until(() -> model.state().get() instanceof TrainingState.Judged);
        assertThat(model.isEndingEarly()).as("the next run is not ended early").isFalse();
    }

    @Test
    void whatAnEarlierStartLeftIsOffered() throws Exception {
        RunNote old = new RunNote(PROJECT.resolve("models/hippocampus-mr-3"), RunNote.Kind.FINE_TUNE, RunNote.State.UNDER_WAY, "study", "hippocampus-mr", "", "", 60, 20, 0, 1);
        trainer.left = List.of(old);
        model.visit(Optional.of(PROJECT));
        until(() -> !model.unfinished().get().isEmpty());
        model.goOn(old);
        assertThat(trainer.runs).containsExactly(old);
        assertThat(model.unfinished().get()).isEmpty();
        model.visit(Optional.of(PROJECT));
        until(() -> model.lesson().get() instanceof LessonState.Known);
        assertThat(model.unfinished().get()).as("it is under way now").isEmpty();
        assertThat(model.isUnderWay()).isTrue();
    }

    @Test
    void aNewModelIsTrainedFromAFolder() throws Exception {
        Wish wish = new Wish("phantom:4");
        wish.useNetwork("unet2d");
        model.train(wish, 5, 0);
        assertThat(trainer.runs).containsExactly(new RunNote(Path.of("models", "mine"), RunNote.Kind.NEW_MODEL, RunNote.State.UNDER_WAY, "phantom:4", "", "", "unet2d", 5, 0, 0, 1));
        ModelShelf.Entry made = FakeTrainer.model("mine", 0.8);
        trainer.steps.add((_, _) -> Optional.of(new Train.Trained(made, List.of("case-3: left out."), List.of(), List.of())));
        until(() -> model.state().get() instanceof TrainingState.Made);
        assertThat(model.state().get()).isInstanceOfSatisfying(TrainingState.Made.class, one -> assertThat(one.trained().leftOut()).hasSize(1));
    }

    @Test
    void axesCarryRoundNumbers() {
        assertThat(Ticks.of(0.61, 0.93, 4).values()).extracting(value -> Math.round(value * 10)).containsExactly(7L, 8L, 9L);
        assertThat(Ticks.of(0.61, 0.93, 4).decimals()).isOne();
        assertThat(Ticks.of(1, 60, 5).values()).hasSizeBetween(2, 6);
        assertThat(Ticks.of(0, 1, 4).decimals()).isOne();
    }
}
