package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.maskwright.job.Progress;
import org.maskwright.label.Proposal;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;
import org.maskwright.testing.SharedData;
import org.maskwright.workflow.TrainingFolder;

class ShippedModelsTest {
    /// Case by case, on every fourth of the cases that judged it; and the one that learnt from those, too, carries its score and says so.
    @Test
    void theHippocampusModelIsWorthWhatItsCardSays() throws Exception {
        Path data = SharedData.require("hippocampus", "train");
        Model judged = Models.read(Path.of("models", "hippocampus-mr-160"));
        List<CaseScore> kept = ValidationScores.read(judged.folder());
        assertThat(kept).extracting(CaseScore::caseId).isEqualTo(judged.card().data().validationCases());
        Map<String, TrainingCase> cases = TrainingFolder.read(data, Optional.empty(), Progress.NONE).set().cases().stream().collect(Collectors.toMap(TrainingCase::id, Function.identity()));
        try (Proposer proposer = Proposer.open(judged)) {
            for (int i = 0; i < kept.size(); i += 4) {
                TrainingCase.Content content = Objects.requireNonNull(cases.get(kept.get(i).caseId())).load();
                CaseScore score = CaseScore.of(kept.get(i).caseId(), content.labels(), proposer.propose(content.volume(), ProposeOptions.DEFAULT, Progress.NONE).labels());
                for (int label : judged.card().classes().labels()) assertThat(score.dice(label).orElse(0)).isCloseTo(kept.get(i).dice(label).orElse(0), within(0.005));
            }
        }
    }

    @Test
    void theModelThatLearntFromTheJudgesTooCarriesTheScoreOfTheOneTheyJudged() throws Exception {
        ModelCard judged = Models.read(Path.of("models", "hippocampus-mr-160")).card();
        ModelCard shipped = Models.read(Path.of("models", "hippocampus-mr")).card();
        assertThat(shipped.data().trainingCases()).hasSize(200).containsAll(judged.data().trainingCases()).containsAll(judged.data().validationCases());
        assertThat(shipped.validation().dice()).isEqualTo(judged.validation().dice());
        assertThat(shipped.validation().before()).startsWith("hippocampus-mr-160 " + judged.sha256());
        assertThat(shipped.training().startedFrom()).isEqualTo("hippocampus-mr-160 " + judged.sha256());
    }

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
        assertThat(dice.getAverage()).isCloseTo(model.card().validation().meanDice().orElseThrow(), within(0.015));
    }
}
