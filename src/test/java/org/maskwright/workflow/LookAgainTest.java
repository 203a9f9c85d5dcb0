package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.UntrainedModels;
import org.maskwright.learn.post.PostProcessing;

/// Models that know nothing proposed for two cases of a project, and are asked how sure they were.
class LookAgainTest {
    private static final LabelTable BALL = new LabelTable(List.of(new LabelTable.Entry(1, "Ball", 0xF2A541)));

    @TempDir Path folder;
    private Bench bench;
    private Path project;

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        model("one", 1);
        project = folder.resolve("study");
        Bench.wait(bench.workbench.projects().create(project, "Study", BALL));
        Projects.View view = Bench.wait(bench.workbench.projects().add(project,
                List.of(new CaseSource.Scan(bench.scan("a.nii.gz", Bench.GRID, 1)), new CaseSource.Scan(bench.scan("b.nii.gz", Bench.GRID, 2)))));
        for (Projects.Row row : view.cases()) {
            CaseSession session = bench.open(row.source());
            Bench.wait(bench.workbench.propose().propose(session, "one", Propose.Options.DEFAULT));
            Bench.wait(session.close());
        }
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private void model(String id, long seed) throws Exception {
        UntrainedModels.write(folder.resolve("models").resolve(id), "", seed, 1.5, BALL, PostProcessing.NONE);
    }

    private List<Worklist.Row> rows(String order) {
        return Bench.wait(bench.workbench.projects().worklist(project, order, new java.util.ArrayList<>()));
    }

    private LookAgain.Looked look(String measure) {
        return Bench.wait(bench.workbench.lookAgain().waiting(project, measure, List.of()));
    }

    @Test
    void casesThatWaitAreLookedAtOnceByEachMeasureAndComeUpByIt() {
        assertThat(rows("uncertainty")).allSatisfy(row -> assertThat(row.uncertainty()).as("entropy came with the proposal").isPresent());
        assertThat(look("entropy").looked()).isZero();
        assertThat(rows("mirror")).allSatisfy(row -> assertThat(row.uncertainty()).isEmpty());
        assertThat(look("mirror")).isEqualTo(new LookAgain.Looked(2, List.of()));
        assertThat(look("mirror").looked()).as("kept").isZero();
        List<Worklist.Row> rows = rows("mirror");
        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row.state()).isEqualTo(Worklist.State.WAITING));
        assertThat(rows.getFirst().uncertainty().orElseThrow()).isGreaterThanOrEqualTo(rows.getLast().uncertainty().orElseThrow()).isPositive();
    }

    @Test
    void severalModelsAreThoseAtHandOfTheSameLabels() throws Exception {
        assertThat(Bench.failure(bench.workbench.lookAgain().waiting(project, "ensemble", List.of()))).contains("'one'", "One model alone cannot disagree", "--seed");
        model("two", 2);
        assertThat(look("ensemble").looked()).isEqualTo(2);
        assertThat(rows("ensemble")).allSatisfy(row -> assertThat(row.uncertainty().orElseThrow()).isPositive());
    }

    @Test
    void whatAModelLacksIsSaidWithTheRemedy() {
        assertThat(Bench.failure(bench.workbench.lookAgain().waiting(project, "dropout", List.of()))).contains("'one'", "--dropout 0.2");
    }

    @Test
    void theOpenCaseShowsTheMeasureItIsAskedForAndItsProposalStaysAsItWas() {
        CaseSession session = bench.open(folder.resolve("a.nii.gz"));
        Bench.wait(bench.workbench.propose().propose(session, "one", Propose.Options.DEFAULT));
        Proposal before = session.proposal().orElseThrow().proposal();
        Bench.wait(bench.workbench.lookAgain().look(session, "augment"));
        Proposal after = session.proposal().orElseThrow().proposal();
        assertThat(after.uncertainty().map(UncertaintyMap::measure)).contains("augment");
        assertThat(after.labels()).isSameAs(before.labels());
        assertThat(session.proposal().orElseThrow().number()).isEqualTo(1);
        Bench.wait(bench.workbench.lookAgain().look(session, "entropy"));
        assertThat(session.proposal().orElseThrow().proposal().uncertainty().orElseThrow().map().values()).isEqualTo(before.uncertainty().orElseThrow().map().values());
        Bench.wait(session.close());
        assertThat(bench.open(folder.resolve("a.nii.gz")).proposal().orElseThrow().proposal().uncertainty().map(UncertaintyMap::measure)).as("what it came with").contains("entropy");
    }

    @Test
    void aMeasureThatTheModelsDoNotOfferGivesWayToEntropyWithANote() {
        CaseSession session = bench.open(folder.resolve("a.nii.gz"));
        Bench.wait(bench.workbench.propose().propose(session, "one", Propose.Options.DEFAULT.withMeasure("dropout")));
        Proposal proposal = session.proposal().orElseThrow().proposal();
        assertThat(proposal.uncertainty().map(UncertaintyMap::measure)).contains("entropy");
        assertThat(proposal.notes()).singleElement().asString().contains("by entropy", "--dropout 0.2");
        Bench.wait(bench.workbench.propose().propose(session, "one", Propose.Options.DEFAULT.withMeasure("mirror")));
        assertThat(session.proposal().orElseThrow().proposal().uncertainty().map(UncertaintyMap::measure)).contains("mirror");
    }
}
