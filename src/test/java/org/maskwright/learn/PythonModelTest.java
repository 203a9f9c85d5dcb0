package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.foreign.ForeignFile;
import org.maskwright.learn.foreign.Programs;
import org.maskwright.testing.Python;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.Volume;

/// A network made by PyTorch itself gives here, to 1e-4, the probabilities that it gives there.
class PythonModelTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"trace, 1", "script, 1", "trace, 3"})
    void aBundleFromPythonGivesPythonsProbabilities(String way, int images) throws Exception {
        var python = Python.with("torch");
        Path bundle = Programs.bundle(folder.resolve("bundle"), new byte[0], Programs.metadata().replace("\"num_channels\": 2", "\"num_channels\": 3")
                .replace("\"num_channels\": 1", "\"num_channels\": " + images).replace("{\"0\": \"image\"}", images == 1 ? "{\"0\": \"image\"}" : "{\"0\": \"T1\", \"1\": \"T2\", \"2\": \"FLAIR\"}")
                .replace("\"1\": \"spleen\"", "\"1\": \"spleen\", \"2\": \"lesion\""), Programs.inference());
        Files.delete(bundle.resolve("models/model.ts"));
        JsonNode there = python.json("foreign_model.py", bundle, way, images);
        ForeignFile file = ForeignFile.look(bundle);
        assertThat(file.refusals()).isEmpty();
        assertThat(file.notUnderstood()).isEmpty();
        assertThat(file.facts().get(1)).contains("conv").contains("cat ×1");
        assertThat(file.facts()).noneSatisfy(fact -> assertThat(fact).contains("not plain arithmetic"));
        Model model = ForeignModels.add(file, file.form(), false, folder.resolve("models"), folder.resolve("key"), Instant.EPOCH, Progress.NONE);
        var size = new Size(8, 10, 6);
        try (Proposer proposer = ForeignModels.open(model.card(), file.bytesToRun())) {
            Proposer.Seen seen = proposer.see(IntStream.range(0, images).<Volume>mapToObj(i -> scan(there.path("scan"), i, size)).toList(), ProposeOptions.DEFAULT, Progress.NONE);
            for (int c = 0; c < 3; c++) {
                for (int x = 0; x < size.x(); x++) {
                    for (int y = 0; y < size.y(); y++) {
                        for (int z = 0; z < size.z(); z++) {
                            double expected = there.path("probabilities").path(((c * size.x() + x) * size.y() + y) * size.z() + z).asDouble();
                            // Theirs run to the right and the front, ours to the left and the back.
                            int ours = (z * size.y() + size.y() - 1 - y) * size.x() + size.x() - 1 - x;
                            assertThat((double) seen.probabilities()[c][ours]).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-4));
                        }
                    }
                }
            }
        }
        assertThat(model.card().classes().labels()).isEqualTo(List.of(1, 2));
    }

    /// An image of their array `[image][right][front][head]` as a scan whose axes run to the left, the back and the head.
    private static FloatVolume scan(JsonNode values, int image, Size size) {
        float[][] grey = new float[size.z()][size.sliceVoxels()];
        for (int x = 0; x < size.x(); x++) {
            for (int y = 0; y < size.y(); y++) {
                for (int z = 0; z < size.z(); z++) {
                    grey[z][(size.y() - 1 - y) * size.x() + size.x() - 1 - x] = (float) values.path(((image * size.x() + x) * size.y() + y) * size.z() + z).asDouble();
                }
            }
        }
        return FloatVolume.adopting(Geometry.upright(size.x(), size.y(), size.z(), 1.5, 1.5, 2), grey, ScanInfo.CT);
    }
}
