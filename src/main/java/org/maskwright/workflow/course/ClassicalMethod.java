package org.maskwright.workflow.course;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.maskwright.algorithm.Components;
import org.maskwright.algorithm.GraphCut;
import org.maskwright.algorithm.RegionGrowth;
import org.maskwright.algorithm.Thresholding;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingCase;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

/// A method of the textbooks that learns no weights. Each begins from an [Atlas] of the cases that were learnt from, which also says which label a found voxel
/// gets, and has two or three settings, chosen from a short list by those cases alone.
enum ClassicalMethod {
    ATLAS("atlas", "Atlas alone", "The mean of the training cases' labels, each scan's box stretched onto one grid", List.of("likely from")) {
        @Override
        List<double[]> choices() {
            return all(new double[] {0.3, 0.4, 0.5, 0.6, 0.7});
        }

        @Override
        Mask find(View view, double[] setting) {
            return view.where(i -> view.prior.any(i) >= setting[0]);
        }
    },
    THRESHOLD("threshold", "Threshold", "A range of grey levels in the box where the atlas expects the labels, its largest piece", List.of("box likely from", "deviations below the mean", "above")) {
        @Override
        List<double[]> choices() {
            double[] deviations = {0.5, 1, 1.5, 2};
            return all(new double[] {0.3, 0.5, 0.7, 0.9, 0.97}, deviations, deviations);
        }

        @Override
        Mask find(View view, double[] setting) {
            var range = new Range(view.mean - setting[1] * view.deviation, view.mean + setting[2] * view.deviation);
            return Components.of(Thresholding.of(view.volume, range, view.prior.box(setting[0]), Progress.NONE), Components.Neighbours.FACES).largest();
        }
    },
    REGION_GROWING("region-growing", "Region growing", "Adams and Bischof 1994, doi:10.1109/34.295913, from the voxel of each label that the atlas is surest of", List.of("tolerance in deviations", "radius in mm")) {
        @Override
        List<double[]> choices() {
            return all(new double[] {0.5, 0.75, 1, 1.5, 2}, new double[] {6, 8, 12, 16, 24});
        }

        @Override
        Mask find(View view, double[] setting) {
            Size size = view.volume.geometry().size();
            Mask grown = Mask.EMPTY;
            for (int label = 0; label < view.prior.labels(); label++) {
                int seed = view.prior.surest(label), x = seed % size.x(), y = seed / size.x() % size.y(), z = seed / size.sliceVoxels();
                Range range = RegionGrowth.around(view.volume, x, y, z, 2, setting[0] * view.deviation);
                grown = grown.or(RegionGrowth.inSpace(view.volume, x, y, z, range, setting[1], Progress.NONE));
            }
            return grown;
        }
    },
    GRAPH_CUT("graph-cut", "Graph cut", "Boykov and Jolly 2001, doi:10.1109/ICCV.2001.937505, seeds and grey levels of both sides by the atlas", List.of("weight of edges", "weight of the atlas")) {
        @Override
        List<double[]> choices() {
            return all(new double[] {0.1, 0.2, 0.5, 1, 2}, new double[] {0.1, 0.25, 0.5, 1});
        }

        @Override
        Mask find(View view, double[] setting) {
            return view.cut(setting[0], setting[1]);
        }
    };

    private static final int MOST_TUNING_CASES = 40;

    private final String id;
    private final String title;
    private final String source;
    private final List<String> settings;

    ClassicalMethod(String id, String title, String source, List<String> settings) {
        this.id = id;
        this.title = title;
        this.source = source;
        this.settings = settings;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    static Optional<ClassicalMethod> find(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }

    abstract List<double[]> choices();

    abstract Mask find(View view, double[] setting);

    /// Every combination of the values of each setting.
    private static List<double[]> all(double[]... values) {
        List<double[]> all = List.of(new double[0]);
        for (double[] of : values) {
            var longer = new ArrayList<double[]>();
            for (double[] begun : all) {
                for (double value : of) {
                    double[] one = Arrays.copyOf(begun, begun.length + 1);
                    one[begun.length] = value;
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    /// The method with its settings chosen.
    ///
    /// @param words where the method is from, and what was chosen by how many cases
    record Tuned(ClassicalMethod method, Atlas atlas, List<Double> setting, String words) {
        Labels segment(Volume volume) {
            var view = new View(volume, atlas.on(volume.geometry()));
            return view.prior.labels(method.find(view, setting.stream().mapToDouble(Double::doubleValue).toArray()));
        }
    }

    /// Chooses the settings of the highest mean Dice over at most forty of the cases, evenly spread.
    Tuned tuned(Atlas atlas, List<TrainingCase> learning, Progress progress) throws IOException {
        List<double[]> choices = choices();
        double[] sums = new double[choices.size()];
        int count = Math.min(MOST_TUNING_CASES, learning.size());
        for (int n = 0; n < count; n++) {
            TrainingCase one = learning.get(n * learning.size() / count);
            TrainingCase.Content content = one.load();
            var view = new View(content.volume(), atlas.on(content.volume().geometry()));
            for (int i = 0; i < sums.length; i++) {
                progress.at((n + (double) i / sums.length) / count, "choosing settings, case " + (n + 1) + " of " + count);
                Labels found = content.counted(view.prior.labels(find(view, choices.get(i))));
                if (CaseDice.mean(CaseScore.of(one.id(), content.counted(content.labels()), found)) instanceof Score.Defined(double dice)) sums[i] += dice / count;
            }
        }
        int best = 0;
        for (int i = 1; i < sums.length; i++) if (sums[i] > sums[best]) best = i;
        double[] chosen = choices.get(best);
        String said = IntStream.range(0, chosen.length).mapToObj(i -> settings.get(i) + " " + String.valueOf(chosen[i]).replaceFirst("\\.0$", "")).collect(Collectors.joining(", "));
        String words = source + ". Of " + sums.length + " settings, " + count + " training cases chose " + said + String.format(Locale.ROOT, " (mean Dice %.3f on them)", sums[best]);
        return new Tuned(this, atlas, Arrays.stream(chosen).boxed().toList(), words);
    }

    /// A case as a method sees it: its grey levels, where the atlas expects labels, and what is grey there.
    private static final class View {
        private static final double SURE = 0.97, OUT = 0.005;
        private static final double UNIT = 1000;
        private static final int NEVER = 1 << 28;

        private final Volume volume;
        private final Atlas.Prior prior;
        private final float[] grey;
        /// Of the grey levels inside, each voxel counting as much as it is likely to have a label; and outside, near by.
        private final double mean, deviation, meanOutside, deviationOutside;

        View(Volume volume, Atlas.Prior prior) {
            this.volume = volume;
            this.prior = prior;
            Size size = volume.geometry().size();
            grey = new float[Math.toIntExact(size.voxels())];
            float[] slice = new float[size.sliceVoxels()];
            for (int z = 0; z < size.z(); z++) {
                volume.copySlice(z, slice);
                System.arraycopy(slice, 0, grey, z * slice.length, slice.length);
            }
            double[] inside = moments(i -> prior.any(i));
            double[] outside = moments(i -> prior.any(i) < OUT ? 0 : 1 - prior.any(i));
            mean = inside[0];
            deviation = inside[1];
            meanOutside = outside[0];
            deviationOutside = outside[1];
        }

        private interface Weight {
            double of(int voxel);
        }

        private double[] moments(Weight weight) {
            double sum = 0, weights = 0, squares = 0;
            for (int i = 0; i < grey.length; i++) {
                double w = weight.of(i);
                if (w <= 0 || !Float.isFinite(grey[i])) continue;
                weights += w;
                sum += w * grey[i];
                squares += w * grey[i] * grey[i];
            }
            double middle = weights == 0 ? 0 : sum / weights;
            return new double[] {middle, weights == 0 ? 1 : Math.sqrt(Math.max(1e-12, squares / weights - middle * middle))};
        }

        private interface Chosen {
            boolean is(int voxel);
        }

        Mask where(Chosen chosen) {
            Size size = volume.geometry().size();
            return Mask.of(size.box(), out -> {
                for (int z = 0; z < size.z(); z++) {
                    for (int y = 0; y < size.y(); y++) {
                        for (int x = 0; x < size.x(); x++) if (chosen.is((z * size.y() + y) * size.x() + x)) out.run(y, z, x, x + 1);
                    }
                }
            });
        }

        /// Costs are negative logarithms of probabilities: of the grey level on either side, a normal distribution each, and of the atlas. Parting two neighbours costs
        /// less the more their grey levels differ and the farther apart they lie.
        Mask cut(double edges, double trust) {
            Geometry grid = volume.geometry();
            Size size = grid.size();
            int[] ofObject = new int[grey.length], ofBackground = new int[grey.length];
            for (int i = 0; i < grey.length; i++) {
                double p = Math.clamp(prior.any(i), OUT, 1 - OUT);
                ofObject[i] = p <= OUT ? NEVER : cost(grey[i], mean, deviation, deviationOutside) + (int) (UNIT * -trust * Math.log(p));
                ofBackground[i] = p >= SURE ? NEVER : cost(grey[i], meanOutside, deviationOutside, deviation) + (int) (UNIT * -trust * Math.log(1 - p));
            }
            int[] strides = {1, size.x(), size.sliceVoxels()};
            int[][] parting = new int[3][grey.length];
            for (int axis = 0; axis < 3; axis++) {
                double mm = grid.spacingMm().along(axis);
                for (int i = 0; i + strides[axis] < grey.length; i++) {
                    double differ = (grey[i] - grey[i + strides[axis]]) / deviation;
                    parting[axis][i] = (int) (UNIT * edges / mm * Math.exp(-differ * differ / 2));
                }
            }
            boolean[] object = GraphCut.of(size, ofObject, ofBackground, parting);
            return where(i -> object[i]);
        }

        /// The wider side pays for being wide, so that no cost is below 0.
        private static int cost(float value, double mean, double deviation, double deviationOfOther) {
            double off = (value - mean) / deviation;
            return (int) (UNIT * (Math.min(20, off * off / 2) + Math.max(0, Math.log(deviation / deviationOfOther))));
        }
    }
}
