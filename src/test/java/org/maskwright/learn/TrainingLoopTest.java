package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.torch.Torch;

class TrainingLoopTest {
    @TempDir Path folder;

    @Test
    void itLearnsWhatItIsShownAndSaysHowWell() throws Exception {
        ModelCard card = SmallCases.train(plan("balls", 4), Progress.NONE);
        assertThat(card.id()).isEqualTo("balls");
        assertThat(card.data().trainingCases()).containsExactly("case-1", "case-2", "case-3", "case-4");
        assertThat(card.data().validationCases()).containsExactly("case-5");
        assertThat(card.validation().dice()).containsOnlyKeys(1, 5);
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.8);
        Model model = Models.read(folder.resolve("balls"));
        assertThat(model.card()).isEqualTo(card);
        assertThat(model.weights().firstNotFinite()).isEmpty();
        assertThat(folder.resolve("balls/curves.png")).isNotEmptyFile();
        assertThat(folder.resolve("balls/curves.csv")).content().startsWith("epoch,loss,validation_dice").contains("\n4,");
    }

    @Test
    void slicesAreEnoughForTheTwoDimensionalNetwork() throws Exception {
        ModelCard card = SmallCases.train(plan("flat", 4).withArchitecture("unet2d"), Progress.NONE);
        assertThat(card.patch().z()).isOne();
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.3);
    }

    /// The parts of a batch are summed in their order, whichever thread was first.
    @Test
    void howManyThreadsThereAreDoesNotChangeTheWeights() throws Exception {
        assumeTrue(Torch.engine().hasFastBfloat16(), "volumes in 32 bits are studied by all threads together");
        int threads = Torch.engine().threads();
        try {
            for (int count : new int[] {1, 2, 3}) {
                Torch.engine().useThreads(count);
                SmallCases.train(plan("threads-" + count, 2), Progress.NONE);
                assertThat(Torch.engine().threads()).as("given back").isEqualTo(count);
            }
        } finally {
            Torch.engine().useThreads(threads);
        }
        assertThat(weights("threads-2")).isEqualTo(weights("threads-1"));
        assertThat(weights("threads-3")).isEqualTo(weights("threads-1"));
    }

    @Test
    void anotherSeedGivesOtherWeights() throws Exception {
        SmallCases.train(plan("one", 1), Progress.NONE);
        SmallCases.train(plan("other", 1).withSeed(2), Progress.NONE);
        assertThat(weights("one")).isNotEqualTo(weights("other"));
    }

    @Test
    void whatIsJudgedAndKeptIsTheRunningAverage() throws Exception {
        SmallCases.train(plan("average", 2), Progress.NONE);
        Checkpoint end = Checkpoint.read(folder.resolve("average"));
        assertThat(end.averages().sameValues(end.weights())).isFalse();
        assertThat(end.averages().names()).isEqualTo(end.weights().names());
        if (end.bestIndex() == 1) assertThat(end.best().sameValues(end.averages())).isTrue();
        assertThat(Models.read(folder.resolve("average")).weights().sameValues(end.best().halved())).isTrue();
    }

    @Test
    void theLastWeightsBecomeAModelBesideTheBestWhereTheyAreAskedFor() throws Exception {
        SmallCases.train(plan("both", 2).withKeepLast(true), Progress.NONE);
        Checkpoint end = Checkpoint.read(folder.resolve("both"));
        Model last = Models.read(folder.resolve("both").resolve(TrainingPlan.LAST));
        Model best = Models.read(folder.resolve("both"));
        assertThat(last.weights().sameValues(end.averages().halved())).isTrue();
        assertThat(best.weights().sameValues(end.best().halved())).isTrue();
        assertThat(last.card().id()).isEqualTo("both-last");
        assertThat(last.card().name()).isEqualTo("Balls, last epoch");
        assertThat(last.card().training().bestEpoch()).isEqualTo(2);
        assertThat(last.card().validation().dice()).isNotEmpty();
        assertThat(ValidationScores.read(last.folder())).hasSameSizeAs(ValidationScores.read(best.folder()));
        assertThat(best.card().id()).isEqualTo("both");
        SmallCases.train(plan("one", 1), Progress.NONE);
        assertThat(folder.resolve("one").resolve(TrainingPlan.LAST)).doesNotExist();
    }

    /// A second or so of a thousand epochs: by these it would be at a hundredth.
    @Test
    void aRunWithALimitOfTimeIsAsFarAsTheClock() throws Exception {
        var farthest = new double[1];
        SmallCases.train(plan("clock", 1000).withMinutes(0.02), (fraction, what) -> {
            if (what.startsWith("epoch ")) farthest[0] = Math.max(farthest[0], fraction);
        });
        assertThat(farthest[0]).isBetween(0.3, 1.0);
    }

    @Test
    void whoLooksOnHearsOfTheEpochsBeforeAndCanEndTheRun() throws Exception {
        TrainingPlan plan = plan("watched", 4);
        assertThatThrownBy(() -> SmallCases.train(plan, stopAtStep("epoch 3 of 4, step 2"))).isInstanceOf(Progress.Cancelled.class);
        var told = new ArrayList<Integer>();
        ModelCard card = SmallCases.watched(plan.withResume(true), new TrainingWatch() {
            @Override
            public void after(Epoch epoch, List<WorstCase> worst) {
                told.add(epoch.number());
            }

            @Override
            public void resumed(List<Epoch> soFar) {
                soFar.forEach(epoch -> told.add(epoch.number()));
            }

            @Override
            public boolean isEnough() {
                return told.size() == 3;
            }
        });
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(card.training().epochs()).isEqualTo(3);
    }

    @Test
    void anUnknownArchitectureIsSaidWithThoseThatAreKnown() {
        assertThatThrownBy(() -> SmallCases.train(plan("bad", 1).withArchitecture("unet7d"), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("unet7d").hasMessageContaining("unet3d");
    }

    private TrainingPlan plan(String name, int epochs) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(epochs);
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("weights.safetensors"));
    }

    private static Progress stopAtStep(String beginning) {
        return (_, what) -> {
            if (what.startsWith(beginning)) throw new Progress.Cancelled();
        };
    }
}
