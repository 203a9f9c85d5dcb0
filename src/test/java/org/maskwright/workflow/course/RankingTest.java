package org.maskwright.workflow.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.label.Labels;
import org.maskwright.measure.Metrics;
import org.maskwright.measure.PairedComparison;
import org.maskwright.workflow.LabelPairs;
import org.maskwright.workflow.evaluate.Evaluation;

class RankingTest {
    private static final Geometry GRID = Geometry.upright(12, 4, 4, 1, 1, 1);

    private static Labels brick(int from, int to) {
        return Labels.of(GRID, Mask.of(new Box(from, 0, 0, to, 4, 4), b -> {
            for (int z = 0; z < 4; z++) for (int y = 0; y < 4; y++) b.run(y, z, from, to);
        }), 1);
    }

    /// Finds a brick of 8 voxels' length up to so many voxels too far to the right, in the cases a, b, c.
    private static Standing standing(String title, int... shifts) {
        var cases = new ArrayList<Evaluation.Case>();
        for (int i = 0; i < shifts.length; i++)
            cases.add(Evaluation.Case.of(String.valueOf((char) ('a' + i)), new LabelPairs.Maps(brick(0, 8), brick(shifts[i], 8 + shifts[i])), Metrics.USUAL));
        return new Standing(title, "", Optional.empty(), 0.1, new Evaluation(Metrics.USUAL, cases, new TreeMap<>(), List.of()));
    }

    @Test
    void theBestStandsFirstAndAllAreComparedWithIt() {
        Standing good = standing("good", 0, 0, 2), bad = standing("bad", 2, 1, 4);
        Ranking ranking = new Ranking("Bricks", 5, List.of("a", "b", "c"), List.of(bad, good));
        assertThat(ranking.best()).isSameAs(good);
        assertThat(good.meanDice()).isCloseTo((1 + 1 + 0.75) / 3, within(1e-12));
        assertThat(ranking.againstBest(good)).isEmpty();
        PairedComparison paired = ranking.againstBest(bad).orElseThrow();
        assertThat(paired.meanDifference()).isCloseTo(-(0.25 + 0.125 + 0.25) / 3, within(1e-12));
        assertThat(paired.lower()).isEqualTo(3);
        assertThat(ranking.hardestFirst()).containsExactly("c", "a", "b");
    }

    @Test
    void aMethodThatLearnsNothingHasDashesForItsTraining() {
        Ranking ranking = new Ranking("Bricks", 5, List.of("a"), List.of(standing("rule | of thumb", 1)));
        assertThat(new RankingTables(ranking).markdown().lines().skip(2).findFirst().orElseThrow()).startsWith("| rule \\| of thumb | 0.875 [0.875, 0.875] (1 of 1) | **0.875** (1 of 1) | 1.00 [")
                .contains("| – | – | – | – | – | 100 |");
        assertThat(new RankingPage(ranking, List.of()).html()).contains("<td class=\"n\">–</td>");
    }

    @Test
    void eachMeanSaysByWhichConventionItIsAndOfHowManyCases() {
        Ranking ranking = new Ranking("Bricks", 5, List.of("a", "b"), List.of(standing("rule", 1, 0)));
        assertThat(new RankingPage(ranking, List.of()).html()).contains("<th class=\"n\">1<br>HD95, mm<br><small>MONAI, Metrics Reloaded</small></th>")
                .contains("Dice (2TP/(2TP+FP+FN))</text>").contains("<br>2 of 2 defined</small>");
        assertThat(new RankingTables(ranking).markdown()).contains("HD95 that of MONAI, Metrics Reloaded");
        assertThat(new RankingTables(ranking).json()).contains("\"of\" : 2", "\"toleranceMm\" : 1");
        assertThat(new RankingTables(ranking).csv()).contains("rule,a,1,1,128,128,112,16,16,false,0.000000,1.000000,1.000000,1.000000,1.000000,built from source,0.875000,");
    }
}
