package org.maskwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.disk.AtomicFile;
import org.maskwright.job.Progress;

/// A process paints and saves without a pause, and is killed at no particular moment, again and again, on one case: nothing
/// older than the stroke it last reported may be missing, byte for byte.
class KillTest {
    private static final int KILLS = 50;

    @TempDir Path folder;

    /// The process that is killed. Waits for a line, then says `R hash` what it recovered, before each stroke `B hash` what the
    /// labels will be with it, after it `S` that it is on the disk.
    static final class Painter {
        private Painter() {}

        public static void main(String[] args) throws IOException {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
            if (System.in.read() < 0) return;
            Random random = new Random(Long.parseLong(args[1]));
            try (Annotator annotator = new Annotator(new CaseStore(Disk.REAL, Path.of(args[0]), Annotator.GRID, false), random.nextLong())) {
                out.println("R " + annotator.hash());
                while (true) {
                    var edit = annotator.stroke();
                    out.println("B " + annotator.hash());
                    annotator.store.append(edit);
                    out.println("S");
                    if (random.nextInt(4) == 0) annotator.store.save(annotator.labels().snapshot());
                }
            }
        }
    }

    /// Starts a painter that waits, so that the next one is warm when the last one dies.
    private Process start(int seed) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), Painter.class.getName(), folder.toString(), String.valueOf(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    @Test
    @Timeout(180)
    void nothingOlderThanTheLastFinishedStrokeIsLost() throws Exception {
        Random random = new Random(20);
        String safe = "", underway = "";
        int strokes = 0, leftovers = 0, lastGeneration = 0;
        Process next = start(0);
        for (int kill = 1; kill <= KILLS; kill++) {
            Process painter = next;
            next = start(kill);
            try (BufferedReader said = new BufferedReader(new InputStreamReader(painter.getInputStream(), StandardCharsets.US_ASCII))) {
                painter.getOutputStream().write('\n');
                painter.getOutputStream().flush();
                String recovered = said.readLine();
                assertThat(recovered).as("what the painter recovered before kill %d", kill).startsWith("R ");
                if (kill > 1) assertThat(recovered.substring(2)).isIn(safe, underway);
                safe = underway = recovered.substring(2);
                int spared = random.nextInt(7); // strokes before the kill is due, so that a busy machine gets to paint too
                Executor soon = CompletableFuture.delayedExecutor(random.nextInt(1, 80), TimeUnit.MILLISECONDS);
                // through its handle: the process itself would close its output, and with it what it still said
                if (spared == 0) soon.execute(painter.toHandle()::destroyForcibly);
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    if (line.length() == 66 && line.startsWith("B ")) underway = line.substring(2);
                    if (line.equals("S")) {
                        safe = underway;
                        strokes++;
                        if (--spared == 0) soon.execute(painter.toHandle()::destroyForcibly);
                    }
                }
            }
            assertThat(painter.waitFor()).as("the painter died of the kill, not of an error").isEqualTo(137);
            try (var files = Files.list(folder)) {
                leftovers += (int) files.filter(file -> file.toString().endsWith(AtomicFile.TEMPORARY_SUFFIX)).count();
            }
            Recovery.Recovered back = Recovery.recover(folder, Annotator.GRID, Progress.NONE);
            assertThat(Annotator.hash(back.labels().snapshot())).as("after kill %d", kill).isIn(safe, underway);
            assertThat(back.findings()).isEmpty();
            lastGeneration = back.generation();
        }
        next.destroyForcibly();
        assertThat(strokes).as("strokes reported between %d kills", KILLS).isGreaterThan(KILLS);
        assertThat(lastGeneration).as("saves survived").isGreaterThan(KILLS / 5);
        assertThat(leftovers).as("kills that met a save half-way; 0 would mean that this test looks past them").isPositive();
    }
}
