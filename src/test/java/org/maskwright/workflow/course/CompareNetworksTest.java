package org.maskwright.workflow.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.Models;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Workbench;
import org.xml.sax.InputSource;

/// Two tiny networks and a threshold on four bricks, one epoch each; stopped in the second, and resumed.
class CompareNetworksTest {
    private static final List<Entrant> TINY = List.of(new Entrant("unet2d", "U-Net", List.of(4, 8)), new Entrant("fcn2d", "FCN <8>", List.of(4, 8)));

    @TempDir static Path folder;
    private static Workbench bench;
    private static Path out;
    private static ModelCard firstCard;
    private static boolean stopped;
    private static CompareNetworks.Compared compared;

    @BeforeAll
    static void stoppedInTheSecondNetworkAndResumed() throws Exception {
        bench = SmallFolder.workbench(folder.resolve("home"));
        SmallFolder.write(folder.resolve("data"), 2);
        out = folder.resolve("networks");
        CompareNetworks networks = new CompareNetworks(bench.turn(), bench.train());
        try {
            networks.run(request(false), TINY, List.of(ClassicalMethod.THRESHOLD), true, (_, what) -> {
                if (what.contains("(2 of 2), epoch 1")) throw new Progress.Cancelled();
            });
        } catch (Progress.Cancelled _) {
            stopped = true;
        }
        firstCard = Models.read(out.resolve("unet2d")).card();
        compared = networks.run(request(true), TINY, List.of(ClassicalMethod.THRESHOLD), true, Progress.NONE);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static Train.Request request(boolean resume) {
        return new Train.Request(folder.resolve("data").toString(), Optional.empty(), out, "", "", Train.Method.USUAL, 1, 0, resume, Optional.empty(), Optional.empty(),
                Optional.empty(), 1, "maskwright compare-networks");
    }

    @Test
    void bothLearnFromTheSameAndAreJudgedByTheSame() throws Exception {
        ModelCard unet = Models.read(out.resolve("unet2d")).card(), fcn = Models.read(out.resolve("fcn2d")).card();
        assertThat(unet.data()).isEqualTo(fcn.data());
        assertThat(unet.data().validationCases()).containsExactly("c2a", "c2b"); // the last, with all cases of its patient
        assertThat(unet.patch()).isEqualTo(fcn.patch());
        JsonNode json = new ObjectMapper().readTree(Files.readString(out.resolve(CompareNetworks.JSON)));
        assertThat(json.at("/networks/0/training/patches").intValue()).isEqualTo(json.at("/networks/1/training/patches").intValue()).isPositive();
        assertThat(json.at("/networks/0/meanDice").doubleValue()).isGreaterThanOrEqualTo(json.at("/networks/1/meanDice").doubleValue());
        assertThat(json.at("/networks/1/againstTheBest/cases").intValue()).isEqualTo(2);
        assertThat(json.at("/networks/0/training/coreMinutes").doubleValue()).isPositive();
        assertThat(json.at("/networks/0/labels/1/hd95")).isNotEmpty();
    }

    @Test
    void aNetworkThatWasDoneIsNotTrainedAgain() throws Exception {
        assertThat(stopped).isTrue();
        ModelCard card = Models.read(out.resolve("unet2d")).card();
        assertThat(card.sha256()).isEqualTo(firstCard.sha256());
        assertThat(card.training().minutes()).isEqualTo(firstCard.training().minutes());
        assertThat(LearningCurves.read(out.resolve("fcn2d"))).hasSize(1);
    }

    @Test
    void thePageStandsAloneAndNamesCannotBreakIt() throws Exception {
        String page = Files.readString(out.resolve(CompareNetworks.PAGE));
        assertThat(page).contains("FCN &lt;8&gt;", "A typical case", "The hardest case").doesNotContain("<8>");
        assertThat(page.split("data:image/png;base64,", -1)).as("two cases, each the expert, two networks and a threshold").hasSize(1 + 2 * 4);
        String body = page.substring(page.indexOf("<main>"), page.indexOf("</main>") + 7).replaceAll("<img([^>]*)>", "<img$1/>").replace("<br>", "<br/>");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    @Test
    void everyNetworkSaysWhyItsSettingsAreAsTheyAre() throws Exception {
        for (String network : List.of("unet2d", "fcn2d")) {
            assertThat(Models.read(out.resolve(network)).card().training().reasons()).isNotEmpty().allSatisfy(reason -> assertThat(compared.reasons()).anyMatch(said -> said.endsWith(reason)));
        }
        assertThat(compared.reasons()).as("said once").doesNotHaveDuplicates().anyMatch(said -> said.startsWith("Grid: ")).anyMatch(said -> said.startsWith("U-Net: Patch: "));
    }

    @Test
    void theTablesHaveARowANetwork() throws Exception {
        assertThat(compared.lines()).hasSize(3).allMatch(line -> line.matches(".+: mean Dice 0\\.\\d{3}"));
        List<String> markdown = Files.readString(out.resolve(CompareNetworks.MARKDOWN)).lines().toList();
        assertThat(markdown.get(0)).startsWith("| network | Dice Bright | Dice Dark | mean Dice | HD95 Bright, mm |");
        assertThat(markdown.get(0).chars().filter(c -> c == '|').count()).isEqualTo(markdown.get(1).chars().filter(c -> c == '|').count()).isEqualTo(markdown.get(2).chars().filter(c -> c == '|').count());
        assertThat(Files.readString(out.resolve(CompareNetworks.TABLE)).lines()).hasSize(1 + 3 * 2 * 2).anyMatch(row -> row.startsWith("U-Net,c2a,1,Bright,"));
        assertThat(out.resolve(CompareNetworks.CURVES)).exists();
    }

    @Test
    void whatLiesInTheFolderIsNotOverwrittenUnasked() {
        assertThatThrownBy(() -> new CompareNetworks(bench.turn(), bench.train()).run(request(false), TINY, List.of(ClassicalMethod.THRESHOLD), true, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("new or empty folder");
    }

    @Test
    void everyStudentIsANetworkOfItsOwn() {
        assertThat(Entrant.STUDENTS).hasSize(6).allSatisfy(one -> {
            var architecture = org.maskwright.learn.Architectures.find(one.architecture()).orElseThrow();
            var graph = architecture.build(architecture.defaultRecipe(1, 3).withWidths(one.widths()));
            assertThat(graph.stride()).as("a slice of 35 × 50 leaves it room: %s", one.title()).isLessThanOrEqualTo(8);
        });
    }
}
