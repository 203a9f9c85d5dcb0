package org.maskwright.learn.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;

/// Each slice of a case is a picture of 12 × 6 voxels of 1 mm³.
class ChooserTest {
    private static final String BLOCK = "1111......../1111......../1111......../1111......../............/............";
    private static final String WITH_ISLAND = "1111......../1111......../1111......../1111......../............/...........1";
    private static final String WITH_TWO = "1111......../1111......../1111....1111/1111....1111/........1111/........1111";
    private static final String SPECK = "............/............/............/............/............/...........1";
    private static final String NOTHING = "............/............/............/............/............/............";
    private static final String WITH_HOLE = "1111......../1..1......../1111......../1111......../............/............";

    @Test
    void anIslandThatIsAlwaysWrongIsTakenAwayAndItsFiguresAreKept() {
        PostProcessing chosen = choose(6, BLOCK, WITH_ISLAND);
        assertThat(chosen.chosenOn()).isEqualTo("the test's cases");
        PostProcessing.OfLabel one = chosen.labels().getFirst();
        assertThat(one.steps()).containsExactly(new LargestPiece());
        PostProcessing.Gain gain = one.gain().orElseThrow();
        assertThat(gain.cases()).isEqualTo(6);
        assertThat(gain.diceBefore()).isCloseTo(32 / 33.0, within(1e-12));
        assertThat(gain.diceAfter()).isEqualTo(1);
        // 1 of 13 border voxels of the proposal (the block's inner four are none) lies √(8² + 2²) away: above the 95th percentile of them.
        assertThat(gain.hd95BeforeMm()).isGreaterThan(0);
        assertThat(gain.hd95AfterMm()).isZero();
        assertThat(gain.p()).isCloseTo(2 / 64.0, within(1e-12));
    }

    @Test
    void whereTwoPiecesAreRightBothStay() {
        assertThat(choose(6, WITH_TWO, WITH_TWO).labels()).isEmpty();
    }

    @Test
    void whatIsRightIsLeftAlone() {
        PostProcessing chosen = choose(6, BLOCK, BLOCK);
        assertThat(chosen.labels()).isEmpty();
        assertThat(chosen).as("looked at, and nothing pays").isNotEqualTo(PostProcessing.NONE);
    }

    @Test
    void fourCasesProveNothing() {
        assertThat(choose(4, BLOCK, WITH_ISLAND).labels()).isEmpty();
        assertThat(choose(5, BLOCK, WITH_ISLAND).labels()).hasSize(1);
    }

    @Test
    void aFalseAlarmThatIsTakenAwayCounts() {
        var cases = new java.util.ArrayList<>(cases(4, BLOCK, BLOCK));
        cases.addAll(cases(3, NOTHING, SPECK));
        PostProcessing.OfLabel one = Chooser.choose("", List.of(1), cases, Progress.NONE).labels().getFirst();
        assertThat(one.steps()).hasSize(1).first().isInstanceOf(MinimumVolume.class);
        assertThat(one.gain().orElseThrow().diceBefore()).isCloseTo(4 / 7.0, within(1e-12));
        assertThat(one.gain().orElseThrow().diceAfter()).isEqualTo(1);
    }

    /// The whole label is smaller than what is cut off elsewhere: taking it away would cost more than it brings.
    @Test
    void smallOnesThatAreRightArePartOfTheBargain() {
        var cases = new java.util.ArrayList<>(cases(4, BLOCK, BLOCK));
        cases.addAll(cases(1, NOTHING, SPECK));
        cases.addAll(cases(3, SPECK, SPECK));
        assertThat(Chooser.choose("", List.of(1), cases, Progress.NONE).labels()).isEmpty();
    }

    @Test
    void holesAreFilledWhereTheTruthHasNone() {
        assertThat(choose(6, BLOCK + "|" + BLOCK + "|" + BLOCK, BLOCK + "|" + WITH_HOLE + "|" + BLOCK).labels().getFirst().steps()).containsExactly(new FillHoles());
    }

    @Test
    void whatOneCaseInTenGainsIsEnoughIfItIsClear() {
        var cases = new java.util.ArrayList<>(cases(9, BLOCK, BLOCK));
        cases.addAll(cases(1, BLOCK, WITH_ISLAND));
        PostProcessing.OfLabel one = Chooser.choose("", List.of(1), cases, Progress.NONE).labels().getFirst();
        assertThat(one.gain().orElseThrow().p()).as("no proof").isEqualTo(1);
        assertThat(one.gain().orElseThrow().diceAfter() - one.gain().orElseThrow().diceBefore()).isCloseTo(0.1 / 33, within(1e-12));
    }

    private static PostProcessing choose(int count, String truth, String proposed) {
        return Chooser.choose("the test's cases", List.of(1), cases(count, truth, proposed), Progress.NONE);
    }

    private static List<Chooser.Case> cases(int count, String truth, String proposed) {
        Geometry grid = Geometry.upright(12, 6, truth.split("\\|").length, 1, 1, 1);
        return IntStream.range(0, count).mapToObj(i -> new Chooser.Case("case-" + i, PostProcessingTest.map(grid, truth), PostProcessingTest.map(grid, proposed))).toList();
    }
}
