package org.maskwright.workflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.active.Round;

class SimulateTest {
    private static final List<Round> ROUNDS = rounds();

    private static List<Round> rounds() {
        var rounds = new ArrayList<Round>();
        for (int seed = 1; seed <= 2; seed++) {
            for (int n = 0; n < 5; n++) {
                double dice = 0.9 - Math.pow(10 + 10 * n, -0.9) + 0.004 * seed;
                List<String> batch = n == 4 ? List.of() : List.of("a" + n, "b" + n);
                rounds.add(new Round("random", seed, n, 10 + 10 * n, dice, 500 - n, batch, n == 4 ? Double.NaN : dice, n == 4 ? Double.NaN : 600 - 10 * n, n == 4 ? Double.NaN : 3000));
            }
        }
        return rounds;
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
        LoopPanel holdout = LoopPanel.all(ROUNDS).get(1);
        LoopPanel.Dot dot = holdout.lines().getFirst().dots().getFirst();
        assertThat(dot.labelled()).isEqualTo(10);
        assertThat(dot.high() - dot.low()).isCloseTo(0.004, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(LoopPanel.all(ROUNDS).get(0).lines().getFirst().dots()).as("the last round has no batch").hasSize(4);
    }

    @Test
    void theFigureIsAPictureAndADrawing() throws Exception {
        var figure = new LoopFigure(LoopPanel.all(ROUNDS), "Cases < 20 & more");
        var picture = ImageIO.read(new ByteArrayInputStream(figure.png()));
        assertThat(picture.getWidth()).isEqualTo(1200);
        var drawing = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(figure.svg().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(drawing.getElementsByTagName("circle").getLength()).isEqualTo(4 + 5 + 4);
        assertThat(drawing.getDocumentElement().getTextContent()).contains("Cases < 20 & more", "Voxels edited a case");
    }

    @Test
    void aFigureOfNothingYetIsEmptyAndNoFault() throws IOException {
        assertThat(new LoopFigure(LoopPanel.all(List.of()), "").svg()).doesNotContain("circle");
    }

    @Test
    void theWordsSayWhatTwentyMoreWouldBring() {
        assertThat(Simulate.words(ROUNDS)).singleElement().asString().startsWith("random: Dice 0.87").contains("at 50 labelled", "another 20 cases would bring +0.0");
        assertThat(Simulate.words(ROUNDS.subList(0, 2)).getFirst()).contains("too few rounds");
    }
}
