package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.loss.Loss;
import org.maskwright.learn.optimise.OptimiserKind;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

class TrainingLoopTest {
    @TempDir Path folder;

    @Test
    void itLearnsWhatItIsShownAndSaysHowWell() throws Exception {
        ModelCard card = SmallCases.train(plan("balls", 4), Progress.NONE);
        assertThat(card.id()).isEqualTo("balls");
        assertThat(card.data().trainingCases()).containsExactly("case-1", "case-2", "case-3", "case-4");
        assertThat(card.data().validationCases()).containsExactly("case-5");
        assertThat(card.validation().dice()).containsOnlyKeys(1, 5);
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.8);
        Model model = Models.read(folder.resolve("balls"));
        assertThat(model.card()).isEqualTo(card);
        assertThat(model.weights().firstNotFinite()).isEmpty();
        assertThat(folder.resolve("balls/curves.png")).isNotEmptyFile();
        assertThat(folder.resolve("balls/curves.csv")).content().startsWith("epoch,loss,validation_dice").contains("\n4,");
    }

    @Test
    void withSgdItLearnsTooAndAStopLeavesNoTrace() throws Exception {
        ModelCard card = SmallCases.train(plan("sgd", 12).withMethod(TrainingMethod.DEFAULT.withOptimiser(OptimiserKind.SGD)), Progress.NONE);
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.4);
        TrainingPlan stopped = plan("stopped", 12).withMethod(TrainingMethod.DEFAULT.withOptimiser(OptimiserKind.SGD));
        assertThatThrownBy(() -> SmallCases.train(stopped, stopAfter(30))).isInstanceOf(Progress.Cancelled.class);
        SmallCases.train(stopped.withResume(true), Progress.NONE);
        requireSameRun("stopped", "sgd");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40})
    void stoppedAnywhereAndResumedItEndsWithTheSameWeights(int stopAfterReports) throws Exception {
        SmallCases.train(plan("whole", 3), Progress.NONE);
        TrainingPlan stopped = plan("stopped", 3);
        assertThatThrownBy(() -> SmallCases.train(stopped, stopAfter(stopAfterReports))).isInstanceOf(Progress.Cancelled.class);
        assertThat(folder.resolve("stopped/card.json")).as("no model before the end").doesNotExist();
        SmallCases.train(stopped.withResume(true), Progress.NONE);
        requireSameRun("stopped", "whole");
    }

    @Test
    void stoppedWithinAnEpochItLosesNoStep() throws Exception {
        TrainingPlan stopped = plan("stopped", 2);
        assertThatThrownBy(() -> SmallCases.train(stopped, stopAtStep("epoch 1 of 2, step 8"))).isInstanceOf(Progress.Cancelled.class);
        assertThat(Checkpoint.read(folder.resolve("stopped")).epochs()).isZero();
        assertThat(Checkpoint.read(folder.resolve("stopped")).begun().steps()).isEqualTo(7);
        var steps = new ArrayList<String>();
        assertThatThrownBy(() -> SmallCases.train(stopped.withResume(true), (_, what) -> {
            if (what.startsWith("epoch")) steps.add(what);
            if (what.startsWith("epoch 2 of 2, validating")) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        assertThat(steps.getFirst()).startsWith("epoch 1 of 2, step 8 of 12, loss ");
        assertThat(Checkpoint.read(folder.resolve("stopped")).begun().steps()).as("the validation alone is left").isEqualTo(12);
        SmallCases.train(stopped.withResume(true), Progress.NONE);
        SmallCases.train(plan("whole", 2), Progress.NONE);
        assertThat(weights("stopped")).isEqualTo(weights("whole"));
    }

    @Test
    void whoLooksOnHearsOfTheEpochsBeforeAndCanEndTheRun() throws Exception {
        TrainingPlan plan = plan("watched", 4);
        assertThatThrownBy(() -> SmallCases.train(plan, stopAtStep("epoch 3 of 4, step 2"))).isInstanceOf(Progress.Cancelled.class);
        var told = new ArrayList<Integer>();
        ModelCard card = SmallCases.watched(plan.withResume(true), new TrainingWatch() {
            @Override
            public void after(Epoch epoch, List<WorstCase> worst) {
                told.add(epoch.number());
            }

            @Override
            public void resumed(List<Epoch> soFar) {
                soFar.forEach(epoch -> told.add(epoch.number()));
            }

            @Override
            public boolean isEnough() {
                return told.size() == 3;
            }
        });
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(card.training().epochs()).isEqualTo(3);
    }

    private static Progress stopAtStep(String beginning) {
        return (_, what) -> {
            if (what.startsWith(beginning)) throw new Progress.Cancelled();
        };
    }

    /// The parts of a batch are summed in their order, whichever thread was first.
    @Test
    void howManyThreadsThereAreDoesNotChangeTheWeights() throws Exception {
        int threads = Torch.engine().threads();
        try {
            for (int count : new int[] {1, 2, 3}) {
                Torch.engine().useThreads(count);
                SmallCases.train(plan("threads-" + count, 2), Progress.NONE);
                assertThat(Torch.engine().threads()).as("given back").isEqualTo(count);
            }
        } finally {
            Torch.engine().useThreads(threads);
        }
        assertThat(weights("threads-2")).isEqualTo(weights("threads-1"));
        assertThat(weights("threads-3")).isEqualTo(weights("threads-1"));
    }

    @Test
    void whatIsJudgedAndKeptIsTheRunningAverage() throws Exception {
        SmallCases.train(plan("average", 2), Progress.NONE);
        Checkpoint end = Checkpoint.read(folder.resolve("average"));
        assertThat(end.averages().sameValues(end.weights())).isFalse();
        assertThat(end.averages().names()).isEqualTo(end.weights().names());
        if (end.bestIndex() == 1) assertThat(end.best().sameValues(end.averages())).isTrue();
        assertThat(Models.read(folder.resolve("average")).weights().sameValues(end.best().halved())).isTrue();
    }

    @Test
    void aLossThatIsNoNumberOnceCostsAStep() throws Exception {
        // Twelve steps of four patches are an epoch: this is in the second.
        SmallCases.train(plan("once", 3), settings -> settings.withLoss(noNumberAt(60, 60)), Progress.NONE);
        assertThat(Checkpoint.read(folder.resolve("once")).slowness()).isZero();
        assertThat(Models.read(folder.resolve("once")).weights().firstNotFinite()).isEmpty();
    }

    @Test
    void aGradientThatIsNoNumberOnceCostsAStep() throws Exception {
        var calls = new AtomicInteger();
        Loss loss = new DiceAndCrossEntropy();
        // The root of 0 is 0, its slope is not.
        Loss failing = (scores, truth) -> calls.incrementAndGet() == 60
                ? loss.of(scores, truth).add(scores.sub(scores).sqrt().sum()) : loss.of(scores, truth);
        SmallCases.train(plan("slope", 3), settings -> settings.withLoss(failing), Progress.NONE);
        Checkpoint end = Checkpoint.read(folder.resolve("slope"));
        assertThat(end.slowness()).isZero();
        assertThat(end.curve()).hasSize(3).allSatisfy(epoch -> assertThat(epoch.loss()).isFinite());
        assertThat(end.curve().getLast().loss()).isLessThan(end.curve().getFirst().loss());
    }

    @Test
    void aLossThatIsNoNumberStepAfterStepCostsAnEpochAndHalfTheRate() throws Exception {
        SmallCases.train(plan("row", 3), settings -> settings.withLoss(noNumberAt(57, 70)), Progress.NONE);
        assertThat(Checkpoint.read(folder.resolve("row")).slowness()).isOne();
        assertThat(Checkpoint.read(folder.resolve("row")).curve()).hasSize(3);
        assertThat(Models.read(folder.resolve("row")).weights().firstNotFinite()).isEmpty();
    }

    private static Loss noNumberAt(int first, int last) {
        var calls = new AtomicInteger();
        Loss loss = new DiceAndCrossEntropy();
        return (scores, truth) -> {
            int call = calls.incrementAndGet();
            return call >= first && call <= last ? loss.of(scores, truth).mul(Float.NaN) : loss.of(scores, truth);
        };
    }

    @Test
    void aLossThatIsNeverANumberEndsTheRunWithoutAModel() {
        Loss hopeless = (scores, _) -> scores.sum().mul(Float.NaN);
        assertThatThrownBy(() -> SmallCases.train(plan("never", 2), settings -> settings.withLoss(hopeless), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("no number any more in epoch 1").hasMessageContaining("an 8th of the learning rate");
        assertThat(folder.resolve("never/card.json")).doesNotExist();
    }

    @Test
    void supervisedDeeplyItLearnsResumesAndLeavesAPlainModel() throws Exception {
        UnaryOperator<TrainingSettings> deeper = settings -> settings.withRecipe(settings.recipe().withWidths(List.of(8, 8, 16)));
        TrainingMethod method = TrainingMethod.DEFAULT.withDeepSupervision(true);
        ModelCard card = SmallCases.train(plan("deep", 4).withMethod(method), deeper, Progress.NONE);
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.7);
        assertThat(Checkpoint.read(folder.resolve("deep")).weights().names()).anyMatch(name -> name.startsWith("supervised"));
        assertThat(Models.read(folder.resolve("deep")).weights().names()).noneMatch(name -> name.startsWith("supervised"));
        TrainingPlan stopped = plan("stopped", 4).withMethod(method);
        assertThatThrownBy(() -> SmallCases.train(stopped, deeper, stopAfter(40))).isInstanceOf(Progress.Cancelled.class);
        SmallCases.train(stopped.withResume(true), deeper, Progress.NONE);
        requireSameRun("stopped", "deep");
    }

    @Test
    void anotherSeedGivesOtherWeights() throws Exception {
        SmallCases.train(plan("one", 1), Progress.NONE);
        SmallCases.train(plan("other", 1).withSeed(2), Progress.NONE);
        assertThat(weights("one")).isNotEqualTo(weights("other"));
    }

    @Test
    void aCheckpointOfAnotherRunIsNotResumed() throws Exception {
        SmallCases.train(plan("run", 1), Progress.NONE);
        assertThatThrownBy(() -> SmallCases.train(plan("run", 2).withResume(true), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("belongs to another run");
    }

    @Test
    void aDamagedCheckpointIsSaid() throws Exception {
        SmallCases.train(plan("run", 1), Progress.NONE);
        Path file = folder.resolve("run").resolve(Checkpoint.FILE);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> SmallCases.train(plan("run", 1).withResume(true), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("damaged");
    }

    @Test
    void trainingGoesOnFromAModel() throws Exception {
        SmallCases.train(plan("first", 2), Progress.NONE);
        Model first = Models.read(folder.resolve("first"));
        ModelCard second = SmallCases.train(plan("second", 1).withStartFrom(first), Progress.NONE);
        assertThat(second.training().startedFrom()).isEqualTo("first " + first.card().sha256());
        assertThat(second.validation().meanDice().orElseThrow()).isGreaterThan(first.card().validation().meanDice().orElseThrow() - 0.1);
    }

    @Test
    void aModelOfOtherLabelsGivesItsNetworkButForTheLastLayer() throws Exception {
        SmallCases.train(plan("first", 1), Progress.NONE);
        Model first = Models.read(folder.resolve("first"));
        var three = new LabelTable(List.of(new LabelTable.Entry(1, "Bright", 0), new LabelTable.Entry(5, "Dark", 0), new LabelTable.Entry(6, "New", 0)));
        var cases = new ArrayList<>(SmallCases.set(5).cases());
        cases.add(withLabels("case-6", (x, y) -> x == 3 ? 6 : 0));
        var other = new TrainingSet("Other", "", "", "MR", three, cases);
        ModelCard second = SmallCases.train(TrainingPlan.of(other, folder.resolve("second")).withEpochs(1).withStartFrom(first), Progress.NONE);
        assertThat(second.classes().labels()).containsExactly(1, 5, 6);
        assertThat(second.training().startedFrom()).isEqualTo("first " + first.card().sha256() + ", its last layer drawn anew for other labels");

        Architecture architecture = Architectures.find("unet3d").orElseThrow();
        Weights begun = StartingPoint.weights(first, architecture, second.recipe(), architecture.build(second.recipe()), false, 1);
        Weights known = first.weights();
        List<String> anew = begun.tensors().stream().filter(tensor -> !known.get(tensor.name()).sameValues(tensor)).map(Tensor::name).toList();
        assertThat(anew).as("the last layer alone").isNotEmpty().allMatch(name -> begun.get(name).shape().getFirst() == 4);
        assertThat(begun.names()).isEqualTo(known.names());
    }

    @Test
    void theSameNumbersUnderOtherNamesAreOtherLabels() throws Exception {
        SmallCases.train(plan("first", 1), Progress.NONE);
        ModelCard card = Models.read(folder.resolve("first")).card();
        assertThat(StartingPoint.knows(card, SmallCases.TABLE)).isTrue();
        assertThat(StartingPoint.knows(card, LabelTable.EMPTY.covering(List.of(1, 5)))).as("names that nobody gave").isTrue();
        assertThat(StartingPoint.knows(card, new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0), new LabelTable.Entry(5, "Spleen", 0))))).isFalse();
        assertThat(StartingPoint.knows(card, new LabelTable(List.of(new LabelTable.Entry(1, "bright", 0), new LabelTable.Entry(5, "Spleen", 0))))).isTrue();
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

    @Test
    void everythingWrongWithTheDataIsSaidAtOnceAndNothingIsWritten() {
        TrainingCase.Content good = SmallCases.content(1);
        var elsewhere = Geometry.upright(16, 14, 13, 2, 1, 1);
        TrainingSet set = SmallCases.set(List.of(
                SmallCases.of("good", good),
                SmallCases.of("good", SmallCases.content(2)),
                SmallCases.of("copy", SmallCases.content(1)),
                withLabels("strange", (x, y) -> x == 2 ? 9 : 1),
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
        TrainingSet set = SmallCases.set(List.of(withLabels("a", (_, _) -> 1), withLabels("b", (x, _) -> x < 4 ? 1 : 0)));
        ModelCard card = SmallCases.train(TrainingPlan.of(set, folder.resolve("whole")).withEpochs(1), Progress.NONE);
        assertThat(card.classes().labels()).containsExactly(1);
        assertThat(Models.read(folder.resolve("whole")).weights().firstNotFinite()).isEmpty();
    }

    @Test
    void whatOccursInNoCaseIsNotLearntAndACaseWithoutLabelsIsAnExampleToo() throws Exception {
        TrainingSet set = SmallCases.set(List.of(withLabels("a", (x, y) -> x == 2 ? 1 : 0), withLabels("b", (x, y) -> 0)));
        ModelCard card = SmallCases.train(TrainingPlan.of(set, folder.resolve("one")).withEpochs(1), Progress.NONE);
        assertThat(card.classes().labels()).containsExactly(1);
    }

    @Test
    void casesWithoutAnyLabelAreSaid() {
        TrainingSet set = SmallCases.set(List.of(withLabels("a", (x, y) -> 0), withLabels("b", (x, y) -> 0)));
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

    @Test
    void validationCasesThatAreNotInTheDataAreSaid() {
        assertThatThrownBy(() -> SmallCases.train(plan("bad", 1).withValidation(List.of("case-2", "case-77")), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("[case-77]");
    }

    @Test
    void chosenValidationCasesAreNotLearntFrom() throws Exception {
        ModelCard card = SmallCases.train(plan("chosen", 1).withValidation(List.of("case-2")), Progress.NONE);
        assertThat(card.data().validationCases()).containsExactly("case-2");
        assertThat(card.data().trainingCases()).containsExactly("case-1", "case-3", "case-4", "case-5");
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
    void aStepThatDoesNotFitIntoMemoryIsSaidAndTheCheckpointStands() throws Exception {
        var calls = new AtomicInteger();
        Loss loss = new DiceAndCrossEntropy();
        Loss full = (scores, truth) -> {
            if (calls.incrementAndGet() >= 60) throw new EngineException("[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes");
            return loss.of(scores, truth);
        };
        assertThatThrownBy(() -> SmallCases.train(plan("full", 3), settings -> settings.withLoss(full), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("does not fit into the memory");
        assertThat(Checkpoint.read(folder.resolve("full")).epochs()).isOne();
        assertThat(folder.resolve("full/card.json")).doesNotExist();
    }

    @Test
    void anUnknownArchitectureIsSaidWithThoseThatAreKnown() {
        assertThatThrownBy(() -> SmallCases.train(plan("bad", 1).withArchitecture("unet7d"), Progress.NONE))
                .isInstanceOf(ModelException.class).hasMessageContaining("unet7d").hasMessageContaining("unet3d");
    }

    @Test
    void slicesAreEnoughForTheTwoDimensionalNetwork() throws Exception {
        ModelCard card = SmallCases.train(plan("flat", 4).withArchitecture("unet2d"), Progress.NONE);
        assertThat(card.patch().z()).isOne();
        assertThat(card.validation().meanDice().orElseThrow()).isGreaterThan(0.3);
    }

    private TrainingPlan plan(String name, int epochs) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(epochs);
    }

    /// Course and end of both were the same; where they part is said first.
    private void requireSameRun(String one, String other) throws Exception {
        assertThat(course(one)).isEqualTo(course(other));
        assertThat(Arrays.equals(weights(one), weights(other))).as("the same weights").isTrue();
    }

    /// Loss and Dice after each epoch.
    private List<List<Double>> course(String name) throws ModelException {
        return Checkpoint.read(folder.resolve(name)).curve().stream().map(epoch -> List.of(epoch.loss(), epoch.dice())).toList();
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("weights.safetensors"));
    }

    private static Progress stopAfter(int reports) {
        var left = new AtomicInteger(reports);
        return (_, _) -> {
            if (left.decrementAndGet() < 0) throw new Progress.Cancelled();
        };
    }

    private interface Marks {
        int at(int x, int y);
    }

    private interface Levels {
        float at(int index);
    }

    private static TrainingCase withLabels(String id, Marks marks) {
        TrainingCase.Content content = SmallCases.content(id.hashCode());
        Geometry geometry = content.volume().geometry();
        short[][] slices = new short[geometry.size().z()][geometry.size().sliceVoxels()];
        for (int i = 0; i < slices[0].length; i++) slices[0][i] = (short) marks.at(i % geometry.size().x(), i / geometry.size().x());
        return SmallCases.of(id, new TrainingCase.Content(content.volume(), Labels.adopting(geometry, slices)));
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
