package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;

/// A process that trains is killed, not asked: nothing in it gets to run, no file is closed.
class TrainingKillTest {
    private static final int EPOCHS = 3;
    private static final int KILLS = 2;

    @TempDir Path folder;

    @Test
    void killedAgainAndAgainItEndsWithTheWeightsOfAnUndisturbedRun() throws Exception {
        SmallCases.train(plan(folder.resolve("whole")), Progress.NONE);
        Path out = folder.resolve("killed");
        var random = new SplittableRandom(1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = start(out);
            try {
                // Let it come one epoch further, then a moment that nobody chose.
                int epochs = epochs(out);
                while (child.isAlive() && epochs(out) == epochs) child.waitFor(20, TimeUnit.MILLISECONDS);
                child.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
        Process last = start(out);
        assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue()).as("the child's own words: %s", Files.readString(log(out))).isZero();
        assertThat(Files.readAllBytes(out.resolve("weights.safetensors"))).isEqualTo(Files.readAllBytes(folder.resolve("whole/weights.safetensors")));
    }

    /// No file may become larger than a few kilobytes: the second checkpoint ends in the middle.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatFillsDuringACheckpointLeavesTheLastOneToGoOnFrom() throws Exception {
        SmallCases.train(plan(folder.resolve("whole")), Progress.NONE);
        Path out = folder.resolve("full");
        assertThatThrownBy(() -> SmallCases.train(plan(out), (_, what) -> {
            if (what.startsWith("epoch 2")) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        byte[] checkpoint = Files.readAllBytes(out.resolve(Checkpoint.FILE));
        var child = new ArrayList<>(List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"));
        child.addAll(command(out));
        Process limited = new ProcessBuilder(child).redirectErrorStream(true).start();
        String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(limited.waitFor()).as("the child's own words: %s", said).isNotZero();
        assertThat(said).contains("File too large").contains("Checkpoint.write");
        assertThat(Files.readAllBytes(out.resolve(Checkpoint.FILE))).isEqualTo(checkpoint);
        try (var files = Files.list(out)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().endsWith(".part"));
        }
        SmallCases.train(plan(out).withResume(true), Progress.NONE);
        assertThat(Files.readAllBytes(out.resolve("weights.safetensors"))).isEqualTo(Files.readAllBytes(folder.resolve("whole/weights.safetensors")));
    }

    private static int epochs(Path out) throws IOException {
        Path curve = out.resolve(LearningCurves.TABLE);
        return Files.exists(curve) ? Files.readAllLines(curve).size() - 1 : 0;
    }

    private static Path log(Path out) {
        return out.resolveSibling("child.log");
    }

    private static Process start(Path out) throws IOException {
        return new ProcessBuilder(command(out)).redirectErrorStream(true).redirectOutput(log(out).toFile()).start();
    }

    private static List<String> command(Path out) {
        return List.of(ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:-UsePerfData",
                "-cp", System.getProperty("java.class.path"), Child.class.getName(), out.toString());
    }

    private static TrainingPlan plan(Path out) {
        return TrainingPlan.of(SmallCases.set(5), out).withEpochs(EPOCHS);
    }

    /// What the process runs that is killed.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            SmallCases.train(plan(Path.of(arguments[0])).withResume(true), Progress.NONE);
        }
    }
}
