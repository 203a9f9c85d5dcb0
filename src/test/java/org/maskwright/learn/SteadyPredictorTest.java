package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Proposal;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.BrokenGpu;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;

/// The network is 1 / (1 + e^(−2·grey)) voxel by voxel: what it says does not depend on how its input is cut.
class SteadyPredictorTest {
    private static final Size GRID = new Size(40, 24, 16);
    private static final Size PATCH = new Size(64, 64, 64);
    private static final String FULL = "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes";
    private final Block block = new Block(GRID, noise());
    private final List<Long> shown = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whatDoesNotFitIsHalvedUntilItDoesAndTheAnswerStaysTheSame(int dimensions) {
        List<Long> limits = List.of(600L, 5000L, Long.MAX_VALUE);
        for (long limit : limits) {
            try (var steady = new SteadyPredictor(List.of(() -> place("the processor", dimensions, limit, DeviceMemory.UNKNOWN, FULL)), _ -> 0)) {
                assertRight(steady);
                if (limit == Long.MAX_VALUE) assertThat(steady.notes()).isEmpty();
                else assertThat(steady.notes()).hasSize(1).first().asString().startsWith("The network saw ").endsWith(": the memory of the processor ran out.");
            }
        }
    }

    @Test
    void whatItHasLearntOfTheMemoryItKeepsForTheNextBlock() {
        try (var steady = new SteadyPredictor(List.of(() -> place("the processor", 3, 5000, DeviceMemory.UNKNOWN, FULL)), _ -> 0)) {
            assertRight(steady);
            shown.clear();
            assertRight(steady);
            assertThat(shown).allMatch(count -> count <= 5000);
            assertThat(steady.notes()).hasSize(1);
        }
    }

    @Test
    void whatIsForecastNotToFitIsNeverShown() {
        try (var steady = new SteadyPredictor(List.of(() -> place("the processor", 3, 5000, 100_000_000, FULL)), portion -> portion.tile().voxels() * 16_000)) {
            assertRight(steady);
            assertThat(shown).as("0.8 · 100 MB at 16 kB a voxel").allMatch(count -> count <= 5000);
            assertThat(steady.notes()).singleElement().asString().contains("instead of 40 × 24 × 16: the whole needs 246 MB, 100 MB are free.");
        }
    }

    @Test
    void ourOwnMemoryRunningOutIsMetAlike() {
        Supplier<SteadyPredictor.Place> place = () -> fake("the processor", DeviceMemory.UNKNOWN, new Predictor(Torch.engine(), (input, _) -> {
            if (input.size() > 5000) throw new OutOfMemoryError("Cannot reserve 8 bytes of direct buffer memory");
            return answer(input);
        }, 3, 4, 2));
        try (var steady = new SteadyPredictor(List.of(place), _ -> 0)) {
            assertRight(steady);
        }
    }

    @Test
    void whereNotEvenTheLeastFitsItIsSaid() {
        try (var steady = new SteadyPredictor(List.of(() -> place("the processor", 3, 10, DeviceMemory.UNKNOWN, FULL)), _ -> 0)) {
            assertThatThrownBy(() -> steady.probabilities(block, PATCH, List.of(), Progress.NONE)).isInstanceOf(SteadyPredictor.TooLittleMemory.class)
                    .hasMessageContaining("not even 8 × 8 × 8 voxels fit into the memory of the processor");
        }
    }

    @Test
    void aGpuThatFailsFallsBackToTheProcessor() {
        try (var steady = new SteadyPredictor(List.of(() -> place("CUDA 0", 3, 0, DeviceMemory.UNKNOWN, "CUDA error: unspecified launch failure\nmore of it"),
                () -> place("the processor", 3, Long.MAX_VALUE, DeviceMemory.UNKNOWN, FULL)), _ -> 0)) {
            assertRight(steady);
            assertThat(steady.notes()).containsExactly("CUDA 0 failed (CUDA error: unspecified launch failure); the processor went on.");
            assertRight(steady);
            assertThat(steady.notes()).as("still so").hasSize(1);
        }
    }

    @Test
    void aGpuIsHalvedForFirstAndLeftWhereEvenTheLeastIsTooMuch() {
        try (var steady = new SteadyPredictor(List.of(() -> place("CUDA 0", 3, 10, DeviceMemory.UNKNOWN, "CUDA out of memory. Tried to allocate 20 MiB"),
                () -> place("the processor", 3, Long.MAX_VALUE, DeviceMemory.UNKNOWN, FULL)), _ -> 0)) {
            assertRight(steady);
            assertThat(shown).contains(40L * 24 * 16, 512L);
            assertThat(steady.notes()).containsExactly("CUDA 0 failed (CUDA out of memory. Tried to allocate 20 MiB); the processor went on.");
        }
    }

    @Test
    void aFailureThatIsNotOfMemoryOnTheProcessorIsOursAndStays() {
        try (var steady = new SteadyPredictor(List.of(() -> place("the processor", 3, 0, DeviceMemory.UNKNOWN, "shape mismatch")), _ -> 0)) {
            assertThatThrownBy(() -> steady.probabilities(block, PATCH, List.of(), Progress.NONE)).isInstanceOf(EngineException.class);
            assertThat(shown).hasSize(1);
        }
    }

    @Test
    void aStopIsAStop() {
        try (var steady = new SteadyPredictor(List.of(() -> place("CUDA 0", 3, Long.MAX_VALUE, DeviceMemory.UNKNOWN, FULL), () -> place("the processor", 3, 0, DeviceMemory.UNKNOWN, FULL)), _ -> 0)) {
            assertThatThrownBy(() -> steady.probabilities(block, PATCH, List.of(), (_, _) -> {
                throw new Progress.Cancelled();
            })).isInstanceOf(Progress.Cancelled.class);
        }
    }

    /// The engine itself, asked for a card that is not there.
    @Test
    void aModelWhoseGpuIsBrokenProposesOnTheProcessorAndSaysSo() throws Exception {
        Recipe recipe = new UNet3d().defaultRecipe(1, 3).withWidths(List.of(4, 8));
        Weights weights = Parameters.initial(new UNet3d().build(recipe), 1);
        var card = new ModelCard("m", "m", "unet3d", recipe, "MR", new Point(1, 1, 1), new Size(16, 16, 16), IntensityRule.PerScan.DEFAULT, List.of(), SmallCases.TABLE,
                new ModelCard.Data("", "", "", List.of(), List.of()), new ModelCard.Validation(Map.of()), new ModelCard.Training(1, 1, 1, "float32", 0, "", ""), "", java.time.Instant.EPOCH, "test");
        try (Proposer broken = Proposer.open(card, weights, BrokenGpu.torch()); Proposer sound = Proposer.open(card, weights)) {
            Proposal found = broken.propose(SmallCases.content(5).volume(), ProposeOptions.DEFAULT, Progress.NONE);
            Proposal expected = sound.propose(SmallCases.content(5).volume(), ProposeOptions.DEFAULT, Progress.NONE);
            assertThat(found.labels().sameVoxels(expected.labels())).isTrue();
            assertThat(expected.notes()).isEmpty();
            assertThat(found.notes()).singleElement().asString().startsWith("The graphics processor could not be used (").endsWith("; the processor went on.");
        }
    }

    @Test
    void halvesEndAtWhatTheNetworkTakes() {
        var predictor = new Predictor(Torch.engine(), (input, _) -> input, 2, 8, 2);
        var portion = new Predictor.Portion(new Size(40, 24, 1), 8);
        var sizes = new ArrayList<String>();
        for (Optional<Predictor.Portion> next = Optional.of(portion); next.isPresent(); next = predictor.half(next.get())) sizes.add(next.get().toString());
        assertThat(sizes).containsExactly("8 × 40 × 24 × 1", "4 × 40 × 24 × 1", "2 × 40 × 24 × 1", "40 × 24 × 1", "24 × 24 × 1", "16 × 24 × 1", "16 × 16 × 1");
    }

    private void assertRight(SteadyPredictor steady) {
        float[][] found = steady.probabilities(block, PATCH, List.of(), Progress.NONE);
        for (int i = 0; i < block.values().length; i++) {
            assertThat(found[1][i]).isCloseTo((float) (1 / (1 + Math.exp(-2 * block.values()[i]))), Offset.offset(1e-5f));
        }
    }

    /// @param limit numbers that the network takes at once
    private SteadyPredictor.Place place(String name, int dimensions, long limit, long freeBytes, String complaint) {
        return fake(name, freeBytes, new Predictor(Torch.engine(), (input, _) -> {
            shown.add(input.size());
            if (input.size() > limit) throw new EngineException(complaint);
            return answer(input);
        }, dimensions, 4, 2));
    }

    private static NDArray answer(NDArray input) {
        return input.zerosLike().concat(input.mul(2), 1);
    }

    private static SteadyPredictor.Place fake(String name, long freeBytes, Predictor predictor) {
        return new SteadyPredictor.Place() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Predictor predictor() {
                return predictor;
            }

            @Override
            public long freeBytes() {
                return freeBytes;
            }

            @Override
            public void close() {}
        };
    }

    private static float[] noise() {
        float[] grey = new float[Math.toIntExact(GRID.voxels())];
        var random = new SplittableRandom(1);
        for (int i = 0; i < grey.length; i++) grey[i] = (float) random.nextGaussian();
        return grey;
    }
}
