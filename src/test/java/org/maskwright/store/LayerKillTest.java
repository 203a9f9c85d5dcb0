package org.maskwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Box;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// A process adds layers and paints on them without a pause, and is killed at no particular moment: every layer that it reported is
/// there, with every stroke that it reported.
class LayerKillTest {
    private static final int KILLS = 8;

    @TempDir Path folder;

    /// The process that is killed. Says `L number hash` when a layer is on the disk, before each stroke on it `B number hash`, and
    /// after it `S`.
    static final class Painter {
        private Painter() {}

        public static void main(String[] args) throws IOException, FormatException {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
            Random random = new Random(Long.parseLong(args[1]));
            Project project = Project.open(Disk.REAL, Path.of(args[0]));
            CaseFile about = project.readCase("case-001");
            while (true) {
                CaseLayer layer = project.addLayer(about, "Layer", start(random.nextInt(1, 300)));
                try (Annotator annotator = new Annotator(project.layerStore(about, layer), random.nextLong())) {
                    out.println("L " + layer.number() + " " + annotator.hash());
                    for (int strokes = random.nextInt(6); strokes > 0; strokes--) {
                        var edit = annotator.stroke();
                        out.println("B " + layer.number() + " " + annotator.hash());
                        annotator.store.append(edit);
                        out.println("S");
                        if (random.nextInt(3) == 0) annotator.store.save(annotator.labels().snapshot());
                    }
                }
            }
        }

        private static Labels start(int label) {
            short[][] slices = new short[Annotator.GRID.size().z()][Annotator.GRID.size().sliceVoxels()];
            Box box = Annotator.GRID.size().box();
            for (int z = 1; z < box.z1(); z++) for (int i = 0; i < slices[z].length; i += 3) slices[z][i] = (short) label;
            return Labels.adopting(Annotator.GRID, slices);
        }
    }

    @Test
    @Timeout(120)
    void everyLayerAndStrokeThatWasReportedIsThere() throws Exception {
        Project made = Project.create(Disk.REAL, folder, new ProjectFile("Kills", LabelTable.EMPTY, "", List.of()));
        made.writeCase(new CaseFile("case-001", "scan", new Source.Phantom(1, Annotator.GRID.size()), "CT", Annotator.GRID, "00", Instant.EPOCH));
        made.close();
        Map<Integer, List<String>> expected = new TreeMap<>(); // of each layer what it holds, or may hold if its last stroke was cut off
        Random random = new Random(16);
        for (int kill = 0; kill < KILLS; kill++) {
            Process painter = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                    "-cp", System.getProperty("java.class.path"), Painter.class.getName(), folder.toString(), String.valueOf(kill)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader said = new BufferedReader(new InputStreamReader(painter.getInputStream(), StandardCharsets.US_ASCII))) {
                boolean due = false;
                int last = 0;
                String under = "";
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    if (!due) CompletableFuture.delayedExecutor(random.nextInt(20, 120), TimeUnit.MILLISECONDS).execute(painter.toHandle()::destroyForcibly);
                    due = true;
                    String[] words = line.split(" ");
                    if (words[0].equals("S")) {
                        expected.put(last, List.of(under));
                    } else if (words.length == 3 && words[2].length() == 64) {
                        last = Integer.parseInt(words[1]);
                        under = words[2];
                        expected.put(last, words[0].equals("L") ? List.of(under) : List.of(expected.get(last).getFirst(), under));
                    }
                }
            }
            assertThat(painter.waitFor()).as("the painter died of the kill, not of an error").isEqualTo(137);
        }
        try (Project project = Project.open(Disk.REAL, folder)) {
            CaseFile about = project.readCase("case-001");
            Map<Integer, CaseLayer> there = new TreeMap<>();
            for (CaseLayer layer : project.layers(about)) there.put(layer.number(), layer);
            assertThat(there.keySet()).containsAll(expected.keySet());
            for (var one : expected.entrySet()) {
                Recovery.Recovered back = project.layerStore(about, there.get(one.getKey())).open(Progress.NONE);
                assertThat(back.findings()).isEmpty();
                assertThat(Annotator.hash(back.labels().snapshot())).as("layer %d", one.getKey()).isIn(one.getValue());
            }
        }
        assertThat(expected).as("layers reported").hasSizeGreaterThan(KILLS);
    }
}
