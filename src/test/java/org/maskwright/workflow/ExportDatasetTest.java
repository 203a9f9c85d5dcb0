package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingCase;

class ExportDatasetTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Anterior", 0xFF0000), new LabelTable.Entry(9, "Posterior", 0x00FF00)));
    private static final Box PROPOSED = new Box(2, 2, 1, 6, 5, 3), CORRECTED = new Box(4, 2, 1, 8, 5, 3);

    @TempDir Path folder;
    private Bench bench;
    private Path project, out;
    private final List<Labels> corrected = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        project = folder.resolve("study");
        out = folder.resolve("Dataset001_Study");
        Bench.wait(bench.workbench.projects().create(project, "Study", TABLE));
        List<CaseSource> scans = new ArrayList<>();
        for (int n = 1; n <= 4; n++) scans.add(new CaseSource.Scan(bench.scan("s" + n + ".nii.gz", Bench.GRID, n)));
        Projects.View view = Bench.wait(bench.workbench.projects().add(project, scans));
        for (Projects.Row row : view.cases().subList(0, 3)) {
            CaseSession session = bench.open(row.source());
            Bench.propose(session, PROPOSED, 1, "Anterior");
            Bench.paint(session, CORRECTED, 1);
            Bench.paint(session, new Box(corrected.size(), 8, 1, 9, 9, 3), 9);
            corrected.add(session.labels().snapshot());
            if (corrected.size() < 3) Bench.wait(session.close()); // the third is still open, its strokes in the journal
        }
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private static JsonNode json(Path file) throws Exception {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    @Test
    void nnUNetReadsItAndSoDoWe() throws Exception {
        ExportDataset.Exported done = Bench.wait(bench.workbench.exportDataset().export(project, ExportDataset.Kind.NNUNET, out));
        assertThat(done.cases()).containsExactly("case-001", "case-002", "case-003");
        assertThat(done.leftOut()).containsExactly("case-004 (s4): it has no labels yet.");
        assertThat(done.renumbered()).containsEntry(9, 2).hasSize(1);
        JsonNode json = json(out.resolve("dataset.json"));
        assertThat(json.path("channel_names").path("0").asText()).isEqualTo("unknown"); // NIfTI does not say
        assertThat(json.path("labels").toString()).isEqualTo("{\"background\":0,\"Anterior\":1,\"Posterior\":2}");
        assertThat(json.path("numTraining").asInt()).isEqualTo(3);
        assertThat(json.path("file_ending").asText()).isEqualTo(".nii.gz");
        JsonNode splits = json(out.resolve("splits_final.json"));
        assertThat(splits).hasSize(3);
        for (JsonNode split : splits) assertThat(split.path("train").size() + split.path("val").size()).isEqualTo(3);

        TrainingFolder back = TrainingFolder.read(out, Optional.empty(), Progress.NONE);
        assertThat(back.problems()).isEmpty();
        assertThat(back.set().labels().rgb(2)).isEqualTo(0x00FF00);
        for (int i = 0; i < 3; i++) {
            TrainingCase.Content content = back.set().cases().get(i).load();
            assertThat(content.volume().value(0, 0, 0)).isEqualTo((i + 1) * 100);
            assertThat(content.labels().mask(1)).isEqualTo(corrected.get(i).mask(1));
            assertThat(content.labels().mask(2)).isEqualTo(corrected.get(i).mask(9));
        }
    }

    @Test
    void everyCaseHasItsScoreAgainstTheProposalAndTheModelsHash() throws Exception {
        Bench.wait(bench.workbench.exportDataset().export(project, ExportDataset.Kind.NNUNET, out));
        JsonNode scores = json(out.resolve("scores.json"));
        assertThat(scores.path("proposals")).hasSize(3);
        assertThat(scores.path("proposals").get(0).path("modelSha256").asText()).isEqualTo("cd".repeat(32));
        // both boxes are 4 × 3 × 2 voxels, half of which they share
        assertThat(scores.path("cases").get(0).path("labels").path("1").path("dice").asDouble()).isEqualTo(0.5);
        assertThat(scores.path("cases").get(0).path("labels").path("1").path("jaccard").asDouble()).isEqualTo(1.0 / 3);
        assertThat(scores.path("cases").get(0).path("labels").path("2").path("dice").asDouble()).isZero();
        List<String> csv = Files.readAllLines(out.resolve("scores.csv"));
        assertThat(csv).hasSize(1 + 3 * 2);
        assertThat(csv.get(1)).startsWith("case-001,1,toy," + "cd".repeat(32) + ",1970-01-01T00:00:00Z,1,Anterior,0.500000,0.333333,0.048000,0.048000,24,24,12");
    }

    @Test
    void theDecathlonKeepsTheValues() throws Exception {
        ExportDataset.Exported done = Bench.wait(bench.workbench.exportDataset().export(project, ExportDataset.Kind.MSD, out));
        assertThat(done.renumbered()).isEmpty();
        JsonNode json = json(out.resolve("dataset.json"));
        assertThat(json.path("labels").toString()).isEqualTo("{\"0\":\"background\",\"1\":\"Anterior\",\"9\":\"Posterior\"}");
        assertThat(json.path("training").get(0).path("label").asText()).isEqualTo("./labelsTr/case-001.nii.gz");
        TrainingFolder back = TrainingFolder.read(out, Optional.empty(), Progress.NONE);
        assertThat(back.set().cases()).hasSize(3);
        assertThat(back.set().cases().get(2).load().labels().sameVoxels(corrected.get(2))).isTrue();
    }

    @Test
    void aFolderWithFilesIsNotTouched() throws Exception {
        Files.createDirectories(out);
        Files.writeString(out.resolve("mine.txt"), "mine");
        assertThat(Bench.failure(bench.workbench.exportDataset().export(project, ExportDataset.Kind.NNUNET, out))).contains("expected a new or empty folder, found files in it");
        assertThat(out).isDirectoryContaining("glob:**mine.txt");
    }

    @Test
    void aCaseWhoseScanIsGoneIsNamedAndTheOthersAreExported() throws Exception {
        Files.delete(folder.resolve("s2.nii.gz"));
        ExportDataset.Exported done = Bench.wait(bench.workbench.exportDataset().export(project, ExportDataset.Kind.NNUNET, out));
        assertThat(done.cases()).containsExactly("case-001", "case-003");
        assertThat(done.leftOut()).anySatisfy(s -> assertThat(s).startsWith("case-002 (s2): s2.nii.gz: there is no such file"));
    }

    @Test
    void aProjectWithoutLabelsLeavesNoFolderBehind() throws Exception {
        Path empty = folder.resolve("empty");
        Bench.wait(bench.workbench.projects().create(empty, "Empty", TABLE));
        assertThat(Bench.failure(bench.workbench.exportDataset().export(empty, ExportDataset.Kind.NNUNET, out))).contains("expected a case with labels").contains("Label a case first.");
        assertThat(out).doesNotExist();
    }
}
