package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.graph.DeepSupervision;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.optimise.Adam;
import org.maskwright.learn.optimise.RunningAverage;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;

class LearnerTest {
    @Test
    void aStepLeavesNothingBehindInTheEngine() {
        Torch torch = Torch.engine();
        Graph graph = new UNet3d().build(new UNet3d().defaultRecipe(1, 2).withWidths(List.of(2, 4, 4)));
        DeepSupervision supervised = DeepSupervision.of(graph);
        Weights start = Parameters.initial(supervised.graph(), 1);
        try (var learner = new Learner(torch, supervised, start, new ScriptWriter.Form(true, Precision.FLOAT32, true, true));
             var adam = new Adam(torch, 0.01); var average = new RunningAverage(torch, start); NDManager scope = torch.newScope()) {
            NDManager own = learner.learnt().values().iterator().next().getManager();
            NDManager everyone = own.getParentManager();
            int kept = own.getManagedArrays().size();
            int keptByAll = 0;
            for (int step = 0; step < 3; step++) {
                try (NDManager ofStep = torch.newScope()) {
                    NDArray image = ofStep.ones(new Shape(1, 1, 8, 8, 8));
                    NDArray truth = ofStep.ones(new Shape(1, 2, 8, 8, 8), DataType.FLOAT32);
                    Learner.Lesson lesson = learner.study(new Batches.Batch(image, truth), new DiceAndCrossEntropy(), scope);
                    assertThat(scope.getManagedArrays()).hasSize(learner.learnt().size());
                    adam.step(learner.learnt(), lesson.gradients(), 1e-3);
                    average.follow(learner.all(), step);
                    lesson.gradients().values().forEach(NDArray::close);
                }
                assertThat(scope.getManagedArrays()).isEmpty();
                assertThat(own.getManagedArrays()).hasSize(kept);
                // The optimiser begins to remember at the first step.
                if (step == 0) keptByAll = everyone.getManagedArrays().size();
                assertThat(everyone.getManagedArrays()).hasSize(keptByAll);
            }
        }
    }
}
