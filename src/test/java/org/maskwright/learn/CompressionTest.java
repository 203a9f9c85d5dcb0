package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.learn.form.Arithmetic;
import org.maskwright.learn.form.Forms;
import org.maskwright.learn.graph.Eight;
import org.maskwright.learn.torch.Torch;

class CompressionTest {
    @TempDir static Path folder;
    private static Model model;

    @BeforeAll
    static void train() throws Exception {
        SmallCases.train(TrainingPlan.of(SmallCases.set(6), folder.resolve("balls")).withValidation(List.of("case-5", "case-6")).withEpochs(2), Progress.NONE);
        model = Models.read(folder.resolve("balls"));
    }

    @Test
    void everyFormThatTheMachineHasIsMeasuredAndTheBestIsProposedIn() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String file : List.of(ModelFolder.CARD, ModelFolder.WEIGHTS)) Files.copy(model.folder().resolve(file), copy.resolve(file));
        Model measured = Compression.run(new CompressionPlan(Models.read(copy), SmallCases.set(6), Optional.empty(), List.of(), 1, ""), Progress.NONE);
        Forms forms = measured.card().forms().orElseThrow();
        assertThat(forms.measured().stream().map(Forms.Measured::arithmetic)).isEqualTo(Arithmetic.offeredBy(Torch.engine()));
        assertThat(forms.standard()).isEqualTo(Forms.quickestThatCostsNothing(forms.measured()).arithmetic());
        assertThat(forms.measuredOn()).startsWith("2 cases: case-5 to case-6; ");
        assertThat(Models.read(copy).card()).isEqualTo(measured.card());
        assertThat(measured.card().withForms(Optional.empty())).isEqualTo(model.card());
        for (Forms.Measured one : forms.measured()) {
            assertThat(one.dice().keySet()).isEqualTo(model.card().validation().dice().keySet());
            Forms asked = new Forms(one.network(), one.arithmetic(), "", List.of(one), forms.ranges());
            try (Proposer proposer = Proposer.open(measured.card().withForms(Optional.of(asked)), measured.weights())) {
                assertThat(proposer.propose(SmallCases.content(1).volume(), ProposeOptions.DEFAULT, Progress.NONE).labels().counts()).isNotEmpty();
            }
        }
    }

    @Test
    void aModelThatLearntFromEveryCaseIsMeasuredOnThoseAndSaysSo() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("knows-all"));
        for (String file : List.of(ModelFolder.CARD, ModelFolder.WEIGHTS)) Files.copy(model.folder().resolve(file), copy.resolve(file));
        TrainingSet learnt = SmallCases.set(SmallCases.set(6).cases().subList(0, 4));
        Model measured = Compression.run(new CompressionPlan(Models.read(copy), learnt, Optional.empty(), List.of(), 1, ""), Progress.NONE);
        assertThat(measured.card().forms().orElseThrow().measuredOn()).startsWith("1 case: case-4, from which it learnt; ");
        assertThatThrownBy(() -> Compression.run(new CompressionPlan(model, learnt, Optional.of(folder.resolve("no")), List.of(0.5), 1, ""), Progress.NONE))
                .as("a pruned network learns, and is judged by what it does not").isInstanceOf(ModelException.class).hasMessageContaining("learnt from every case");
    }

    @Test
    void aPrunedNetworkIsTrainedOnAndMeasuredBesideTheWhole() throws Exception {
        Path out = folder.resolve("small");
        Model small = Compression.run(new CompressionPlan(model, SmallCases.set(6), Optional.of(out), List.of(0.5), 1, "maskwright compress …"), Progress.NONE);
        assertThat(small.folder()).isEqualTo(out);
        Forms forms = small.card().forms().orElseThrow();
        assertThat(forms.measured().stream().map(Forms.Measured::network).distinct()).containsExactly("whole", "pruned-50");
        Model pruned = Models.read(out.resolve("pruned-50"));
        assertThat(pruned.card().recipe().widths()).containsExactly(4, 8);
        assertThat(pruned.card().training().startedFrom()).startsWith("balls-pruned-50 ");
        assertThat(pruned.card().data().validationCases()).containsExactly("case-5", "case-6");
        assertThat(small.card().id()).isEqualTo("small");
        small.weights();
        assertThat(Models.read(model.folder()).card()).isEqualTo(model.card());
    }

    @Test
    void stoppedWhileAPrunedNetworkLearnsItGoesOnToTheSameNumbers() throws Exception {
        List<String> doing = new ArrayList<>();
        Compression.run(halved("whole-run", 3), Progress.NONE);
        assertThatThrownBy(() -> Compression.run(halved("stopped", 3), (_, what) -> {
            if (what.startsWith("epoch 3 of 3, step 4 ")) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        assertThat(folder.resolve("stopped").resolve(ModelFolder.CARD)).doesNotExist();
        Compression.run(halved("stopped", 3), (_, what) -> doing.add(what));
        assertThat(doing.stream().filter(what -> what.startsWith("epoch ")).findFirst().orElseThrow()).startsWith("epoch 3 of 3, step 4 ");
        Path pruned = Path.of("pruned-50", ModelFolder.WEIGHTS);
        assertThat(folder.resolve("stopped").resolve(pruned)).hasSameBinaryContentAs(folder.resolve("whole-run").resolve(pruned));
    }

    private static CompressionPlan halved(String out, int epochs) {
        return new CompressionPlan(model, SmallCases.set(6), Optional.of(folder.resolve(out)), List.of(0.5), epochs, "maskwright compress …");
    }

    @Test
    void widthsAreNarrowedInFours() {
        assertThat(List.of(Compression.narrowed(16, 0.25), Compression.narrowed(96, 0.5), Compression.narrowed(8, 0.9), Compression.narrowed(3, 0.5))).containsExactly(12, 48, 4, 3);
    }

    @Test
    void casesThatAllJudgeCalibrateNothing() {
        TrainingSet two = SmallCases.set(SmallCases.set(6).cases().subList(4, 6));
        assertThatThrownBy(() -> Compression.run(new CompressionPlan(model, two, Optional.empty(), List.of(), 1, ""), Progress.NONE)).isInstanceOf(ModelException.class)
                .hasMessageContaining("none is left to calibrate by");
    }

    @Test
    void whatTheCardSaysOfFormsIsReadBack() throws Exception {
        var forms = new Forms("pruned-25", Arithmetic.INT8, "2 cases", List.of(new Forms.Measured("pruned-25", Arithmetic.INT8, Map.of(1, 0.75, 5, 0.5), 0.25, 1.5)),
                Map.of("down0.second", new Eight.Range(-1.5, 3)));
        ModelCard card = model.card().withForms(Optional.of(forms));
        assertThat(CardJson.read(CardJson.write(card))).isEqualTo(card);
        byte[] wrong = new String(CardJson.write(card), java.nio.charset.StandardCharsets.UTF_8).replace("\"int8\"", "\"int4\"").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CardJson.read(wrong)).hasMessageContaining("found 'int4'");
    }
}
