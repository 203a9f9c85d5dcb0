package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.geometry.Box;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Proposal;
import org.maskwright.learn.UntrainedModels;
import org.maskwright.learn.post.LargestPiece;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Volume;

/// Models that know nothing propose for an open case.
class ProposeTest {
    private static final LabelTable BALL = new LabelTable(List.of(new LabelTable.Entry(1, "Ball", 0xF2A541)));

    @TempDir Path folder;

    private ModelShelf.Entry model(Bench bench, String id, long seed, LabelTable table) throws Exception {
        UntrainedModels.write(folder.resolve("models").resolve(id), "", seed, 1.5, table, PostProcessing.ofAll(List.of(table.entries().getFirst().value()), new LargestPiece()));
        return bench.workbench.models().list().models().stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void severalModelsProposeTogetherAndTheCaseKeepsThatTheyDid() throws Exception {
        try (Bench bench = new Bench(folder)) {
            ModelShelf.Entry one = model(bench, "one", 1, BALL), two = model(bench, "two", 2, BALL);
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 3));
            Proposal alone = Bench.wait(bench.workbench.propose().propose(session, List.of(one), Propose.Options.DEFAULT)).proposal();
            assertThat(alone.modelId()).isEqualTo("one");
            assertThat(alone.modelSha256()).isEqualTo(one.sha256());
            Proposal both = Bench.wait(bench.workbench.propose().propose(session, List.of(one, two), Propose.Options.DEFAULT)).proposal();
            assertThat(both.modelId()).isEqualTo("one+two");
            assertThat(both.modelSha256()).hasSize(64).isNotIn(one.sha256(), two.sha256());
            assertThat(session.proposal().orElseThrow().proposal()).isSameAs(both);
            Bench.wait(session.close());
            assertThat(bench.open(folder.resolve("scan.nii.gz")).proposal().orElseThrow().proposal().modelId()).isEqualTo("one+two");
        }
    }

    @Test
    void aProposalThatArrivesAfterTheEndIsOnTheDiskAndTroublesNobody() throws Exception {
        try (Bench bench = new Bench(folder)) {
            ModelShelf.Entry one = model(bench, "one", 1, BALL);
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 3));
            Bench.wait(bench.workbench.propose().propose(session, List.of(one), Propose.Options.DEFAULT));
            CaseSession.Numbered made = session.proposal().orElseThrow();
            List<CaseSession.Numbered> shown = new ArrayList<>();
            session.onProposal(() -> shown.add(made));
            session.close();
            bench.workbench.close();
            session.arrive(made); // as by a listener in the window's queue
            assertThat(shown).isEmpty();
        }
    }

    @Test
    void howLikelyLabelsAreIsKnownWhileTheCaseIsOpenUnderTheProjectsValues() throws Exception {
        try (Bench bench = new Bench(folder)) {
            ModelShelf.Entry one = model(bench, "one", 1, BALL);
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 3));
            session.setTable(new LabelTable(List.of(new LabelTable.Entry(1, "Bone", 0xFFFFFF), new LabelTable.Entry(7, "Ball", 0xF2A541))));
            assertThat(session.likelihood()).isEmpty();
            Bench.wait(bench.workbench.propose().propose(session, List.of(one), Propose.Options.DEFAULT));
            Likelihood known = session.likelihood().orElseThrow();
            assertThat(known.labels().entries()).extracting(LabelTable.Entry::value).containsExactly(7);
            assertThat(known.map(7).source()).isEqualTo(Bench.GRID.size());
            bench.workbench.acceptProposal().whole(session);
            assertThat(session.likelihood()).as("an answer changes nothing").contains(known);
            Bench.propose(session, new Box(1, 1, 1, 3, 3, 3), 7, "Ball");
            assertThat(session.likelihood()).as("it was another proposal's").isEmpty();
            Bench.wait(new Propose(bench.workbench.jobs(), bench.workbench.models(), () -> 1000).propose(session, List.of(one), Propose.Options.DEFAULT));
            assertThat(session.likelihood()).as("it would take too much memory").isEmpty();
        }
    }

    @Test
    void howLikelyLabelsAreIsFoundAgainAfterTheCaseWasClosedAndTheProposalStays() throws Exception {
        try (Bench bench = new Bench(folder)) {
            List<ModelShelf.Entry> both = List.of(model(bench, "one", 1, BALL), model(bench, "two", 2, BALL));
            CaseSession before = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 3));
            before.setTable(new LabelTable(List.of(new LabelTable.Entry(1, "Bone", 0xFFFFFF), new LabelTable.Entry(7, "Ball", 0xF2A541))));
            Bench.wait(bench.workbench.propose().propose(before, both, Propose.Options.DEFAULT));
            byte[] known = before.likelihood().orElseThrow().map(7).values();
            bench.workbench.acceptProposal().whole(before);
            Bench.wait(before.close());

            CaseSession session = bench.open(folder.resolve("scan.nii.gz"));
            assertThat(session.likelihood()).isEmpty();
            CaseSession.Numbered proposal = session.proposal().orElseThrow();
            Bench.wait(bench.workbench.propose().lookForLikelihood(session));
            assertThat(session.likelihood().orElseThrow().labels().entries()).extracting(LabelTable.Entry::value).containsExactly(7);
            assertThat(session.likelihood().orElseThrow().map(7).values()).isEqualTo(known);
            assertThat(session.proposal()).contains(proposal);
            assertThat(Bench.failure(new Propose(bench.workbench.jobs(), bench.workbench.models(), () -> 1000).lookForLikelihood(session))).contains("more memory");
            Files.delete(folder.resolve("models/two/card.json"));
            assertThat(Bench.failure(bench.workbench.propose().lookForLikelihood(session))).contains("'one+two', which proposed, is no longer at hand");
        }
    }

    @Test
    void howLikelyLabelsAreIsWrittenBesideWhatIsThereAndStandsInTheLedger() throws Exception {
        try (Bench bench = new Bench(folder)) {
            ModelShelf.Entry one = model(bench, "one", 1, BALL);
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 3));
            Bench.wait(bench.workbench.propose().propose(session, List.of(one), Propose.Options.DEFAULT));
            Path out = folder.resolve("maps");
            assertThat(Bench.wait(bench.workbench.exportProbabilities().export(session, out))).containsExactly(out.resolve("scan_label-Ball_probseg.nii.gz"));
            assertThat(Bench.wait(bench.workbench.exportProbabilities().export(session, out))).containsExactly(out.resolve("scan-2_label-Ball_probseg.nii.gz"));
            Volume read = Formats.open(out.resolve("scan_label-Ball_probseg.nii.gz"), Progress.NONE).volume(Progress.NONE);
            FloatVolume known = session.likelihood().orElseThrow().volume(1);
            assertThat(read.geometry().sameGrid(Bench.GRID, 1e-4)).isTrue();
            for (int i = 0; i < 6; i++) assertThat(read.value(2 * i, i, i)).isEqualTo(known.value(2 * i, i, i));
            assertThat(bench.workbench.ledger().entries()).extracting(Ledger.Entry::verb).containsExactly("probabilities", "probabilities");
        }
    }

    @Test
    void theFirstOfSeveralModelsIsTheOneThatLearnsFromCorrections() throws Exception {
        try (Bench bench = new Bench(folder)) {
            List<ModelShelf.Entry> both = List.of(model(bench, "one", 1, BALL), model(bench, "two", 2, BALL));
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 3));
            Bench.wait(bench.workbench.propose().propose(session, both, Propose.Options.DEFAULT));
            assertThat(Bench.failure(bench.workbench.fineTune().look(FineTune.Request.of(session.projectFolder(), folder.resolve("models/new")))))
                    .as("the model is found; what lacks is what to learn from").contains("corrected cases of at least two patients");
        }
    }

    @Test
    void modelsOfOtherLabelsDoNotProposeTogether() throws Exception {
        try (Bench bench = new Bench(folder)) {
            ModelShelf.Entry one = model(bench, "one", 1, BALL), other = model(bench, "other", 2, new LabelTable(List.of(new LabelTable.Entry(1, "Cube", 0xF2A541))));
            assertThat(other.obstacleWith(one)).isEqualTo("Its labels are not those of The one one.");
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 3));
            assertThat(Bench.failure(bench.workbench.propose().propose(session, List.of(one, other), Propose.Options.DEFAULT))).contains("cannot propose together");
        }
    }

    @Test
    void anEntrySaysHowItMendsAndHowOftenItLooks() throws Exception {
        try (Bench bench = new Bench(folder)) {
            ModelShelf.Entry one = model(bench, "one", 1, BALL);
            assertThat(one.mending()).containsExactly("Ball: only the largest piece");
            assertThat(one.mirroredLooks()).isEqualTo(2);
        }
    }
}
