package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;

class AcceptProposalTest {
    private static final Box PROPOSED = new Box(2, 2, 1, 6, 5, 3), BESIDE = new Box(8, 2, 1, 10, 5, 3), ACROSS = new Box(5, 2, 1, 8, 5, 3);

    @TempDir Path folder;
    private Bench bench;
    private CaseSession session;

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void aWholeProposalIsOneEditThatCanBeUndone() throws Exception {
        Bench.paint(session, BESIDE, 2);
        Labels before = session.labels().snapshot();
        Bench.propose(session, PROPOSED, 1, "Liver");
        assertThat(bench.workbench.acceptProposal().whole(session)).hasValueSatisfying(edit -> assertThat(edit.name()).isEqualTo("Accept proposal"));
        assertThat(session.labels().snapshot().counts()).containsEntry(1, PROPOSED.voxels()).containsEntry(2, BESIDE.voxels());
        assertThat(session.table().name(1)).isEqualTo("Liver");
        assertThat(session.proposal()).hasValueSatisfying(p -> assertThat(p.answered()).isTrue());
        session.history().undo();
        assertThat(session.labels().snapshot().sameVoxels(before)).isTrue();
    }

    @Test
    void anAcceptedLabelLiesExactlyWhereItWasProposed() throws Exception {
        Bench.propose(session, PROPOSED, 1, "Liver");
        Bench.paint(session, ACROSS, 1);
        bench.workbench.acceptProposal().label(session, 1);
        assertThat(session.labels().snapshot().mask(1)).isEqualTo(Bench.box(PROPOSED));
        assertThat(session.proposal()).hasValueSatisfying(p -> assertThat(p.answered()).isFalse());
    }

    @Test
    void lockedLabelsStayAsTheyAre() throws Exception {
        Bench.paint(session, ACROSS, 2);
        session.setLocked(2, true);
        Bench.propose(session, PROPOSED, 1, "Liver");
        bench.workbench.acceptProposal().whole(session);
        assertThat(session.labels().snapshot().mask(2)).isEqualTo(Bench.box(ACROSS));
    }

    @Test
    void aRejectedProposalIsKeptToMeasureAgainstAndStaysRejected() throws Exception {
        Bench.propose(session, PROPOSED, 1, "Liver");
        bench.workbench.acceptProposal().reject(session);
        assertThat(session.labels().snapshot().counts()).isEmpty();
        Bench.wait(session.close());
        CaseSession again = bench.open(folder.resolve("scan.nii.gz"));
        assertThat(again.proposal()).hasValueSatisfying(p -> {
            assertThat(p.answered()).isTrue();
            assertThat(p.proposal().modelId()).isEqualTo("toy");
            assertThat(p.proposal().labels().mask(1)).isEqualTo(Bench.box(PROPOSED));
        });
        assertThat(bench.workbench.scoreCase().score(again)).hasValueSatisfying(r -> assertThat(r.cases().getFirst().candidateMl(1)).isPositive());
    }

    @Test
    void theModelsLabelGetsTheProjectsValueOfTheSameName() {
        LabelTable project = new LabelTable(List.of(new LabelTable.Entry(1, "Tumour", 1), new LabelTable.Entry(5, "liver", 2)));
        LabelTable model = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 3), new LabelTable.Entry(2, "Spleen", 4)));
        short[][] slices = new short[6][120];
        slices[0][0] = 1;
        slices[0][1] = 2;
        Proposal matched = LabelMatch.onto(project, Set.of(), new Proposal(Labels.adopting(Bench.GRID, slices), model, "m", "", java.time.Instant.EPOCH));
        assertThat(matched.labels().at(0, 0, 0)).isEqualTo(5);
        assertThat(matched.labels().at(1, 0, 0)).isEqualTo(2);
        assertThat(matched.table().name(5)).isEqualTo("liver");
    }

    @Test
    void aModelsLabelNeverTakesTheValueOfAnother() {
        LabelTable model = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 3), new LabelTable.Entry(2, "Spleen", 4)));
        Proposal none = new Proposal(Labels.empty(Bench.GRID), model, "m", "", java.time.Instant.EPOCH);
        LabelTable taken = new LabelTable(List.of(new LabelTable.Entry(1, "Tumour", 1)));
        assertThat(LabelMatch.onto(taken, Set.of(), none).table().entries()).extracting(LabelTable.Entry::value).containsExactly(2, 3);
        LabelTable unnamed = LabelTable.EMPTY.covering(List.of(1));
        assertThat(LabelMatch.onto(unnamed, Set.of(), none).table().entries()).extracting(LabelTable.Entry::value).containsExactly(1, 2);
        assertThat(LabelMatch.onto(unnamed, Set.of(1), none).table().entries()).extracting(LabelTable.Entry::value).containsExactly(2, 3);
    }
}
