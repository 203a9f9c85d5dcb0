package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.active.MeasureTrial;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.uncertainty.AlterationDisagreement;
import org.maskwright.learn.uncertainty.DropoutDisagreement;
import org.maskwright.learn.uncertainty.EnsembleDisagreement;
import org.maskwright.learn.uncertainty.Entropy;
import org.maskwright.learn.uncertainty.MirrorDisagreement;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.learn.uncertainty.UncertaintyMeasures;
import org.maskwright.volume.Volume;

/// Every measure of uncertainty, asked of networks that know nothing.
class MeasuresTest {
    private static final Volume SCAN = SmallCases.content(77, Geometry.upright(18, 16, 15, 1, 1, 1)).volume();

    @TempDir static Path folder;
    private static Model all;
    private static Model second;
    private static Model bare;

    @BeforeAll
    static void make() throws Exception {
        all = untrained("all", 1, 1, 0.5, List.of(0, 1));
        second = untrained("second", 2, 1.5, 0, List.of());
        bare = untrained("bare", 1, 1, 0, List.of());
    }

    private static Model untrained(String id, long seed, double mm, double dropout, List<Integer> mirrorAxes) throws Exception {
        Recipe usual = new UNet3d().defaultRecipe(1, 3).withWidths(List.of(4, 8));
        var recipe = new Recipe(1, 3, usual.widths(), usual.normalisation(), usual.activation(), dropout, usual.residual());
        return ModelFolder.write(folder.resolve(id), Parameters.initial(new UNet3d().build(recipe), seed), sha -> new ModelCard(id, id, "unet3d", recipe, "MR",
                new Point(mm, mm, mm), new Size(16, 16, 16), IntensityRule.PerScan.DEFAULT, mirrorAxes, SmallCases.TABLE,
                new ModelCard.Data("", "", "", List.of("case-1", "case-2"), List.of()), new ModelCard.Validation(java.util.Map.of()),
                new ModelCard.Training(1, 1, 1, "float32", 0, "", ""), sha, java.time.Instant.EPOCH, "test"));
    }

    @Test
    void everyMeasureGivesAMapOfItsOwnAndTheSameEachTime() throws Exception {
        try (Proposer proposer = Proposer.open(all); Proposer other = Proposer.open(second)) {
            Proposer.Measured first = proposer.propose(SCAN, ProposeOptions.DEFAULT, UncertaintyMeasures.all(), List.of(other), Progress.NONE);
            assertThat(first.maps()).hasSameSizeAs(UncertaintyMeasures.all()).doesNotHaveDuplicates().allSatisfy(map -> assertThat(map.score()).isPositive());
            assertThat(first.proposal().uncertainty()).contains(first.maps().getFirst());
            assertThat(proposer.propose(SCAN, ProposeOptions.DEFAULT, UncertaintyMeasures.all(), List.of(other), Progress.NONE).maps()).isEqualTo(first.maps());
        }
    }

    @Test
    void modelsThatProposeTogetherDisagreeByTheSameRule() throws Exception {
        try (Ensemble both = Ensemble.open(List.of(all, second)); Proposer one = Proposer.open(all); Proposer other = Proposer.open(second)) {
            UncertaintyMap alone = one.propose(SCAN, ProposeOptions.DEFAULT, new EnsembleDisagreement(), List.of(other), Progress.NONE).uncertainty().orElseThrow();
            UncertaintyMap together = both.propose(SCAN, ProposeOptions.DEFAULT, new EnsembleDisagreement(), Progress.NONE).proposal().uncertainty().orElseThrow();
            assertThat(together.map().values()).isEqualTo(alone.map().values());
            UncertaintyMap unsure = both.propose(SCAN, ProposeOptions.DEFAULT, new Entropy(), Progress.NONE).proposal().uncertainty().orElseThrow();
            assertThat(unsure.map().values()).as("of the mean, not of the first").isNotEqualTo(one.propose(SCAN, ProposeOptions.DEFAULT, Progress.NONE).uncertainty().orElseThrow().map().values());
        }
    }

    @Test
    void whatAModelLacksIsSaidWithTheRemedyAndAlteredLooksLackNothing() throws Exception {
        try (Proposer proposer = Proposer.open(bare)) {
            assertMissing(proposer, new MirrorDisagreement(), "--mirror");
            assertMissing(proposer, new DropoutDisagreement(), "--dropout 0.2");
            assertMissing(proposer, new EnsembleDisagreement(), "--seed");
            assertThat(proposer.propose(SCAN, ProposeOptions.DEFAULT, new AlterationDisagreement(), List.of(), Progress.NONE).uncertainty().orElseThrow().score()).isPositive();
        }
    }

    private static void assertMissing(Proposer proposer, UncertaintyMeasure measure, String remedy) {
        assertThatThrownBy(() -> proposer.propose(SCAN, ProposeOptions.DEFAULT, measure, List.of(), Progress.NONE)).isInstanceOf(ModelException.class)
                .hasMessageContaining("'bare'").hasMessageContaining("'" + measure.id() + "'").hasMessageContaining(remedy);
    }

    @Test
    void aTrialJudgesEachCaseByTheProposalThatWouldBeCorrected() throws Exception {
        List<TrainingCase> cases = SmallCases.set(6).cases();
        try (Proposer proposer = Proposer.open(all)) {
            MeasureTrial trial = MeasureTrial.run(proposer, List.of(), List.of(new Entropy(), new MirrorDisagreement()), cases.subList(2, 6), cases.subList(0, 2), Progress.NONE);
            assertThat(trial.ways()).extracting(MeasureTrial.Way::id).containsExactly("entropy", "mirror", "diversity", "volume");
            assertThat(trial.cases()).extracting(MeasureTrial.Case::id).containsExactly("case-3", "case-4", "case-5", "case-6");
            var proposal = proposer.propose(cases.get(2).load().volume(), ProposeOptions.DEFAULT, Progress.NONE);
            MeasureTrial.Case first = trial.cases().getFirst();
            assertThat(first.values().getFirst()).isEqualTo(proposal.uncertainty().orElseThrow().score());
            assertThat(first.values().getLast()).isEqualTo(proposal.labels().counts().values().stream().mapToLong(n -> n).sum());
            assertThat(trial.standings()).extracting(MeasureTrial.Standing::worst).containsOnly(1);
            assertThat(MeasureTrial.run(proposer, List.of(), List.of(new Entropy()), cases.subList(2, 4), List.of(), Progress.NONE).ways()).as("nothing to be far from").hasSize(2);
        }
    }
}
