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
import java.util.Optional;
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
        return new Evaluate.Question(reference, candidate, rival, Optional.empty(), 1);
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
        assertThat(Files.readString(out.resolve("scores.csv"))).contains("\r\nb,1,1,1536,1536,1344,0.875000,").contains("\r\nempty,1,1,0,0,0,,");
        assertThat(evaluation.text()).startsWith("1: Dice 0.938 (2 of 3 defined), NSD 0.836 (2 of 3 defined)");
        assertThat(json.at("/cases/1/pixelAccuracy").doubleValue()).isCloseTo(1 - 384.0 / (40 * 36 * 14), within(1e-12));
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
