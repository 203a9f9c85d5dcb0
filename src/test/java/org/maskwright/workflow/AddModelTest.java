package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.UntrainedModels;
import org.maskwright.learn.foreign.Programs;

/// What a file from elsewhere is found to be, before anything is done with it.
class AddModelTest {
    @TempDir Path folder;

    private static LabelTable table(String... names) {
        return new LabelTable(Stream.of(names).map(name -> new LabelTable.Entry(List.of(names).indexOf(name) + 1, name, 0xF2A541)).toList());
    }

    @Test
    void weightsAloneAreForTheNetworksThatHaveTheirLayers() throws Exception {
        try (Bench bench = new Bench(folder)) {
            UntrainedModels.write(folder.resolve("models/one"), 1, 1, table("Ball"));
            UntrainedModels.write(folder.resolve("models/two"), 2, 3, table("Cube"));
            UntrainedModels.write(folder.resolve("models/wider"), 3, 1, table("Ball", "Cube"));
            Path file = Files.copy(folder.resolve("models/one/weights.safetensors"), folder.resolve("My weights.safetensors"));
            AddModel.Found found = Bench.wait(bench.workbench.addModel().lookInto(file));
            assertThat(found).isInstanceOfSatisfying(AddModel.LooseWeights.class, weights -> {
                assertThat(weights.models()).extracting(ModelShelf.Entry::id).containsExactlyInAnyOrder("one", "two");
                assertThat(weights.id()).isEqualTo("my-weights");
                assertThat(weights.facts().getFirst()).startsWith("My weights.safetensors: weights alone, ");
            });
        }
    }

    @Test
    void weightsOfAnUnknownNetworkAndProgramsAreToldApart() throws Exception {
        try (Bench bench = new Bench(folder)) {
            UntrainedModels.write(folder.resolve("elsewhere"), 1, 1, table("Ball"));
            assertThat(Bench.wait(bench.workbench.addModel().lookInto(folder.resolve("elsewhere/weights.safetensors"))))
                    .isInstanceOfSatisfying(AddModel.LooseWeights.class, weights -> assertThat(weights.models()).isEmpty());
            Path program = Files.write(folder.resolve("net.ts"), Programs.brightIsOne());
            assertThat(Bench.wait(bench.workbench.addModel().lookInto(program))).isInstanceOf(AddModel.Look.class);
            Path broken = Files.write(folder.resolve("broken.safetensors"), new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 1});
            assertThat(Bench.failure(bench.workbench.addModel().lookInto(broken))).contains("broken.safetensors");
        }
    }
}
