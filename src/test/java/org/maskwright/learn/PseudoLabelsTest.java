package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.Labels;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

class PseudoLabelsTest {
    private static final Geometry GRID = Geometry.upright(7, 5, 3, 1, 1, 1);
    private static final List<Integer> KNOWN = List.of(1, 4);
    private static final int IGNORE = 5;

    /// Random probabilities of background, 1 and 4, and the likeliest of them.
    @SuppressWarnings("ArrayRecordComponent")
    private record Proposed(Labels labels, float[][][] probabilities) {
        static Proposed of(long seed) {
            var random = new SplittableRandom(seed);
            float[][][] p = new float[3][3][35];
            short[][] labels = new short[3][35];
            for (int z = 0; z < 3; z++) {
                for (int i = 0; i < 35; i++) {
                    double[] raw = {Math.exp(4 * random.nextDouble()), Math.exp(4 * random.nextDouble()), Math.exp(4 * random.nextDouble())};
                    double sum = raw[0] + raw[1] + raw[2];
                    for (int c = 0; c < 3; c++) p[c][z][i] = (float) (raw[c] / sum);
                    int best = raw[0] >= raw[1] && raw[0] >= raw[2] ? 0 : raw[1] >= raw[2] ? 1 : 2;
                    labels[z][i] = (short) (best == 0 ? 0 : KNOWN.get(best - 1));
                }
            }
            return new Proposed(Labels.adopting(GRID, labels), p);
        }

        PseudoLabels above(double floor) {
            return PseudoLabels.of(labels, label -> FloatVolume.adopting(GRID, probabilities[1 + KNOWN.indexOf(label)], ScanInfo.UNKNOWN), KNOWN, floor, IGNORE);
        }

        float probability(int label, int z, int i) {
            return probabilities[label == 0 ? 0 : 1 + KNOWN.indexOf(label)][z][i];
        }
    }

    @Property(tries = 40)
    void whatIsKeptIsAsSureAsTheFloorAndWhatIsIgnoredIsNot(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double floor) {
        Proposed proposed = Proposed.of(seed);
        Labels sure = proposed.above(floor).labels();
        for (int z = 0; z < 3; z++) {
            for (int i = 0; i < 35; i++) {
                int was = proposed.labels().at(i % 7, i / 7, z), is = sure.at(i % 7, i / 7, z);
                if (is == IGNORE) assertThat(proposed.probability(was, z, i)).isLessThan((float) floor + 1e-5f);
                else assertThat(is).isEqualTo(was);
                if (is != IGNORE) assertThat(proposed.probability(was, z, i)).isGreaterThan((float) floor - 1e-5f);
            }
        }
    }

    @Property(tries = 20)
    void aHigherFloorNeverKeepsMore(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double a, @ForAll @DoubleRange(min = 0, max = 1) double b) {
        Proposed proposed = Proposed.of(seed);
        assertThat(proposed.above(Math.max(a, b)).keptShare()).isLessThanOrEqualTo(proposed.above(Math.min(a, b)).keptShare());
    }

    @Test
    void aFloorOfNothingKeepsAll() {
        PseudoLabels all = Proposed.of(1).above(0);
        assertThat(all.labels().sameVoxels(Proposed.of(1).labels())).isTrue();
        assertThat(all.kept()).isEqualTo(all.proposed());
        assertThat(all.keptShare()).isEqualTo(1);
    }

    @Test
    void aFloorOfOneKeepsNothingOfAModelThatDoubts() {
        PseudoLabels none = Proposed.of(1).above(1);
        assertThat(none.isWorthLearning()).isFalse();
        assertThat(none.keptShare()).isZero();
        assertThat(none.labels().counts()).containsOnlyKeys(IGNORE);
    }

    @Test
    void whatMeansIgnoredIsNoLabelOfTheModels() {
        Proposed proposed = Proposed.of(1);
        assertThatThrownBy(() -> PseudoLabels.of(proposed.labels(), label -> FloatVolume.adopting(GRID, new float[3][35], ScanInfo.UNKNOWN), KNOWN, 0.5, 4)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("4");
        assertThatThrownBy(() -> proposed.above(1.1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1.1");
    }
}
