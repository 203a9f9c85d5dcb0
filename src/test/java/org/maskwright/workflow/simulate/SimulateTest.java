package org.maskwright.workflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.active.Round;
import org.w3c.dom.Document;

class SimulateTest {
    private static final List<Integer> LABELLED = List.of(10, 20, 30, 40, 50);
    private static final List<Round> ROUNDS = rounds("random", 0);
    private static final List<Round> BOTH = Stream.concat(ROUNDS.stream(), rounds("uncertainty", 0.01).stream()).toList();

    private static List<Round> rounds(String order, double better) {
        var rounds = new ArrayList<Round>();
        for (int seed = 1; seed <= 2; seed++) {
            for (int n = 0; n < 5; n++) {
                double dice = 0.9 - Math.pow(10 + 10 * n, -0.9) + 0.004 * seed + (n == 0 ? 0 : better * seed);
                List<String> batch = n == 4 ? List.of() : List.of("a" + n, "b" + n);
                rounds.add(new Round(order, seed, n, 10 + 10 * n, dice, 500 - n, batch, n == 4 ? Double.NaN : dice, n == 4 ? Double.NaN : 600 - 10 * n, n == 4 ? Double.NaN : 3000));
            }
        }
        return rounds;
    }

    private static List<Round> idle() {
        return rounds("none", 0).stream().map(one -> new Round(one.order(), one.seed(), one.number(), 10, one.holdoutDice(), 500, List.of(), Double.NaN, Double.NaN, Double.NaN)).toList();
    }

    private static Document drawn(List<Round> rounds, String note) throws Exception {
        String svg = new LoopFigure(LoopPanel.all(rounds, LABELLED), note).svg();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theTableHasARowARoundAndLeavesOutWhatIsNot() {
        List<String> rows = Simulate.table(ROUNDS).lines().toList();
        assertThat(rows).hasSize(11);
        assertThat(rows.get(1)).startsWith("random,1,0,10,0.7").endsWith(",a0 b0");
        assertThat(rows.get(5)).startsWith("random,1,4,50,").endsWith(",,,,");
    }

    @Test
    void aPanelIsMeanAndRangeOverRepetitions() {
        LoopPanel.Line line = LoopPanel.all(ROUNDS, LABELLED).getFirst().lines().getFirst();
        LoopPanel.Dot dot = line.held().getFirst();
        assertThat(dot.labelled()).isEqualTo(10);
        assertThat(dot.high() - dot.low()).isCloseTo(0.004, within(1e-9));
        assertThat(line.met()).as("after the last round nothing is corrected").hasSize(4);
        assertThat(line.more()).singleElement().satisfies(more -> assertThat(more.high()).isGreaterThanOrEqualTo(line.held().getLast().mean()));
    }

    @Test
    void anOrderThatLabelsNothingIsDrawnBesideTheOthersForItsTraining() {
        LoopPanel.Line line = LoopPanel.all(idle(), LABELLED).getFirst().lines().getFirst();
        assertThat(line.held()).extracting(LoopPanel.Dot::labelled).isEqualTo(LABELLED);
        assertThat(line.met()).isEmpty();
        assertThat(line.more()).as("there is no curve to go on").isEmpty();
        assertThat(LoopWords.of(idle())).singleElement().asString().contains("at 10 labelled, trained as long as the others");
    }

    @Test
    void theFigureNamesEveryOrderOnceAPanelAndNoneUponAnother() throws Exception {
        Document drawing = drawn(BOTH, "Cases < 20 & more");
        assertThat(drawing.getElementsByTagName("circle").getLength()).isEqualTo(2 * 2 * (5 + 4));
        assertThat(drawing.getDocumentElement().getTextContent()).contains("Cases < 20 & more", "Proposals get better", "Less is left to correct");
        var heights = new ArrayList<Double>();
        var texts = drawing.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            if (List.of("random", "uncertain first").contains(texts.item(i).getTextContent())) heights.add(Double.valueOf(texts.item(i).getAttributes().getNamedItem("y").getNodeValue()));
        }
        assertThat(heights).hasSize(4);
        assertThat(Math.abs(heights.get(2) - heights.get(3))).as("both end at the same volume").isGreaterThan(15);
    }

    @Test
    void aFigureOfNothingYetIsEmptyAndNoFault() {
        assertThat(new LoopFigure(LoopPanel.all(List.of(), LABELLED), "").svg()).doesNotContain("circle");
    }

    @Test
    void theWordsSayWhatTwentyMoreWouldBring() {
        assertThat(LoopWords.of(ROUNDS)).singleElement().asString().startsWith("random: held-out cases Dice 0.87").contains("496 mm³ to edit, at 50 labelled", "another 20 cases would bring +0.0");
        assertThat(LoopWords.of(ROUNDS.subList(0, 2)).getFirst()).contains("too few rounds");
    }

    /// Differences of 0.01 and 0.02: mean 0.015, and t with one degree of freedom, 12.706, makes of a standard error of 0.005 an interval over 0.
    @Test
    void twoRepetitionsThatDifferProveNothing() {
        assertThat(LoopWords.of(BOTH).getLast()).startsWith("uncertainty against random").contains("+0.0150 (95 %: -0.0485 to +0.0785, 2 repetitions)", "no difference is shown");
    }
}
