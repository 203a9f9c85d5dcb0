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
            assertThat(metric.of(new Comparison(empty, empty, 1, Overlap.NONE))).isEqualTo(new Undefined(Reason.BOTH_EMPTY));
        }
    }
}
