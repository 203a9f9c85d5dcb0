package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.Test;
import org.maskwright.job.Progress;
import org.maskwright.label.Proposal;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;

class ShippedModelsTest {
    /// Torsos that the model never learnt from, larger than two of its patches.
    @Test
    void theTorsoModelIsWorthWhatItsCardSays() throws Exception {
        Model model = Models.read(Path.of("models", "torso-phantom"));
        var dice = new DoubleSummaryStatistics();
        try (Proposer proposer = Proposer.open(model)) {
            for (TrainingCase one : PhantomCases.set(60).cases().subList(51, 54)) {
                TrainingCase.Content content = one.load();
                Proposal proposal = proposer.propose(content.volume(), ProposeOptions.DEFAULT, Progress.NONE);
                CaseScore score = CaseScore.of(one.id(), content.labels(), proposal.labels());
                for (int label : model.card().classes().labels()) {
                    if (score.dice(label) instanceof Score.Defined(double value)) dice.accept(value);
                }
            }
        }
        assertThat(dice.getAverage()).isCloseTo(model.card().validation().meanDice().orElseThrow(), org.assertj.core.api.Assertions.within(0.015));
    }
}
