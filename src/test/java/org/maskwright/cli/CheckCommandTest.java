package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelTable;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.testing.LabelFile;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Projects;
import org.maskwright.workflow.Workbench;

/// The gate, typed: two cases, the second with an island, and a list of labels with a name too many.
class CheckCommandTest {
    private static final Box MAIN = new Box(2, 2, 2, 14, 14, 8), ISLAND = new Box(17, 17, 1, 19, 18, 2);

    @TempDir Path folder;
    private Path project;

    @BeforeEach
    void begin() throws Exception {
        project = folder.resolve("study");
        try (Workbench bench = new Workbench(new JobRunner(Runnable::run), new DataHome(folder.resolve("home")), new ModelShelf(List.of()), Disk.REAL, Clock.systemUTC())) {
            bench.projects().create(project, "Study", new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xFF0000)))).await();
            Geometry grid = Geometry.upright(20, 20, 10, 1, 1, 1);
            for (int n = 1; n <= 2; n++) bench.projects().add(project, List.of(new CaseSource.Scan(LabelFile.write(folder.resolve("s" + n + ".nii"), grid, new Box(0, 0, 0, n, 1, 1))))).await();
            for (Projects.Row row : bench.projects().look(project).await().cases()) {
                CaseSession session = bench.openCase().open(row.source()).await();
                OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE);
                edit.fill(block(MAIN), 1);
                if (row.id().equals("case-002")) edit.fill(block(ISLAND), 1);
                edit.commit("Brush");
                session.close().await();
            }
        }
    }

    private static Mask block(Box box) {
        return Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        });
    }

    private Terminal.Said run(Object... words) {
        return new Terminal(folder.resolve("home")).run(words);
    }

    @Test void checkSaysWhatItFoundAndEndsWellWhereNothingStops() throws Exception {
        Terminal.Said said = run("check", "--project", project);
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("Look at it").contains("case-002  “Liver” has 1 island under 100 mm³").contains("2 cases checked: 0 to stop an export, 1 to look at, 0 good to know.");
        JsonNode json = new ObjectMapper().readTree(run("check", "--project", project, "--json").out());
        assertThat(json.path("cases").toString()).isEqualTo("[\"case-001\",\"case-002\"]");
        assertThat(json.path("findings").get(0).path("check").asText()).isEqualTo("islands");
        assertThat(json.path("findings").get(0).path("fix").asText()).isEqualTo("islands");
    }

    @Test void exportRefusesUntilAccepted() throws Exception {
        Path out = folder.resolve("out");
        Terminal.Said said = run("export", "--project", project, "--format", "nnunet", "--out", out);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("“Liver” has 1 island");
        assertThat(said.err()).isEqualTo("maskwright: nothing was exported. One finding is to be looked at: mend it, or accept it. --accept accepts them." + System.lineSeparator());
        assertThat(out).doesNotExist();
        assertThat(run("export", "--project", project, "--format", "nnunet", "--out", out, "--accept").exit()).isZero();
        assertThat(out.resolve("findings.json")).content().contains("accepted");
    }

    @Test void exportMendsFirst() throws Exception {
        Terminal.Said said = run("export", "--project", project, "--format", "msd", "--out", folder.resolve("out"), "--fix", "islands,holes");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("One thing was mended.").contains("2 cases are in");
        assertThat(run("check", "--project", project).out()).contains("2 cases checked: nothing found.");
    }

    @Test void whatStopsAnExportCannotBeAcceptedButItsCaseLeftOut() throws Exception {
        java.nio.file.Files.delete(folder.resolve("s2.nii"));
        assertThat(run("check", "--project", project).exit()).isEqualTo(1);
        Terminal.Said said = run("export", "--project", project, "--format", "nnunet", "--out", folder.resolve("out"), "--accept");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("One finding stops the export").doesNotContain("--accept");
        assertThat(run("export", "--project", project, "--format", "nnunet", "--out", folder.resolve("out"), "--leave-out", "case-002").exit()).isZero();
    }

    @Test void anUnknownFixIsWrongUsage() throws Exception {
        Terminal.Said said = run("export", "--project", project, "--format", "nnunet", "--out", folder.resolve("out"), "--fix", "magic");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("--fix is one or more of islands, holes, gaps, sides, names, grid, leave-out, splits; got 'magic'.");
    }
}
