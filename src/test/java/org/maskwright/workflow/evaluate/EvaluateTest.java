package org.maskwright.workflow.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.testing.LabelFile;
import org.xml.sax.InputSource;

/// Reports on the golden fixtures, whose figures are known, and on what cannot be compared.
class EvaluateTest {
    private static final Geometry GRID = Geometry.upright(40, 36, 14, 0.8, 0.8, 3);
    private static final Box REFERENCE = new Box(8, 8, 3, 24, 24, 9), SHIFTED = new Box(10, 8, 3, 26, 24, 9);

    @TempDir Path folder;
    private Path reference = Path.of(""), candidate = Path.of("");

    @BeforeEach
    void threeCases() throws IOException {
        reference = folder.resolve("expert");
        candidate = folder.resolve("<model & co>");
        for (String id : new String[] {"a", "b", "empty"}) LabelFile.write(reference.resolve(id + ".nii.gz"), GRID, id.equals("empty") ? Box.EMPTY : REFERENCE);
        LabelFile.write(candidate.resolve("a.nii.gz"), GRID, REFERENCE);
        LabelFile.write(candidate.resolve("b.nii.gz"), GRID, SHIFTED);
        LabelFile.write(candidate.resolve("empty.nii.gz"), GRID, Box.EMPTY);
    }

    private Evaluate.Question question(Optional<Path> rival) {
        return new Evaluate.Question(reference, candidate, rival, Optional.empty(), 1, new TreeMap<>());
    }

    @Test
    void theTablesHoldTheGoldenFiguresAndNoNumberWhereThereIsNone() throws Exception {
        Path out = folder.resolve("report");
        Evaluation evaluation = Evaluate.run(question(Optional.empty()), out, Progress.NONE);
        JsonNode json = new ObjectMapper().readTree(Files.readString(out.resolve("scores.json")));
        JsonNode b = json.at("/cases/1/labels/1");
        assertThat(b.path("dice").doubleValue()).isEqualTo(0.875);
        assertThat(b.path("nsd").doubleValue()).isCloseTo(0.671846, within(6e-7));
        assertThat(b.path("hd95").doubleValue()).isCloseTo(1.6, within(6e-7));
        assertThat(json.at("/labels/1/dice/mean").doubleValue()).isEqualTo(0.9375);
        assertThat(json.at("/labels/1/dice/defined").intValue()).isEqualTo(2);
        assertThat(json.at("/labels/1/dice/of").intValue()).isEqualTo(3);
        assertThat(json.at("/conventions/hd95-pooled").textValue()).contains("MedPy");
        assertThat(Files.readString(out.resolve("scores.csv"))).contains(",b,1,1,1536,1536,1344,192,192,false,0.000000,0.800000,0.800000,3.000000,1.000000,built from source,0.875000,")
                .contains(",empty,1,1,0,0,0,0,0,true,0.000000,0.800000,0.800000,3.000000,1.000000,built from source,,");
        assertThat(evaluation.text()).endsWith("\nDice: 2TP/(2TP+FP+FN); NSD 1 mm: DeepMind, by area; HD95: MONAI, Metrics Reloaded.").startsWith("1: Dice 0.938 (2 of 3 defined), NSD 1 mm 0.836 (2 of 3 defined)");
        assertThat(json.at("/cases/1/pixelAccuracy").doubleValue()).isCloseTo(1 - 384.0 / (40 * 36 * 14), within(1e-12));
    }

    private JsonNode tables(Evaluate.Question question) throws Exception {
        Evaluate.run(question, folder.resolve("report"), Progress.NONE);
        return new ObjectMapper().readTree(Files.readString(folder.resolve("report/scores.json")));
    }

    @Test
    void emptyMapsAreNullWithTheirReasonAndFalseFindsAreCountedApart() throws Exception {
        LabelFile.write(reference.resolve("false.nii.gz"), GRID, Box.EMPTY);
        LabelFile.write(candidate.resolve("false.nii.gz"), GRID, SHIFTED);
        JsonNode json = tables(question(Optional.empty()));
        JsonNode both = json.at("/cases/2/labels/1"), alarm = json.at("/cases/3/labels/1"), label = json.at("/labels/1");
        assertThat(both.path("dice").isNull()).isTrue();
        assertThat(both.at("/notDefined/dice").textValue()).isEqualTo("both empty");
        assertThat(both.path("correctRejection").booleanValue()).isTrue();
        assertThat(json.at("/cases/2/notDefined/meanIou").textValue()).isEqualTo("both empty");
        assertThat(alarm.path("dice").doubleValue()).isZero();
        assertThat(alarm.path("hd95").isNull()).isTrue();
        assertThat(alarm.at("/notDefined/hd95").textValue()).isEqualTo("reference empty");
        assertThat(alarm.path("correctRejection").booleanValue()).isFalse();
        double ml = 1536 * 0.8 * 0.8 * 3 / 1000;
        assertThat(alarm.path("falseAlarmMl").doubleValue()).isCloseTo(ml, within(1e-6));
        assertThat(label.path("correctRejections").intValue()).isEqualTo(1);
        assertThat(label.path("falseAlarms").intValue()).isEqualTo(1);
        assertThat(label.path("falseAlarmMl").doubleValue()).isCloseTo(ml, within(1e-6));
        assertThat(Files.readString(folder.resolve("report/scores.csv"))).contains(",false,1,1,0,1536,0,1536,0,false,2.949120,").contains(",empty,1,1,0,0,0,0,0,true,0.000000,");
        assertThat(Files.readString(folder.resolve("report/report.html"))).contains("<td class=\"n\">2 of 4</td><td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">2.949</td>");
    }

    @Test
    void whereNoMapHoldsALabelThatIsSaidOfTheFirst() throws Exception {
        for (String id : new String[] {"a", "b"}) {
            LabelFile.write(reference.resolve(id + ".nii.gz"), GRID, Box.EMPTY);
            LabelFile.write(candidate.resolve(id + ".nii.gz"), GRID, Box.EMPTY);
        }
        JsonNode json = tables(question(Optional.empty()));
        assertThat(json.at("/labels/1/correctRejections").intValue()).isEqualTo(3);
        assertThat(json.at("/cases/0/labels/1/notDefined/nsd").textValue()).isEqualTo("both empty");
        assertThat(Files.readString(folder.resolve("report/report.html"))).contains("0 of 3 defined");
    }

    @Test
    void theRivalsScoresAndTheComparisonStandInTheTablesToo() throws Exception {
        JsonNode json = tables(question(Optional.of(reference)));
        assertThat(json.at("/rival/labels/1/dice/mean").doubleValue()).isEqualTo(1);
        assertThat(json.at("/rival/cases/1/labels/1/truePositives").intValue()).isEqualTo(1536);
        JsonNode dice = json.at("/comparison/0");
        assertThat(dice.path("label").intValue()).isEqualTo(1);
        assertThat(dice.path("metric").textValue()).isEqualTo("dice");
        assertThat(dice.path("n").intValue()).isEqualTo(2);
        assertThat(dice.path("meanDifference").doubleValue()).isEqualTo(0.0625);
        assertThat(dice.at("/interval95/0").doubleValue()).isZero();
        assertThat(dice.at("/interval95/1").doubleValue()).isEqualTo(0.125);
        assertThat(dice.path("p").doubleValue()).as("one difference, of either sign").isEqualTo(1);
        assertThat(json.at("/conventions/comparison").textValue()).contains("Wilcoxon");
        assertThat(Files.readString(folder.resolve("report/comparison.csv"))).contains("\r\n1,1,dice,2,0.062500,0.000000,0.125000,1,0,1.000000\r\n");
        assertThat(Files.readString(folder.resolve("report/scores.csv"))).contains("\r\nexpert,b,1,1,1536,1536,1536,0,0,");
    }

    @Test
    void whatIsNeededToRecomputeStandsInTheTables() throws Exception {
        JsonNode json = tables(new Evaluate.Question(reference, candidate, Optional.empty(), Optional.empty(), 1, new TreeMap<>(Map.of(1, 2.0, 7, 3.0))));
        assertThat(json.path("softwareVersion").textValue()).isNotEmpty();
        assertThat(json.at("/cases/1/spacingMm/2").doubleValue()).isCloseTo(3, within(1e-6));
        assertThat(json.at("/cases/1/labels/1/falsePositives").intValue()).isEqualTo(192);
        assertThat(json.at("/cases/1/labels/1/falseNegatives").intValue()).isEqualTo(192);
        assertThat(json.at("/labels/1/toleranceMm").doubleValue()).isEqualTo(2);
        assertThat(json.at("/cases/1/labels/1/nsd").doubleValue()).as("two voxels of 0.8 mm are within 2 mm").isCloseTo(1, within(1e-9));
        assertThat(json.at("/errors/0").textValue()).isEqualTo("A tolerance is given for label 7, which no map holds.");
    }

    @Test
    void thePageNamesTheConventionOfEachFigureAndOfHowManyCasesEachMeanIs() throws Exception {
        for (Path folder : new Path[] {reference, candidate}) Files.delete(folder.resolve("empty.nii.gz"));
        Evaluate.run(question(Optional.of(reference)), folder.resolve("report"), Progress.NONE);
        String page = Files.readString(folder.resolve("report/report.html"));
        assertThat(page).contains("<th class=\"n\">HD95, mm<br><small>MONAI, Metrics Reloaded</small></th>").contains("<td>HD95, mm<br><small>MONAI, Metrics Reloaded</small></td>")
                .contains("HD95, mm (MONAI, Metrics Reloaded)</text>").contains("NSD 1 mm (DeepMind, by area)</text>");
        assertThat(page).contains("mean of the labels&#39; TP/(TP+FP+FN)");
        assertThat(page.split("<br>2 of 2 defined", -1)).as("eight means").hasSize(9);
    }

    @Test
    void thePageIsWellFormedAndNamesFromOutsideCannotBreakIt() throws Exception {
        Path out = folder.resolve("report");
        Evaluate.run(question(Optional.of(reference)), out, Progress.NONE);
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("&lt;model &amp; co&gt;").doesNotContain("<model").doesNotContain("http://").doesNotContain("https://").contains("data:image/png;base64,");
        assertThat(page).contains("+0.0625").as("the rival is right in both cases, this one in one");
        String body = page.substring(page.indexOf("<main>"), page.indexOf("</main>") + 7).replaceAll("<img([^>]*)>", "<img$1/>").replace("<br>", "<br/>");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    @Test
    void whatCannotBeComparedIsNamedAndTheRestIsDone() throws Exception {
        Files.delete(candidate.resolve("a.nii.gz"));
        Files.writeString(candidate.resolve("empty.nii.gz"), "no image");
        Evaluation evaluation = Evaluate.run(question(Optional.empty()), folder.resolve("report"), Progress.NONE);
        assertThat(evaluation.cases()).hasSize(1);
        assertThat(evaluation.problems()).hasSize(2).anyMatch(p -> p.startsWith("a.nii.gz")).anyMatch(p -> p.startsWith("empty.nii.gz"));
        assertThat(Files.readString(folder.resolve("report/report.html"))).contains("Left out");
    }

    @Test
    void aFullFolderIsLeftAlone() throws Exception {
        assertThatThrownBy(() -> Evaluate.run(question(Optional.empty()), reference, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("new or empty folder");
    }
}
