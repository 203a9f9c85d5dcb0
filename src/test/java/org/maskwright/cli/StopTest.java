package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.Main;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.testing.LabelFile;

/// A command is told to stop while it computes.
@DisabledOnOs(OS.WINDOWS) // where a process cannot be asked, only ended
class StopTest {
    @TempDir Path folder;

    private Path data() throws Exception {
        Path data = folder.resolve("data");
        Geometry grid = Geometry.upright(16, 16, 16, 1, 1, 1);
        for (int n = 1; n <= 3; n++) {
            LabelFile.write(data.resolve("images/c" + n + ".nii.gz"), StoredSamples.random(ImageHeader.of(grid, SampleType.UINT8), n));
            LabelFile.write(data.resolve("labels/c" + n + ".nii.gz"), grid, new Box(n, 2, 2, 10, 10, 10));
        }
        Files.writeString(data.resolve("dataset.json"), "{\"name\": \"Boxes\", \"labels\": {\"background\": 0, \"Box\": 1}}");
        return data;
    }

    @Test void aTrainingThatIsToldToStopKeepsItsCheckpointAndSaysHowToGoOn() throws Exception {
        Path out = folder.resolve("out"), said = folder.resolve("said");
        Process child = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:-UsePerfData", "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Dmaskwright.home=" + folder.resolve("home"), "-cp", System.getProperty("java.class.path"), Main.class.getName(), "train", "--data", data().toString(), "--widths", "4,8", "--out", out.toString())).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            while (child.isAlive() && !Files.exists(out.resolve("checkpoint.safetensors"))) child.waitFor(50, TimeUnit.MILLISECONDS);
            child.destroy();
            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(child.exitValue()).as("the child's own words: %s", Files.readString(said)).isEqualTo(128 + 15);
        assertThat(Files.readString(said)).contains("maskwright: stopped; --resume goes on where it was.").doesNotContain("fault", "Exception");
        assertThat(folder.resolve("crash.log")).doesNotExist();
    }
}
