package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;

class StartingPointTest {
    @TempDir Path folder;

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
        cases.add(SmallCases.withLabels("case-6", (x, y) -> x == 3 ? 6 : 0));
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

    private TrainingPlan plan(String name, int epochs) {
        return TrainingPlan.of(SmallCases.set(5), folder.resolve(name)).withEpochs(epochs);
    }
}
