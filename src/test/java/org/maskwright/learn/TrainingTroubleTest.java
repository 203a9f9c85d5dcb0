package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.loss.Loss;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

/// A run whose numbers or whose memory come to an end.
class TrainingTroubleTest {
    @TempDir Path folder;
    private final NotedWatch watch = new NotedWatch();
    private final List<String> notes = watch.notes;

    @Test
    void aLossThatIsNoNumberOnceCostsAStep() throws Exception {
        // Twelve steps of four patches are an epoch: this is in the second.
        train("once", settings -> settings.withLoss(noNumberAt(60, 60)));
        assertThat(Checkpoint.read(folder.resolve("once")).slowness()).isZero();
        assertThat(notes).containsExactly("In epoch 2, 1 of 12 steps taught nothing, for loss or gradient was no number.");
        assertThat(Models.read(folder.resolve("once")).weights().firstNotFinite()).isEmpty();
    }

    @Test
    void aGradientThatIsNoNumberOnceCostsAStep() throws Exception {
        var calls = new AtomicInteger();
        Loss loss = new DiceAndCrossEntropy();
        // The root of 0 is 0, its slope is not.
        Loss failing = (scores, truth) -> calls.incrementAndGet() == 60
                ? loss.of(scores, truth).add(scores.sub(scores).sqrt().sum()) : loss.of(scores, truth);
        train("slope", settings -> settings.withLoss(failing));
        Checkpoint end = Checkpoint.read(folder.resolve("slope"));
        assertThat(notes).containsExactly("In epoch 2, 1 of 12 steps taught nothing, for loss or gradient was no number.");
        assertThat(end.slowness()).isZero();
        assertThat(end.curve()).hasSize(3).allSatisfy(epoch -> assertThat(epoch.loss()).isFinite());
        assertThat(end.curve().getLast().loss()).isLessThan(end.curve().getFirst().loss());
    }

    @Test
    void aLossThatIsNoNumberStepAfterStepCostsAnEpochAndHalfTheRate() throws Exception {
        train("row", settings -> settings.withLoss(noNumberAt(57, 70)));
        assertThat(Checkpoint.read(folder.resolve("row")).slowness()).isOne();
        assertThat(notes).first().isEqualTo("The loss was no number 3 times in a row in epoch 2: the run goes on from where it was last kept, at 1/2 of the learning rate.");
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

    @Test
    void scansWithHolesAreLearntFromAndSaid() throws Exception {
        List<TrainingCase> cases = new ArrayList<>(SmallCases.set(5).cases());
        TrainingCase.Content content = SmallCases.content(9);
        float[][] slices = new float[content.volume().geometry().size().z()][content.volume().geometry().size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++) {
            content.volume().copySlice(z, slices[z]);
            if (z < 3) slices[z][z] = Float.NaN;
        }
        var holed = new TrainingCase.Content(FloatVolume.adopting(content.volume().geometry(), slices, ScanInfo.MR), content.labels());
        cases.set(1, SmallCases.of("case-2", holed));
        TrainingLoop.run(TrainingPlan.of(SmallCases.set(cases), folder.resolve("holes")).withEpochs(1), SmallCases::small, watch, Progress.NONE);
        assertThat(notes).containsExactly("Voxels that hold no number count as their scan's least value: 3 in case-2.");
        assertThat(Models.read(folder.resolve("holes")).weights().firstNotFinite()).isEmpty();
    }

    private void train(String name, UnaryOperator<TrainingSettings> adjust) throws Exception {
        TrainingLoop.run(plan(name, 3), chosen -> adjust.apply(SmallCases.small(chosen)), watch, Progress.NONE);
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
