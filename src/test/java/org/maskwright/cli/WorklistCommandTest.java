package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.UntrainedModels;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.testing.LabelFile;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.CaseSource;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Projects;
import org.maskwright.workflow.Propose;
import org.maskwright.workflow.Workbench;

/// A project of three cases of noise: a model that knows nothing proposed for the first two.
class WorklistCommandTest {
    @TempDir Path folder;
    private Path project;

    @BeforeEach
    void begin() throws Exception {
        project = folder.resolve("study");
        LabelTable table = new LabelTable(List.of(new LabelTable.Entry(1, "Ball", 0xF2A541)));
        UntrainedModels.write(folder.resolve("models/one"), "", 1, 1, table, PostProcessing.NONE);
        try (Workbench bench = new Workbench(new JobRunner(Runnable::run), new DataHome(folder.resolve("home")), new ModelShelf(List.of(folder.resolve("models"))), Disk.REAL, Clock.systemUTC())) {
            bench.projects().create(project, "Study", table).await();
            for (int n = 1; n <= 3; n++) {
                Path scan = LabelFile.write(folder.resolve("s" + n + ".nii"), StoredSamples.random(ImageHeader.of(Geometry.upright(12, 12, 12, 1, 1, 1), SampleType.UINT8), n));
                bench.projects().add(project, List.of(new CaseSource.Scan(scan))).await();
            }
            for (Projects.Row row : bench.projects().look(project).await().cases().subList(0, 2)) {
                CaseSession session = bench.openCase().open(row.source()).await();
                bench.propose().propose(session, "one", Propose.Options.DEFAULT).await();
                session.close().await();
            }
        }
    }

    private Terminal.Said run(Object... words) {
        return new Terminal(folder.resolve("home"), folder.resolve("models")).run(words);
    }

    @Test void casesComeByTheMeasureThatIsAskedForWithItsNumber() {
        for (String order : new String[] {"uncertainty", "mirror", "augment"}) {
            Terminal.Said said = run("worklist", "--project", project, "--order", order);
            assertThat(said.err()).isEmpty();
            List<String> lines = said.out().lines().toList();
            assertThat(lines).as(order).hasSize(3);
            assertThat(lines.subList(0, 2)).allMatch(line -> line.matches("case-00[12]  waits  0\\.\\d{4}"));
            assertThat(lines.getFirst().substring(17)).isGreaterThanOrEqualTo(lines.get(1).substring(17));
            assertThat(lines.get(2)).isEqualTo("case-003  no proposal");
        }
    }

    @Test void whatTheModelCannotBeAskedForIsSaidWithTheRemedy() {
        Terminal.Said said = run("worklist", "--project", project, "--order", "dropout");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("'one'", "--dropout 0.2").doesNotContain("fault", "Exception");
        assertThat(run("worklist", "--project", project, "--order", "guess").exit()).isEqualTo(2);
    }
}
