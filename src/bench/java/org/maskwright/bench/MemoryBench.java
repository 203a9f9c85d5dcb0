package org.maskwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.Models;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingMethod;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.learn.TrainingSet;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

/// Whether memory stays flat: trains a small network for 2,000 steps, then proposes 2,000 times with it, and prints what the process
/// holds of real memory after each 200, as Linux counts it: `BENCH=MemoryBench src/bench/speed.sh`, with any word behind it for a network
/// of several outputs. Java's own heap is taken whole at the start there, so what grows is the engine's.
public final class MemoryBench {
    private static final int EACH = 200, TIMES = 2_000, STEPS_PER_EPOCH = 80;
    private static final int SIDE = 24;

    private MemoryBench() {}

    private record Ball(String id, Content content) implements TrainingCase {
        static Ball of(int number) {
            var random = new SplittableRandom(number);
            float[][] grey = new float[SIDE][SIDE * SIDE];
            short[][] labels = new short[SIDE][SIDE * SIDE];
            for (int z = 0; z < SIDE; z++) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    boolean inside = Math.hypot(Math.hypot(i % SIDE - 10 - number % 4, i / SIDE - 12), z - 12) < 6;
                    labels[z][i] = (short) (inside ? 1 : 0);
                    grey[z][i] = (float) (100 + (inside ? 40 : 0) + 10 * random.nextGaussian());
                }
            }
            Geometry grid = Geometry.upright(SIDE, SIDE, SIDE, 1, 1, 1);
            return new Ball("ball-" + number, new Content(FloatVolume.adopting(grid, grey, ScanInfo.MR), Labels.adopting(grid, labels)));
        }

        @Override
        public Content load() {
            return content;
        }
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("memory");
        try {
            var cases = new ArrayList<TrainingCase>();
            for (int i = 1; i <= 10; i++) cases.add(Ball.of(i));
            var data = new TrainingSet("Balls", "made here", "CC0", "MR", new LabelTable(List.of(new LabelTable.Entry(1, "Ball", 0xFF0000))), cases);
            TrainingPlan plan = TrainingPlan.of(data, folder).withEpochs(TIMES / STEPS_PER_EPOCH)
                    .withMethod(TrainingMethod.DEFAULT.withWidths(List.of(4, 8)).withDeepSupervision(args.length > 0));
            int[] steps = {0};
            TrainingLoop.run(plan, new Progress() {
                @Override
                public void at(double fraction, String what) {
                    if (what.contains(", step ") && steps[0]++ % EACH == 0) print("training steps", steps[0] - 1);
                }
            });
            print("training steps", steps[0]);
            try (Proposer proposer = Proposer.open(Models.read(folder))) {
                for (int i = 0; i <= TIMES; i++) {
                    if (i % EACH == 0) print("proposals", i);
                    proposer.propose(cases.getFirst().load().volume(), ProposeOptions.DEFAULT, Progress.NONE);
                }
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }

    private static void print(String what, int count) {
        try {
            String line = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(each -> each.startsWith("VmRSS")).findFirst().orElse("VmRSS: 0 kB");
            System.out.printf(Locale.ROOT, "%5d %s: %.1f MB%n", count, what, Long.parseLong(line.replaceAll("\\D", "")) / 1024.0);
        } catch (IOException e) {
            throw new IllegalStateException("Linux's /proc is needed", e);
        }
    }
}
