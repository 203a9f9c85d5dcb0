package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

/// What may be learnt from, and who judges.
class LearntCasesTest {
    @TempDir Path folder;

    @Test
    void everythingWrongWithTheDataIsSaidAtOnceAndNothingIsWritten() {
        TrainingCase.Content good = SmallCases.content(1);
        var elsewhere = Geometry.upright(16, 14, 13, 2, 1, 1);
        TrainingSet set = SmallCases.set(List.of(
                SmallCases.of("good", good),
                SmallCases.of("good", SmallCases.content(2)),
                SmallCases.of("copy", SmallCases.content(1)),
                SmallCases.withLabels("strange", (x, y) -> x == 2 ? 9 : 1),
                SmallCases.of("shifted", new TrainingCase.Content(SmallCases.content(3).volume(), good.labels().on(elsewhere))),
                SmallCases.of("smaller", new TrainingCase.Content(SmallCases.content(4, Geometry.upright(16, 16, 16, 1, 1, 1)).volume(), good.labels())),
                SmallCases.of("flat", new TrainingCase.Content(volume(_ -> 7), good.labels())),
                SmallCases.of("mad", new TrainingCase.Content(volume(i -> i % 3 == 0 ? i : Float.NaN), good.labels())),
                broken("broken")));
        Path out = folder.resolve("bad");
        assertThatThrownBy(() -> SmallCases.train(TrainingPlan.of(set, out), Progress.NONE)).isInstanceOf(ModelException.class)
                .hasMessageContaining("good: stands in the set twice")
                .hasMessageContaining("copy: its scan is the same, voxel for voxel, as that of good")
                .hasMessageContaining("strange: holds labels [9]")
                .hasMessageContaining("shifted: scan and labels have equal sizes, but lie elsewhere")
                .hasMessageContaining("smaller: the scan has 16 × 16 × 16 voxels, its labels have 16 × 14 × 13")
                .hasMessageContaining("flat: every voxel has the value 7")
                .hasMessageContaining("mad: more than half of its voxels hold no number")
                .hasMessageContaining("broken: cannot be read, for the disk is broken");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFewVoxelsWithoutANumberAreNoTrouble() throws Exception {
        TrainingCase.Content good = SmallCases.content(1);
        Geometry geometry = good.volume().geometry();
        float[][] slices = new float[geometry.size().z()][geometry.size().sliceVoxels()];
        for (int z = 0; z < slices.length; z++) good.volume().copySlice(z, slices[z]);
        slices[6][100] = Float.NaN;
        slices[7][100] = Float.POSITIVE_INFINITY;
        slices[8][100] = -Float.MAX_VALUE;
        TrainingSet set = SmallCases.set(List.of(SmallCases.of("a", new TrainingCase.Content(FloatVolume.adopting(geometry, slices, ScanInfo.MR), good.labels())),
                SmallCases.of("b", SmallCases.content(2))));
        SmallCases.train(TrainingPlan.of(set, folder.resolve("few")).withEpochs(1), Progress.NONE);
        assertThat(Models.read(folder.resolve("few")).weights().firstNotFinite()).isEmpty();
        assertThat(Checkpoint.read(folder.resolve("few")).slowness()).isZero();
    }

    @Test
    void aCaseThatIsOneLabelThroughoutIsLearntFromToo() throws Exception {
        TrainingSet set = SmallCases.set(List.of(SmallCases.withLabels("a", (_, _) -> 1), SmallCases.withLabels("b", (x, _) -> x < 4 ? 1 : 0)));
        ModelCard card = SmallCases.train(TrainingPlan.of(set, folder.resolve("whole")).withEpochs(1), Progress.NONE);
        assertThat(card.classes().labels()).containsExactly(1);
        assertThat(Models.read(folder.resolve("whole")).weights().firstNotFinite()).isEmpty();
    }

    @Test
    void whatOccursInNoCaseIsNotLearntAndACaseWithoutLabelsIsAnExampleToo() throws Exception {
        TrainingSet set = SmallCases.set(List.of(SmallCases.withLabels("a", (x, y) -> x == 2 ? 1 : 0), SmallCases.withLabels("b", (x, y) -> 0)));
        ModelCard card = SmallCases.train(TrainingPlan.of(set, folder.resolve("one")).withEpochs(1), Progress.NONE);
        assertThat(card.classes().labels()).containsExactly(1);
    }

    @Test
    void casesWithoutAnyLabelAreSaid() {
        TrainingSet set = SmallCases.set(List.of(SmallCases.withLabels("a", (x, y) -> 0), SmallCases.withLabels("b", (x, y) -> 0)));
        assertThatThrownBy(() -> SmallCases.train(TrainingPlan.of(set, folder.resolve("bad")), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("no case holds any label");
    }

    @Test
    void noCaseAtAllIsSaid() {
        assertThatThrownBy(() -> SmallCases.train(TrainingPlan.of(SmallCases.set(0), folder.resolve("bad")), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("the set has no cases");
    }

    @Test
    void aSingleCaseIsLearntFromWithoutValidation() throws Exception {
        ModelCard card = SmallCases.train(TrainingPlan.of(SmallCases.set(1), folder.resolve("single")).withEpochs(1), Progress.NONE);
        assertThat(card.data().validationCases()).isEmpty();
        assertThat(card.validation().meanDice()).isEmpty();
        assertThat(Models.read(folder.resolve("single")).card()).isEqualTo(card);
    }

    /// The score and what was chosen by it are of the model before; nothing is said of itself.
    @Test
    void aModelThatLearnsFromTheJudgesTooKeepsTheScoreOfTheOneBefore() throws Exception {
        ModelCard before = SmallCases.train(plan("before", 1), Progress.NONE);
        assertThat(before.validation().before()).isEmpty();
        Model start = Models.read(folder.resolve("before"));
        start = ModelFolder.write(start, before.withMirroring(Optional.of(new Mirroring(true, "1 case", 0.5, 0.6, 0.01))));
        ModelCard after = SmallCases.train(plan("after", 2).withStartFrom(start).withValidation(List.of()), Progress.NONE);
        assertThat(after.data().trainingCases()).hasSize(5);
        assertThat(after.data().validationCases()).isEmpty();
        assertThat(ValidationScores.read(folder.resolve("after"))).isEmpty();
        assertThat(folder.resolve("after").resolve(ValidationScores.FILE)).doesNotExist();
        assertThat(after.training().bestEpoch()).as("the last").isEqualTo(2);
        assertThat(after.validation()).isEqualTo(new ModelCard.Validation(before.validation().dice(), "before " + before.sha256() + ", on 1 case: case-5"));
        assertThat(after.isMirrored()).isTrue();
        assertThat(Models.read(folder.resolve("after")).card()).isEqualTo(after);
        ModelCard elsewhere = SmallCases.train(TrainingPlan.of(SmallCases.set(3), folder.resolve("elsewhere")).withEpochs(1).withStartFrom(start).withValidation(List.of()), Progress.NONE);
        assertThat(elsewhere.validation().dice()).as("the judge is not among its cases, whose likes nobody has judged").isEmpty();
        assertThat(elsewhere.isMirrored()).isFalse();
    }

    @Test
    void aScoreByCasesThatTheModelBeforeLearntFromIsSaidToBeTooKind() throws Exception {
        List<TrainingCase> named = IntStream.rangeClosed(1, 3).mapToObj(i -> SmallCases.of("lung_" + i, SmallCases.content(i))).toList();
        TrainingPlan plan = TrainingPlan.of(SmallCases.set(named), folder.resolve("knows")).withEpochs(1);
        SmallCases.train(plan.withValidation(List.of("lung_1")), Progress.NONE);
        Model knows = Models.read(folder.resolve("knows"));
        TrainingPlan after = TrainingPlan.of(SmallCases.set(named), folder.resolve("kind")).withEpochs(1).withStartFrom(knows);
        String why = "Judged by: Of 1 judging case 1 is named as some that model knows learnt from. If they are these, the score is too kind.";
        assertThat(SmallCases.train(after, Progress.NONE).training().reasons()).contains(why);
        assertThat(SmallCases.train(TrainingPlan.of(SmallCases.set(named), folder.resolve("fair")).withEpochs(1).withStartFrom(knows).withValidation(List.of("lung_1")), Progress.NONE).training().reasons()).noneMatch(reason -> reason.startsWith("Judged by"));
    }

    @Test
    void chosenValidationCasesAreNotLearntFrom() throws Exception {
        ModelCard card = SmallCases.train(plan("chosen", 1).withValidation(List.of("case-2")), Progress.NONE);
        assertThat(card.data().validationCases()).containsExactly("case-2");
        assertThat(card.data().trainingCases()).containsExactly("case-1", "case-3", "case-4", "case-5");
    }

    @Test
    void validationCasesThatAreNotInTheDataAreSaid() {
        assertThatThrownBy(() -> SmallCases.train(plan("bad", 1).withValidation(List.of("case-2", "case-77")), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("1 case that shall validate is not in the data: 'case-77'.");
    }

    @Test
    void aWrongFileInPlaceOfAListIsNotRepeatedWhole() {
        String line = "{\"patient\": \"Meier^Hans\", \"born\": \"1950-01-01\", \"city\": \"Bern\"}";
        assertThatThrownBy(() -> SmallCases.train(plan("bad", 1).withValidation(List.of(line, "b", "c", "secret")), Progress.NONE)).isInstanceOf(ModelException.class)
                .hasMessageContaining("4 cases that shall validate are not in the data").hasMessageContaining("'" + line.substring(0, 40) + "…', 'b', 'c' …").hasMessageNotContaining("Bern").hasMessageNotContaining("secret");
    }

    @Test
    void onePatientAloneCannotBothTeachAndJudge() {
        TrainingSet set = SmallCases.set(List.of(SmallCases.of("a", "one", SmallCases.content(1)), SmallCases.of("b", "one", SmallCases.content(2))));
        assertThatThrownBy(() -> TrainingLoop.split(TrainingPlan.of(set, folder.resolve("one")))).isInstanceOf(ModelException.class).hasMessageContaining("all cases are of one patient");
    }

    @Test
    void twoPatientsInTurnArePartedThoughTheLastFifthHoldsBoth() throws Exception {
        var cases = new ArrayList<TrainingCase>();
        for (int i = 1; i <= 10; i++) cases.add(SmallCases.of("case-" + i, "patient " + i % 2, SmallCases.content(i)));
        TrainingLoop.Split split = TrainingLoop.split(TrainingPlan.of(SmallCases.set(cases), folder.resolve("two")));
        assertThat(split.judging()).extracting(TrainingCase::id).containsExactly("case-2", "case-4", "case-6", "case-8", "case-10");
    }

    @Test
    void aPatientsCasesValidateTogetherOrNotAtAll() throws Exception {
        var cases = new ArrayList<TrainingCase>();
        for (int i = 1; i <= 5; i++) cases.add(SmallCases.of("case-" + i, i == 2 ? "patient 5" : "patient " + i, SmallCases.content(i)));
        TrainingPlan plan = TrainingPlan.of(SmallCases.set(cases), folder.resolve("patients")).withEpochs(1);
        ModelCard card = SmallCases.train(plan, Progress.NONE);
        assertThat(card.data().validationCases()).containsExactly("case-2", "case-5");
        assertThatThrownBy(() -> SmallCases.train(plan.withValidation(List.of("case-5")), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("[case-2]").hasMessageContaining("patients whose other cases shall validate");
    }

    @Test
    void whatMustNotJudgeLearnsAndNeverValidates() throws Exception {
        var cases = new ArrayList<>(SmallCases.set(5).cases());
        for (int n = 6; n <= 20; n++) cases.add(teaching(SmallCases.of("also-" + n, n == 20 ? "case-5" : "also-" + n, SmallCases.content(n, Geometry.upright(16, 14, 13, 2, 2, 3)))));
        TrainingPlan plan = TrainingPlan.of(SmallCases.set(cases), folder.resolve("mixed"));
        TrainingLoop run = TrainingLoop.planned(plan, UnaryOperator.identity(), Progress.NONE);
        assertThat(run.settings().spacingMm()).as("the grid is that of the human cases, though they are fewer").isEqualTo(new Point(1, 1, 1));
        List<String> learning = run.learning().stream().map(TrainingCase::id).toList();
        assertThat(learning).as("one of five human cases validates, and no other case of its patient learns").hasSize(4 + 14).contains("case-1", "also-6").doesNotContain("case-5", "also-20");
        assertThatThrownBy(() -> TrainingLoop.planned(plan.withValidation(List.of("case-1", "also-7")), UnaryOperator.identity(), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("[also-7]").hasMessageContaining("nobody vouches");
    }

    private TrainingPlan plan(String name, int epochs) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(epochs);
    }

    private static TrainingCase teaching(TrainingCase of) {
        return new TrainingCase() {
            @Override
            public String id() {
                return of.id();
            }

            @Override
            public String patient() {
                return of.patient();
            }

            @Override
            public boolean judges() {
                return false;
            }

            @Override
            public Content load() throws IOException {
                return of.load();
            }
        };
    }

    private interface Levels {
        float at(int index);
    }

    private static FloatVolume volume(Levels levels) {
        Geometry geometry = SmallCases.content(1).volume().geometry();
        float[][] slices = new float[geometry.size().z()][geometry.size().sliceVoxels()];
        for (float[] slice : slices) {
            for (int i = 0; i < slice.length; i++) slice[i] = levels.at(i);
        }
        return FloatVolume.adopting(geometry, slices, ScanInfo.MR);
    }

    private static TrainingCase broken(String id) {
        return new TrainingCase() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Content load() throws IOException {
                throw new IOException("cannot be read, for the disk is broken");
            }
        };
    }
}
