package org.maskwright.learn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

/// Tiny scans with known answers: noise, a bright ball (label 1) and a dark ball (label 5) beside it.
final class SmallCases {
    static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Bright", 0xFF0000), new LabelTable.Entry(5, "Dark", 0x0000FF)));
    static final int SIDE = 16;

    private SmallCases() {}

    static TrainingSet set(int count) {
        var cases = new ArrayList<TrainingCase>();
        for (int i = 1; i <= count; i++) cases.add(of("case-" + i, content(i)));
        return set(cases);
    }

    static TrainingSet set(List<TrainingCase> cases) {
        return new TrainingSet("Balls", "made here", "CC0", "MR", TABLE, cases);
    }

    /// Trains a network of two levels, twelve steps an epoch: seconds, not minutes.
    static ModelCard train(TrainingPlan plan, Progress progress) throws ModelException, IOException {
        return train(plan, UnaryOperator.identity(), progress);
    }

    /// As above, with settings changed further.
    static ModelCard train(TrainingPlan plan, UnaryOperator<TrainingSettings> adjust, Progress progress) throws ModelException, IOException {
        return TrainingLoop.run(plan, chosen -> adjust.apply(small(chosen)), progress);
    }

    /// As above, while `watch` looks on.
    static ModelCard watched(TrainingPlan plan, TrainingWatch watch) throws ModelException, IOException {
        return TrainingLoop.run(plan, SmallCases::small, watch, Progress.NONE);
    }

    static TrainingSettings small(TrainingSettings chosen) {
        return chosen.withRecipe(chosen.recipe().withWidths(List.of(8, 16))).withStepsPerEpoch(12).withLearningRate(5 * chosen.learningRate());
    }

    static TrainingCase of(String id, TrainingCase.Content content) {
        return of(id, id, content);
    }

    static TrainingCase of(String id, String patient, TrainingCase.Content content) {
        return new TrainingCase() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String patient() {
                return patient;
            }

            @Override
            public Content load() {
                return content;
            }
        };
    }

    static TrainingCase.Content content(long seed) {
        return content(seed, Geometry.upright(SIDE, SIDE - 2, SIDE - 3, 1, 1, 1));
    }

    static TrainingCase.Content content(long seed, Geometry geometry) {
        var random = new SplittableRandom(seed);
        double shift = 2 * random.nextDouble();
        int nx = geometry.size().x();
        int ny = geometry.size().y();
        float[][] grey = new float[geometry.size().z()][nx * ny];
        short[][] labels = new short[grey.length][nx * ny];
        for (int z = 0; z < grey.length; z++) {
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++) {
                    boolean bright = distance(x, y, z, 4 + shift, 6, 6) < 3;
                    boolean dark = !bright && distance(x, y, z, 10 + shift, 7, 6) < 3;
                    labels[z][y * nx + x] = (short) (bright ? 1 : dark ? 5 : 0);
                    grey[z][y * nx + x] = (float) (100 + (bright ? 60 : dark ? -60 : 0) + 10 * random.nextGaussian());
                }
            }
        }
        return new TrainingCase.Content(FloatVolume.adopting(geometry, grey, ScanInfo.MR), Labels.adopting(geometry, labels));
    }

    private static double distance(double x, double y, double z, double cx, double cy, double cz) {
        return Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz));
    }

    interface Marks {
        int at(int x, int y);
    }

    /// Noise as in the others, with labels of its own in the first slice.
    static TrainingCase withLabels(String id, Marks marks) {
        TrainingCase.Content content = content(id.hashCode());
        Geometry geometry = content.volume().geometry();
        short[][] slices = new short[geometry.size().z()][geometry.size().sliceVoxels()];
        for (int i = 0; i < slices[0].length; i++) slices[0][i] = (short) marks.at(i % geometry.size().x(), i / geometry.size().x());
        return of(id, new TrainingCase.Content(content.volume(), Labels.adopting(geometry, slices)));
    }
}
