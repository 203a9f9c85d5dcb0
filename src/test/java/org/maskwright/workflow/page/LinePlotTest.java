package org.maskwright.workflow.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class LinePlotTest {
    private static LinePlot.Line line(String name, double... y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) x[i] = i + 1;
        return new LinePlot.Line(name, x, y);
    }

    private static Document drawing(LinePlot plot) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyLineHasItsNameAndANameCannotBreakTheDrawing() throws Exception {
        Document svg = drawing(new LinePlot("epoch", "Dice", List.of(line("<b> & co", 0.1, 0.5, 0.7), line("other", 0.2, 0.4, 0.8)), Double.NEGATIVE_INFINITY));
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(svg.getDocumentElement().getTextContent()).contains("<b> & co", "other", "epoch; upwards: Dice");
    }

    @Test
    void whatIsNoNumberBreaksTheLineAndALineOfNothingIsLeftOut() throws Exception {
        LinePlot plot = new LinePlot("epoch", "Dice", List.of(line("gap", 1, Double.NaN, 2, 3), line("nothing", Double.NaN)), Double.NEGATIVE_INFINITY);
        Document svg = drawing(plot);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(1);
        assertThat(svg.getElementsByTagName("path").item(0).getAttributes().getNamedItem("d").getNodeValue()).matches("M[^ML]+M[^ML]+L[^ML]+");
        assertThat(plot.svg()).doesNotContain("NaN", "nothing");
    }

    @Test
    void belowTheFloorALineRunsAlongIt() {
        LinePlot plot = new LinePlot("epoch", "Dice", List.of(line("a", 0.01, 0.8, 0.9)), 0.7);
        assertThat(plot.svg()).contains(">0.70<").doesNotContain(">0.00<").doesNotContain(">0.60<");
    }

    @Test
    void thePictureIsAPictureAlsoOfOneEpoch() throws Exception {
        byte[] png = new LinePlot("epoch", "loss", List.of(line("a", 0.4), line("a", 0.3)), Double.NEGATIVE_INFINITY).png();
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(900);
    }

    @Test
    void aPlotOfNothingIsEmptyAndNoFault() {
        LinePlot plot = new LinePlot("epoch", "Dice", List.of(), Double.NEGATIVE_INFINITY);
        assertThat(plot.isEmpty()).isTrue();
        assertThat(plot.svg()).doesNotContain("path");
        assertThatThrownBy(() -> new LinePlot.Line("a", new double[1], new double[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
