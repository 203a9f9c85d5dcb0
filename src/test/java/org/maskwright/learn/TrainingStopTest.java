package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.job.Progress;
import org.maskwright.learn.loss.Loss;
import org.maskwright.learn.optimise.OptimiserKind;

/// A run that is stopped and resumed.
class TrainingStopTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40})
    void stoppedAnywhereAndResumedItEndsWithTheSameWeights(int stopAfterReports) throws Exception {
        SmallCases.train(plan("whole", 3), Progress.NONE);
        TrainingPlan stopped = plan("stopped", 3);
        assertThatThrownBy(() -> SmallCases.train(stopped, stopAfter(stopAfterReports))).isInstanceOf(Progress.Cancelled.class);
        assertThat(folder.resolve("stopped/card.json")).as("no model before the end").doesNotExist();
        SmallCases.train(stopped.withResume(true), Progress.NONE);
        requireSameRun("stopped", "whole");
    }

    @Test
    void stoppedWithinAnEpochItLosesNoStep() throws Exception {
        TrainingPlan stopped = plan("stopped", 2);
        assertThatThrownBy(() -> SmallCases.train(stopped, stopAtStep("epoch 1 of 2, step 8"))).isInstanceOf(Progress.Cancelled.class);
        assertThat(Checkpoint.read(folder.resolve("stopped")).epochs()).isZero();
        assertThat(Checkpoint.read(folder.resolve("stopped")).begun().steps()).isEqualTo(7);
        var steps = new ArrayList<String>();
        assertThatThrownBy(() -> SmallCases.train(stopped.withResume(true), (_, what) -> {
            if (what.startsWith("epoch")) steps.add(what);
            if (what.startsWith("epoch 2 of 2, validating")) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        assertThat(steps.getFirst()).startsWith("epoch 1 of 2, step 8 of 12, loss ");
        assertThat(Checkpoint.read(folder.resolve("stopped")).begun().steps()).as("the validation alone is left").isEqualTo(12);
        SmallCases.train(stopped.withResume(true), Progress.NONE);
        SmallCases.train(plan("whole", 2), Progress.NONE);
        assertThat(weights("stopped")).isEqualTo(weights("whole"));
    }

    @Test
    void withSgdItLearnsTooAndAStopLeavesNoTrace() throws Exception {
        ModelCard card = SmallCases.train(plan("sgd", 12).withMethod(TrainingMethod.DEFAULT.withOptimiser(OptimiserKind.SGD)), Progress.NONE);
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.4);
        TrainingPlan stopped = plan("stopped", 12).withMethod(TrainingMethod.DEFAULT.withOptimiser(OptimiserKind.SGD));
        assertThatThrownBy(() -> SmallCases.train(stopped, stopAfter(30))).isInstanceOf(Progress.Cancelled.class);
        SmallCases.train(stopped.withResume(true), Progress.NONE);
        requireSameRun("stopped", "sgd");
    }

    @Test
    void supervisedDeeplyItLearnsResumesAndLeavesAPlainModel() throws Exception {
        UnaryOperator<TrainingSettings> deeper = settings -> settings.withRecipe(settings.recipe().withWidths(List.of(8, 8, 16)));
        TrainingMethod method = TrainingMethod.DEFAULT.withDeepSupervision(true);
        ModelCard card = SmallCases.train(plan("deep", 4).withMethod(method), deeper, Progress.NONE);
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.7);
        assertThat(Checkpoint.read(folder.resolve("deep")).weights().names()).anyMatch(name -> name.startsWith("supervised"));
        assertThat(Models.read(folder.resolve("deep")).weights().names()).noneMatch(name -> name.startsWith("supervised"));
        TrainingPlan stopped = plan("stopped", 4).withMethod(method);
        assertThatThrownBy(() -> SmallCases.train(stopped, deeper, stopAfter(40))).isInstanceOf(Progress.Cancelled.class);
        SmallCases.train(stopped.withResume(true), deeper, Progress.NONE);
        requireSameRun("stopped", "deep");
    }

    @Test
    void aCheckpointOfAnotherRunIsNotResumed() throws Exception {
        SmallCases.train(plan("run", 1), Progress.NONE);
        assertThatThrownBy(() -> SmallCases.train(plan("run", 2).withResume(true), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("belongs to another run");
    }

    @Test
    void aDamagedCheckpointIsSaid() throws Exception {
        SmallCases.train(plan("run", 1), Progress.NONE);
        Path file = folder.resolve("run").resolve(Checkpoint.FILE);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> SmallCases.train(plan("run", 1).withResume(true), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("damaged");
    }

    private TrainingPlan plan(String name, int epochs) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(epochs);
    }

    private static Progress stopAfter(int reports) {
        var left = new AtomicInteger(reports);
        return (_, _) -> {
            if (left.decrementAndGet() < 0) throw new Progress.Cancelled();
        };
    }

    private static Progress stopAtStep(String beginning) {
        return (_, what) -> {
            if (what.startsWith(beginning)) throw new Progress.Cancelled();
        };
    }

    /// Course and end of both were the same; where they part is said first.
    private void requireSameRun(String one, String other) throws Exception {
        assertThat(course(one)).isEqualTo(course(other));
        assertThat(Arrays.equals(weights(one), weights(other))).as("the same weights").isTrue();
    }

    /// Loss and Dice after each epoch.
    private List<List<Double>> course(String name) throws ModelException {
        return Checkpoint.read(folder.resolve(name)).curve().stream().map(epoch -> List.of(epoch.loss(), epoch.dice())).toList();
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("weights.safetensors"));
    }
}
