package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;

class WorklistTest {
    private static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Head", 0xFF0000)));

    @TempDir Path folder;
    private Bench bench;
    private Path project;

    /// Five cases: 1 was answered; 2, 3 and 4 wait, of growing size and falling uncertainty; 5 has no proposal.
    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        project = folder.resolve("study");
        Bench.wait(bench.workbench.projects().create(project, "Study", TABLE));
        List<CaseSource> scans = new ArrayList<>();
        for (int n = 1; n <= 5; n++) scans.add(new CaseSource.Scan(bench.scan("scans/s" + n + ".nii.gz", Bench.GRID, n)));
        Projects.View view = Bench.wait(bench.workbench.projects().add(project, scans));
        for (int n = 1; n <= 4; n++) {
            CaseSession session = bench.open(view.cases().get(n - 1).source());
            UncertaintyMap map = UncertaintyMap.of(UncertaintyMap.ENTROPY, false, Bench.GRID.size(), new Size(1, 1, 1), new float[] {0.8f - 0.16f * n}, new boolean[] {true});
            Labels labels = Labels.of(Bench.GRID, Bench.box(new Box(1, 1, 1, 2 + 2 * n, 2 + n, 2 + n / 2)), 1);
            session.arrive(session.keepProposal(new Proposal(labels, TABLE, "toy", "cd".repeat(32), Instant.EPOCH, Optional.of(map))));
            if (n == 1) bench.workbench.acceptProposal().whole(session);
            Bench.wait(session.close());
        }
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private List<String> order(String order) {
        return Bench.wait(bench.workbench.projects().order(project, order));
    }

    @Test
    void theProjectsOwnOrderIsByNumber() {
        assertThat(order(Worklist.BY_NAME)).containsExactly("case-001", "case-002", "case-003", "case-004", "case-005");
    }

    @Test
    void theLeastSureComesFirstThenWhatNoModelSawThenWhatWasAnswered() {
        assertThat(order("uncertainty")).containsExactly("case-002", "case-003", "case-004", "case-005", "case-001");
    }

    /// Only entropy came with these proposals.
    @Test
    void whatNobodyLookedAtByAMeasureStaysInTheProjectsOrder() {
        assertThat(order("ensemble")).containsExactly("case-002", "case-003", "case-004", "case-005", "case-001");
        assertThat(Bench.wait(bench.workbench.projects().worklist(project, "ensemble", new ArrayList<>()))).allSatisfy(row -> assertThat(row.uncertainty()).isEmpty());
        assertThat(Worklist.measureOf("ensemble")).contains("ensemble");
        assertThat(Worklist.measureOf("uncertainty")).contains("entropy");
        assertThat(Worklist.measureOf("diversity")).isEmpty();
    }

    @Test
    void theMostUnlikeTheAnsweredComesFirst() {
        assertThat(order("diversity")).containsExactly("case-004", "case-002", "case-003", "case-005", "case-001").hasSize(5);
    }

    @Test
    void everyOrderOnOfferHoldsEveryCaseOnceAndTheSameEachTime() {
        for (String order : Worklist.orders().keySet()) assertThat(order(order)).as(order).hasSize(5).doesNotHaveDuplicates().isEqualTo(order(order));
    }
}
