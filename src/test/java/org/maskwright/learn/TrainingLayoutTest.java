package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.loss.Loss;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.BrokenGpu;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;

/// A run whose memory is short, or whose graphics processor fails.
class TrainingLayoutTest {
    private static final String FULL = "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes";
    @TempDir Path folder;
    private final NotedWatch watch = new NotedWatch();
    private final List<String> notes = watch.notes;

    @Test
    void memoryThatRunsOutOnceCostsThreadsButNotTheResult() throws Exception {
        train("whole", UnaryOperator.identity(), Torch.engine());
        assertThat(notes).isEmpty();
        int threads = Torch.engine().threads();
        try {
            Torch.engine().useThreads(2);
            var calls = new AtomicInteger();
            Loss plain = new DiceAndCrossEntropy();
            Loss full = (scores, truth) -> {
                if (calls.incrementAndGet() == 60) throw new EngineException(FULL);
                return plain.of(scores, truth);
            };
            train("short", settings -> settings.withLoss(full), Torch.engine());
        } finally {
            Torch.engine().useThreads(threads);
        }
        assertThat(notes).containsExactly("The memory of CPU, 2 threads ran out in epoch 2: 1 patch at a time from now on, instead of 2 patches at a time, each on a thread.");
        assertThat(weights("short")).isEqualTo(weights("whole"));
    }

    /// With dropout the patches of a batch go through the network together.
    @Test
    void aBatchThatDoesNotFitIsSplitUntilItDoes() throws Exception {
        Loss plain = new DiceAndCrossEntropy();
        Loss small = (scores, truth) -> {
            if (scores.getShape().get(0) > 1) throw new EngineException("CUDA out of memory. Tried to allocate 2 GiB");
            return plain.of(scores, truth);
        };
        ModelCard card = train("split", settings -> settings.withRecipe(settings.recipe().withDropout(0.1)).withLoss(small), Torch.engine());
        assertThat(card.training().epochs()).isEqualTo(2);
        assertThat(notes).hasSize(2);
        assertThat(notes.getFirst()).contains("ran out in epoch 1: 2 patches at a time from now on, instead of 4 patches at a time.");
        assertThat(notes.getLast()).contains("1 patch at a time from now on, instead of 2 patches at a time.");
        assertThat(Models.read(folder.resolve("split")).weights().firstNotFinite()).isEmpty();
    }

    /// The engine itself, asked for a card that is not there.
    @Test
    void aGpuThatFailsGivesWayToTheProcessor() throws Exception {
        train("whole", UnaryOperator.identity(), Torch.engine());
        train("fallen", UnaryOperator.identity(), BrokenGpu.torch());
        assertThat(notes).singleElement().asString().startsWith("CUDA 7 failed (").endsWith("; the processor goes on from epoch 1.");
        assertThat(weights("fallen")).isEqualTo(weights("whole"));
    }

    @Test
    void whatIsForecastNotToFitIsNotTried() throws Exception {
        var settings = TrainingLoop.planned(TrainingPlan.of(SmallCases.set(5), folder), SmallCases::small, Progress.NONE).settings();
        Graph graph = new UNet3d().build(settings.recipe());
        var whole = new TrainingLayout(Torch.engine(), 4, 1);
        long need = whole.bytes(graph, settings, Precision.FLOAT32);
        assertThat(whole.fitting(graph, settings, Precision.FLOAT32, DeviceMemory.UNKNOWN)).isEqualTo(whole);
        assertThat(whole.fitting(graph, settings, Precision.FLOAT32, 2 * need)).isEqualTo(whole);
        assertThat(whole.fitting(graph, settings, Precision.FLOAT32, need).patchesAtOnce()).isEqualTo(2);
        assertThat(whole.fitting(graph, settings, Precision.FLOAT32, 1).patchesAtOnce()).as("the least, for a forecast may be wrong").isOne();
        assertThat(new TrainingLayout(Torch.engine(), 1, 4).fitting(graph, settings, Precision.FLOAT32, 1).workers()).isOne();
    }

    private ModelCard train(String name, UnaryOperator<TrainingSettings> adjust, Torch torch) throws Exception {
        TrainingPlan plan = TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(2);
        return TrainingLoop.planned(plan, settings -> adjust.apply(SmallCases.small(settings)), Progress.NONE).train(torch, watch, Progress.NONE);
    }

    private byte[] weights(String name) throws Exception {
        return Files.readAllBytes(folder.resolve(name).resolve("weights.safetensors"));
    }
}
