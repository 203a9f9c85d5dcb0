package org.maskwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.measure.Score.Defined;
import org.maskwright.measure.Score.Reason;
import org.maskwright.measure.Score.Undefined;

class ScoreTest {
    private static final Overlap REFERENCE_ALONE = new Overlap(0, 10, 0), CANDIDATE_ALONE = new Overlap(0, 0, 10);

    @Test
    void whatBothLackIsNotDefinedRatherThanPerfect() {
        assertThat(Dice.of(Overlap.NONE)).isEqualTo(new Undefined(Reason.BOTH_EMPTY));
        assertThat(Jaccard.of(Overlap.NONE)).isEqualTo(new Undefined(Reason.BOTH_EMPTY));
        assertThat(Sensitivity.of(Overlap.NONE)).isEqualTo(new Undefined(Reason.BOTH_EMPTY));
        assertThat(Precision.of(Overlap.NONE)).isEqualTo(new Undefined(Reason.BOTH_EMPTY));
    }

    @Test
    void whatOneLacksOverlapsByNought() {
        for (Overlap o : List.of(REFERENCE_ALONE, CANDIDATE_ALONE)) {
            assertThat(Dice.of(o)).isEqualTo(new Defined(0));
            assertThat(Jaccard.of(o)).isEqualTo(new Defined(0));
        }
        assertThat(Sensitivity.of(REFERENCE_ALONE)).isEqualTo(new Defined(0));
        assertThat(Sensitivity.of(CANDIDATE_ALONE)).isEqualTo(new Undefined(Reason.REFERENCE_EMPTY));
        assertThat(Precision.of(REFERENCE_ALONE)).isEqualTo(new Undefined(Reason.CANDIDATE_EMPTY));
        assertThat(Precision.of(CANDIDATE_ALONE)).isEqualTo(new Defined(0));
    }

    @Test
    void ratiosByHand() {
        Overlap o = new Overlap(6, 8, 12); // 2 missed, 6 too many
        assertThat(Dice.of(o).orElse(-1)).isCloseTo(0.6, within(1e-12));
        assertThat(Jaccard.of(o).orElse(-1)).isCloseTo(6.0 / 14, within(1e-12));
        assertThat(Sensitivity.of(o).orElse(-1)).isCloseTo(0.75, within(1e-12));
        assertThat(Precision.of(o).orElse(-1)).isCloseTo(0.5, within(1e-12));
    }

    /// A row of ten voxels of 1 × 2 × 3 mm.
    private static Labels row(int... labels) {
        short[][] slices = {new short[10]};
        for (int x = 0; x < 10; x++) slices[0][x] = (short) labels[x];
        return Labels.adopting(Geometry.upright(10, 1, 1, 1, 2, 3), slices);
    }

    private static final Labels NOTHING = row(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), FIVE = row(1, 1, 1, 1, 1, 0, 0, 0, 2, 0), SIX = row(0, 1, 1, 1, 1, 1, 1, 0, 2, 2);

    private static Score score(Metric metric, Labels reference, Labels candidate, int label) {
        return metric.of(new Comparison(reference, candidate, label, CaseScore.of("case", reference, candidate).overlap(label)));
    }

    private static double value(Metric metric) {
        return score(metric, FIVE, SIX, 1).orElse(Double.NaN);
    }

    @Test
    void specificityAndVolumesByHand() {
        assertThat(value(new Specificity())).as("2 of the 5 voxels outside are found").isCloseTo(3.0 / 5, within(1e-12));
        assertThat(value(new VolumeDifference())).as("one voxel of 6 mm³ more").isCloseTo(0.006, within(1e-12));
        assertThat(value(new RelativeVolumeDifference())).isCloseTo(1.0 / 5, within(1e-12));
        assertThat(score(new VolumeDifference(), SIX, FIVE, 1).orElse(0)).isCloseTo(-0.006, within(1e-12));
        assertThat(score(new RelativeVolumeDifference(), SIX, FIVE, 1).orElse(0)).isCloseTo(-1.0 / 6, within(1e-12));
        assertThat(score(new Specificity(), row(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), FIVE, 1)).isEqualTo(new Undefined(Reason.REFERENCE_FULL));
    }

    private static WholeMap whole(Labels reference, Labels candidate) {
        return WholeMap.of(reference, candidate, Overlap.perLabel(reference, candidate));
    }

    @Test
    void wholeMapsByHand() {
        assertThat(whole(FIVE, SIX).meanIou().orElse(-1)).as("4 of 7 and 1 of 2").isCloseTo((4.0 / 7 + 1.0 / 2) / 2, within(1e-12));
        assertThat(whole(FIVE, SIX).pixelAccuracy()).as("x 0, 5, 6 and 9 differ").isCloseTo(0.6, within(1e-12));
        assertThat(whole(NOTHING, SIX).meanIou()).isEqualTo(new Defined(0));
        assertThat(whole(NOTHING, NOTHING).meanIou()).isEqualTo(new Undefined(Reason.BOTH_EMPTY));
        assertThat(whole(NOTHING, NOTHING).pixelAccuracy()).isEqualTo(1);
    }

    @Test
    void perfectMapOfLabelsOneAndThreeScoresOne() {
        Labels map = row(1, 1, 1, 0, 3, 3, 0, 0, 0, 0);
        assertThat(CaseScore.of("case", map, map).dice(List.of(1, 3))).hasToString("1.000 (2 of 2 defined)");
        assertThat(whole(map, map)).isEqualTo(new WholeMap(1, new Defined(1)));
    }

    @Test
    void withOneMapEmptySurfaceDiceIsNoughtAndDistancesAreNotDefined() {
        for (boolean byArea : new boolean[] {true, false}) {
            assertThat(score(new SurfaceDice(1, byArea), NOTHING, SIX, 1)).isEqualTo(new Defined(0));
            assertThat(score(new SurfaceDice(1, byArea), FIVE, NOTHING, 1)).isEqualTo(new Defined(0));
        }
        for (SurfaceDistance distance : SurfaceDistance.values()) {
            assertThat(score(distance, NOTHING, SIX, 1)).isEqualTo(new Undefined(Reason.REFERENCE_EMPTY));
            assertThat(score(distance, FIVE, NOTHING, 1)).isEqualTo(new Undefined(Reason.CANDIDATE_EMPTY));
        }
        assertThat(score(new RelativeVolumeDifference(), NOTHING, SIX, 1)).isEqualTo(new Undefined(Reason.REFERENCE_EMPTY));
        assertThat(score(new VolumeDifference(), NOTHING, SIX, 1).orElse(0)).as("6 voxels of 6 mm³").isCloseTo(0.036, within(1e-12));
        assertThat(score(new Specificity(), NOTHING, SIX, 1).orElse(-1)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void eachLabelMayHaveItsOwnTolerance() {
        Tolerance tolerance = new Tolerance(0.5, new TreeMap<>(Map.of(2, 1.0)));
        assertThat(tolerance).hasToString("0.5 mm (label 2: 1 mm)");
        assertThat(score(new SurfaceDice(tolerance, false), FIVE, SIX, 1).orElse(-1)).as("4 of 5 and 4 of 6 border voxels lie on the other").isCloseTo(8.0 / 11, within(1e-12));
        assertThat(score(new SurfaceDice(tolerance, false), FIVE, SIX, 2)).as("x 9 is 1 mm from x 8").isEqualTo(new Defined(1));
        assertThat(score(new SurfaceDice(0.5, false), FIVE, SIX, 2).orElse(-1)).isCloseTo(2.0 / 3, within(1e-12));
        assertThatThrownBy(() -> new Tolerance(1, new TreeMap<>(Map.of(2, 0.0)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labelOfValueTwoIsNotCountedTwice() {
        Geometry grid = Geometry.upright(10, 1, 1, 1, 1, 1);
        Labels a = Labels.of(grid, Mask.of(grid.size().box(), b -> b.run(0, 0, 0, 5)), 2);
        Labels b = Labels.of(grid, Mask.of(grid.size().box(), m -> m.run(0, 0, 1, 6)), 2);
        assertThat(CaseScore.of("case", a, b).dice(2)).isEqualTo(new Defined(0.8));
    }

    @Test
    void meanSaysOfHowManyItIs() {
        Summary summary = Summary.of(List.of(new Defined(0.9), new Undefined(Reason.BOTH_EMPTY), new Defined(0.6), new Defined(0.6)));
        assertThat(summary).hasToString("0.700 (3 of 4 defined)");
        assertThat(summary.median()).isEqualTo(new Defined(0.6));
        assertThat(summary.greatest()).isEqualTo(new Defined(0.9));
        assertThat(Summary.of(List.of(new Undefined(Reason.BOTH_EMPTY)))).hasToString("– (0 of 1 defined)");
    }

    @Test
    void falseAlarmsAreToldApart() {
        CaseScore hit = score("a", new Overlap(8, 8, 8)), alarm = score("b", new Overlap(0, 0, 500)), quiet = score("c", Overlap.NONE);
        LabelSummary summary = LabelSummary.of(1, List.of(hit, alarm, quiet));
        assertThat(summary.dice()).hasToString("0.500 (2 of 3 defined)");
        assertThat(summary.falseAlarms()).isEqualTo(1);
        assertThat(summary.falseAlarmMl()).isEqualTo(1.0);
        assertThat(summary.correctRejections()).isEqualTo(1);
    }

    private static CaseScore score(String id, Overlap overlap) {
        return new CaseScore(id, 2, new TreeMap<>(overlap.isEmpty() ? Map.of() : Map.of(1, overlap)));
    }

    @Test
    void mapsOnDifferentGridsAreNotCompared() {
        Labels a = Labels.empty(Geometry.upright(4, 4, 4, 1, 1, 1)), b = Labels.empty(Geometry.upright(4, 4, 4, 1, 1, 1.5));
        assertThatThrownBy(() -> CaseScore.of("case", a, b)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("different grids");
    }

    @Property(tries = 100)
    void onePassEqualsCountingVoxelByVoxelAndIsSymmetric(@ForAll long seed) {
        Random random = new Random(seed);
        LabelVolume volume = RandomEdits.volume(random);
        for (int i = 0; i < 5; i++) RandomEdits.commit(volume, random);
        Labels a = volume.snapshot();
        for (int i = 0; i < 2; i++) RandomEdits.commit(volume, random); // shares some slices with a
        Labels b = volume.snapshot();
        TreeMap<Integer, Overlap> expected = new TreeMap<>();
        var size = a.geometry().size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    int p = a.at(x, y, z), q = b.at(x, y, z);
                    if (p != 0) expected.merge(p, new Overlap(p == q ? 1 : 0, 1, p == q ? 1 : 0), ScoreTest::plus);
                    if (q != 0 && p != q) expected.merge(q, new Overlap(0, 0, 1), ScoreTest::plus);
                }
            }
        }
        assertThat(Overlap.perLabel(a, b)).isEqualTo(expected);
        Overlap.perLabel(b, a).forEach((label, o) -> assertThat(Dice.of(o)).isEqualTo(Dice.of(expected.getOrDefault(label, Overlap.NONE))));
    }

    private static Overlap plus(Overlap a, Overlap b) {
        return new Overlap(a.truePositives() + b.truePositives(), a.reference() + b.reference(), a.candidate() + b.candidate());
    }

    @Test
    void everyMetricSaysWhatItIs() {
        Labels empty = new LabelVolume(Geometry.upright(2, 2, 2, 1, 1, 1)).snapshot();
        assertThat(Metrics.ALL).extracting(Metric::id).doesNotHaveDuplicates();
        for (Metric metric : Metrics.ALL) {
            assertThat(metric.convention()).contains("not defined");
            assertThat(metric.conventionName()).isNotBlank();
            assertThat(metric.of(new Comparison(empty, empty, 1, Overlap.NONE))).isEqualTo(new Undefined(Reason.BOTH_EMPTY));
        }
    }
}
