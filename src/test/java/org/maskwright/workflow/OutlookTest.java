package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;

class OutlookTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Head", 0xFF0000)));
    /// What is right: 10 voxels in a row.
    private static final Box TRUTH = new Box(0, 1, 1, 10, 2, 2);

    @TempDir Path folder;
    private Bench bench;
    private Path project;
    private List<Projects.Row> cases = List.of();

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        project = folder.resolve("study");
        Bench.wait(bench.workbench.projects().create(project, "Study", TABLE));
        List<CaseSource> scans = new ArrayList<>();
        for (int n = 1; n <= 7; n++) scans.add(new CaseSource.Scan(bench.scan("scans/s" + n + ".nii.gz", Bench.GRID, n)));
        cases = Bench.wait(bench.workbench.projects().add(project, scans)).cases();
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private Outlook outlook() {
        return Bench.wait(bench.workbench.projects().outlook(project));
    }

    /// The model finds the first voxels of the row; the user draws the rest.
    private void turn(int index, String model, int found, boolean answered) throws Exception {
        CaseSession session = bench.open(cases.get(index).source());
        Labels labels = Labels.of(Bench.GRID, Bench.box(new Box(0, 1, 1, found, 2, 2)), 1);
        session.arrive(session.keepProposal(new Proposal(labels, TABLE, model, model.repeat(64), Instant.EPOCH.plusSeconds(index))));
        if (answered) {
            bench.workbench.acceptProposal().whole(session);
            if (found < 10) Bench.paint(session, TRUTH, 1);
        }
        Bench.wait(session.close());
    }

    @Test
    void aProjectWithoutAnAnswerSaysWhatIsMissing() throws Exception {
        turn(0, "a", 5, false);
        assertThat(outlook()).isEqualTo(new Outlook(0, List.of(), "No proposal was answered yet. What more labels would bring can be told after 4 turns of the loop: correct, train, propose with the new model."));
    }

    /// Dice of 5, 6 and 8 voxels with 10: 10/15, 12/16 and 16/18.
    @Test
    void eachModelStandsAtTheCasesThatWereCorrectedBeforeIt() throws Exception {
        turn(0, "a", 5, true);
        turn(1, "a", 6, true);
        turn(2, "b", 8, true);
        turn(3, "b", 8, false);
        Outlook outlook = outlook();
        assertThat(outlook.corrected()).isEqualTo(3);
        assertThat(outlook.turns()).extracting(Outlook.Turn::model).containsExactly("a", "b");
        assertThat(outlook.turns()).extracting(Outlook.Turn::learnt).containsExactly(0, 2);
        assertThat(outlook.turns()).extracting(Outlook.Turn::cases).containsExactly(2, 1);
        assertThat(outlook.turns().get(0).dice()).isCloseTo((10 / 15.0 + 12 / 16.0) / 2, within(1e-12));
        assertThat(outlook.turns().get(1).dice()).isCloseTo(16 / 18.0, within(1e-12));
        assertThat(outlook.words()).startsWith("2 models have proposed").contains("after 4 turns");
    }

    @Test
    void fourTurnsMakeAForecast() throws Exception {
        turn(0, "a", 5, true);
        turn(1, "a", 5, true);
        turn(2, "b", 6, true);
        turn(3, "c", 7, true);
        turn(4, "d", 8, true);
        turn(5, "e", 8, true);
        assertThat(outlook().words()).startsWith("Another 20 cases would bring +0.").contains("95 %").endsWith(".");
    }
}
