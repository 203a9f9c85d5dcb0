package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.measure.CaseScore;

class TuningTest {
    private static final List<String> VALIDATION = IntStream.rangeClosed(4, 9).mapToObj(i -> "case-" + i).toList();
    @TempDir static Path folder;
    private static Model model;

    @BeforeAll
    static void train() throws Exception {
        SmallCases.train(TrainingPlan.of(SmallCases.set(9), folder.resolve("balls")).withValidation(VALIDATION).withEpochs(2), Progress.NONE);
        model = Models.read(folder.resolve("balls"));
    }

    @Test
    void trainingChoosesOnItsValidationCasesAndScoresWhatAUserWillMeet() throws Exception {
        assertThat(model.card().postProcessing().chosenOn()).isEqualTo("6 cases: case-4 to case-9");
        var scores = new ArrayList<CaseScore>();
        try (Proposer proposer = Proposer.open(model)) {
            for (String id : VALIDATION) {
                TrainingCase.Content content = SmallCases.content(Integer.parseInt(id.substring(5)));
                scores.add(CaseScore.of(id, content.labels(), proposer.propose(content.volume(), ProposeOptions.DEFAULT, Progress.NONE).labels()));
            }
        }
        double mean = scores.stream().mapToDouble(score -> score.dice(1).orElse(0)).average().orElseThrow();
        assertThat(model.card().validation().dice()).containsEntry(1, mean);
    }

    /// Both means are those that a user gets who asks for the one or the other.
    @Test
    void mirroredLooksAreTriedAndTheModelThenLooksAsWasChosen() throws Exception {
        Mirroring tried = model.card().mirroring().orElseThrow();
        assertThat(tried.chosenOn()).isEqualTo("6 cases: case-4 to case-9");
        ProposeOptions bare = ProposeOptions.DEFAULT.withPostProcessed(false);
        assertThat(mean(model.card(), bare.withMirrored(false))).isCloseTo(tried.dicePlain(), within(1e-9));
        assertThat(mean(model.card(), bare.withMirrored(true))).isCloseTo(tried.diceMirrored(), within(1e-9));
        for (boolean pays : new boolean[] {false, true}) {
            var asked = new Mirroring(pays, "", 0, 0, 1);
            assertThat(mean(model.card().withMirroring(Optional.of(asked)), bare)).isEqualTo(mean(model.card(), bare.withMirrored(pays)));
        }
    }

    private static double mean(ModelCard card, ProposeOptions options) throws Exception {
        double sum = 0;
        try (Proposer proposer = Proposer.open(card, model.weights())) {
            for (String id : VALIDATION) {
                TrainingCase.Content content = SmallCases.content(Integer.parseInt(id.substring(5)));
                CaseScore score = CaseScore.of(id, content.labels(), proposer.propose(content.volume(), options, Progress.NONE).labels());
                sum += (score.dice(1).orElse(0) + score.dice(5).orElse(0)) / 2;
            }
        }
        return sum / VALIDATION.size();
    }

    @Test
    void tuningAgainOnTheSameCasesWritesTheSameCard() throws Exception {
        ModelCard before = model.card();
        ModelFolder.write(model, before.withPostProcessing(PostProcessing.NONE, new ModelCard.Validation(java.util.Map.of())));
        ModelCard after = Tuning.write(Models.read(model.folder()), SmallCases.set(9).cases(), Progress.NONE);
        assertThat(after).isEqualTo(before);
        assertThat(Models.read(model.folder()).card()).isEqualTo(before);
    }

    @Test
    void casesThatTheModelLearntFromTuneNothing() throws Exception {
        byte[] card = Files.readAllBytes(model.folder().resolve(ModelFolder.CARD));
        assertThatThrownBy(() -> Tuning.write(model, SmallCases.set(3).cases(), Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("learnt from every case");
        assertThat(Files.readAllBytes(model.folder().resolve(ModelFolder.CARD))).isEqualTo(card);
    }

    @Test
    void newCasesTuneItButLeaveItsValidationScores() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String file : List.of(ModelFolder.CARD, ModelFolder.WEIGHTS)) Files.copy(model.folder().resolve(file), copy.resolve(file));
        var cases = new ArrayList<TrainingCase>(SmallCases.set(3).cases());
        for (int i = 20; i < 25; i++) cases.add(SmallCases.of("new-" + i, SmallCases.content(i)));
        ModelCard tuned = Tuning.write(Models.read(copy), cases, Progress.NONE);
        assertThat(tuned.postProcessing().chosenOn()).isEqualTo("5 cases: new-20 to new-24");
        assertThat(tuned.validation()).isEqualTo(model.card().validation());
    }

    @Test
    void aTuneThatIsStoppedLeavesTheCardAsItWas() throws Exception {
        byte[] card = Files.readAllBytes(model.folder().resolve(ModelFolder.CARD));
        Progress stop = (_, what) -> {
            if (what.startsWith("scoring case 3")) throw new Progress.Cancelled();
        };
        assertThatThrownBy(() -> Tuning.write(model, SmallCases.set(9).cases(), stop)).isInstanceOf(Progress.Cancelled.class);
        assertThat(Files.readAllBytes(model.folder().resolve(ModelFolder.CARD))).isEqualTo(card);
    }
}
