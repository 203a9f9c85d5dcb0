package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.loss.Loss;

/// A run whose numbers or whose memory come to an end.
class TrainingTroubleTest {
    @TempDir Path folder;

    @Test
    void aLossThatIsNoNumberOnceCostsAStep() throws Exception {
        // Twelve steps of four patches are an epoch: this is in the second.
        SmallCases.train(plan("once", 3), settings -> settings.withLoss(noNumberAt(60, 60)), Progress.NONE);
        assertThat(Checkpoint.read(folder.resolve("once")).slowness()).isZero();
        assertThat(Models.read(folder.resolve("once")).weights().firstNotFinite()).isEmpty();
    }

    @Test
    void aGradientThatIsNoNumberOnceCostsAStep() throws Exception {
        var calls = new AtomicInteger();
        Loss loss = new DiceAndCrossEntropy();
        // The root of 0 is 0, its slope is not.
        Loss failing = (scores, truth) -> calls.incrementAndGet() == 60
                ? loss.of(scores, truth).add(scores.sub(scores).sqrt().sum()) : loss.of(scores, truth);
        SmallCases.train(plan("slope", 3), settings -> settings.withLoss(failing), Progress.NONE);
        Checkpoint end = Checkpoint.read(folder.resolve("slope"));
        assertThat(end.slowness()).isZero();
        assertThat(end.curve()).hasSize(3).allSatisfy(epoch -> assertThat(epoch.loss()).isFinite());
        assertThat(end.curve().getLast().loss()).isLessThan(end.curve().getFirst().loss());
    }

    @Test
    void aLossThatIsNoNumberStepAfterStepCostsAnEpochAndHalfTheRate() throws Exception {
        SmallCases.train(plan("row", 3), settings -> settings.withLoss(noNumberAt(57, 70)), Progress.NONE);
        assertThat(Checkpoint.read(folder.resolve("row")).slowness()).isOne();
        assertThat(Checkpoint.read(folder.resolve("row")).curve()).hasSize(3);
        assertThat(Models.read(folder.resolve("row")).weights().firstNotFinite()).isEmpty();
    }

    @Test
    void aLossThatIsNeverANumberEndsTheRunWithoutAModel() {
        Loss hopeless = (scores, _) -> scores.sum().mul(Float.NaN);
        assertThatThrownBy(() -> SmallCases.train(plan("never", 2), settings -> settings.withLoss(hopeless), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("no number any more in epoch 1").hasMessageContaining("an 8th of the learning rate");
        assertThat(folder.resolve("never/card.json")).doesNotExist();
    }

    private static Loss noNumberAt(int first, int last) {
        var calls = new AtomicInteger();
        Loss loss = new DiceAndCrossEntropy();
        return (scores, truth) -> {
            int call = calls.incrementAndGet();
            return call >= first && call <= last ? loss.of(scores, truth).mul(Float.NaN) : loss.of(scores, truth);
        };
    }

    @Test
    void aStepThatDoesNotFitIntoMemoryIsSaidAndTheCheckpointStands() throws Exception {
        var calls = new AtomicInteger();
        Loss loss = new DiceAndCrossEntropy();
        Loss full = (scores, truth) -> {
            if (calls.incrementAndGet() >= 60) throw new EngineException("[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes");
            return loss.of(scores, truth);
        };
        assertThatThrownBy(() -> SmallCases.train(plan("full", 3), settings -> settings.withLoss(full), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("does not fit into the memory");
        assertThat(Checkpoint.read(folder.resolve("full")).epochs()).isOne();
        assertThat(folder.resolve("full/card.json")).doesNotExist();
    }

    private TrainingPlan plan(String name, int epochs) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(epochs);
    }
}
