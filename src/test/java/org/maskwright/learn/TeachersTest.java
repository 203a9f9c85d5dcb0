package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;

class TeachersTest {
    @TempDir static Path folder;
    private static Model one, two;

    @BeforeAll
    static void train() throws Exception {
        SmallCases.train(TrainingPlan.of(SmallCases.set(3), folder.resolve("one")).withEpochs(1), Progress.NONE);
        SmallCases.train(TrainingPlan.of(SmallCases.set(3), folder.resolve("two")).withEpochs(1).withSeed(2), Progress.NONE);
        one = Models.read(folder.resolve("one"));
        two = Models.read(folder.resolve("two"));
    }

    @Test
    void halfOfTheTruthIsTheLabelAndHalfTheMeanOpinion() throws Exception {
        Torch torch = Torch.engine();
        try (NDManager scope = torch.newScope(); var teachers = new Teachers(torch, List.of(one, two), Precision.FLOAT32, true); var none = new Teachers(torch, List.of(), Precision.FLOAT32, true)) {
            NDArray image = scope.randomNormal(new Shape(1, 1, 8, 8, 8));
            NDArray truth = scope.zeros(new Shape(1, 3, 8, 8, 8));
            truth.set(new NDIndex("0, 1"), 1);
            truth.set(new NDIndex("0, :, 0"), 0); // the first slice counts as nothing
            float[] taught = teachers.beside(image, truth).toFloatArray();
            float[] first = opinion(torch, one, image), second = opinion(torch, two, image);
            int voxels = 8 * 8 * 8;
            for (int i = 0; i < taught.length; i++) {
                boolean counts = i % voxels >= 64;
                double label = counts && i / voxels == 1 ? 1 : 0;
                double expected = counts ? 0.5 * label + 0.25 * (first[i] + second[i]) : 0;
                assertThat((double) taught[i]).isCloseTo(expected, within(1e-4));
            }
            assertThat(none.beside(image, truth)).as("labels alone").isSameAs(truth);
        }
    }

    private static float[] opinion(Torch torch, Model model, NDArray image) throws ModelException {
        BatchNormFolding folded = BatchNormFolding.of(ModelFolder.graph(model.card()), model.weights());
        try (TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.write(folded.graph(), folded.weights(), new ScriptWriter.Form(false, Precision.FLOAT32, true, true)), 5, 1)) {
            return network.forward(image, false).softmax(1).toFloatArray();
        }
    }

    /// Stopped between, it ends with the very weights, and without its teachers with others.
    @Test
    void aTaughtRunGoesOnWhereItWasStoppedAndItsCardNamesTheTeachers() throws Exception {
        TrainingPlan plan = TrainingPlan.of(SmallCases.set(3), folder.resolve("taught")).withStartFrom(one).withTeachers(List.of(one, two)).withEpochs(2);
        ModelCard card = SmallCases.train(plan, Progress.NONE);
        assertThat(card.training().reasons()).contains("Truth: half of it the labels, half what one " + one.card().sha256() + " and two " + two.card().sha256() + " find likely together.");
        TrainingPlan again = TrainingPlan.of(SmallCases.set(3), folder.resolve("again")).withStartFrom(one).withTeachers(List.of(one, two)).withEpochs(2).withResume(true);
        Progress stop = (_, what) -> {
            if (what.startsWith("epoch 2 of 2, step 3")) throw new Progress.Cancelled();
        };
        assertThatThrownBy(() -> SmallCases.train(again, stop)).isInstanceOf(Progress.Cancelled.class);
        assertThatThrownBy(() -> SmallCases.train(again.withTeachers(List.of(two)), Progress.NONE)).as("other teachers make another run").isInstanceOf(ModelException.class).hasMessageContaining("belongs to another run");
        assertThat(SmallCases.train(again, Progress.NONE).sha256()).isEqualTo(card.sha256());
        ModelCard alone = SmallCases.train(TrainingPlan.of(SmallCases.set(3), folder.resolve("alone")).withStartFrom(one).withEpochs(2), Progress.NONE);
        assertThat(alone.sha256()).isNotEqualTo(card.sha256());
    }

    @Test
    void whoSeesScansOtherwiseOrKnowsOtherLabelsCannotTeach() throws Exception {
        TrainingPlan plan = TrainingPlan.of(SmallCases.set(3), folder.resolve("no")).withEpochs(1);
        Model coarse = UntrainedModels.write(folder.resolve("coarse"), 1, 2, SmallCases.TABLE);
        assertThatThrownBy(() -> SmallCases.train(plan.withTeachers(List.of(one, coarse)), Progress.NONE)).isInstanceOf(ModelException.class)
                .hasMessageContaining("model 'coarse' cannot teach: it sees scans otherwise");
        var liver = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xff0000)));
        Model liverOnly = UntrainedModels.write(folder.resolve("liver-only"), 1, 1, liver);
        assertThatThrownBy(() -> SmallCases.train(plan.withTeachers(List.of(liverOnly)), Progress.NONE)).isInstanceOf(ModelException.class)
                .hasMessageContaining("model 'liver-only' cannot teach: it knows the labels [1], the data has [1, 5]");
        assertThat(folder.resolve("no")).doesNotExist();
    }
}
