package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Layer;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.optimise.Adam;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// What every network in the catalogue must be able to do.
class ArchitectureContractTest {
    private static final ScriptWriter.Form PLAIN = new ScriptWriter.Form(true, Precision.FLOAT32, false);
    private static final int CLASSES = 3;

    private final Torch torch = Torch.engine();

    static Stream<Named> networks() {
        return Architectures.all().stream().flatMap(architecture -> {
            Recipe slim = architecture.defaultRecipe(1, CLASSES).withWidths(List.of(8, 16, 16));
            if (!architecture.id().startsWith("unet")) return Stream.of(new Named(architecture, slim)); // the norms are the same layers everywhere
            return Stream.of(
                    new Named(architecture, slim.withNormalisation(Normalisation.BATCH)),
                    new Named(architecture, slim.withNormalisation(Normalisation.INSTANCE)),
                    new Named(architecture, slim.withNormalisation(Normalisation.GROUP).withResidual(true)));
        });
    }

    record Named(Architecture architecture, Recipe recipe) {
        Graph graph() {
            return architecture.build(recipe);
        }

        @Override
        public String toString() {
            return architecture.id() + " " + recipe.normalisation() + (recipe.residual() ? " residual" : "");
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void itOverfitsTwoImages(Named named) {
        Graph graph = named.graph();
        Map<String, NDArray> learnt = new LinkedHashMap<>();
        Weights initial = Parameters.initial(graph, 1);
        try (TorchNetwork network = load(graph, initial, PLAIN); NDManager scope = torch.newScope(); var adam = new Adam(torch, 0)) {
            initial.tensors().stream().filter(tensor -> Parameters.isLearnt(tensor.name())).forEach(tensor -> learnt.put(tensor.name(), network.learn(tensor)));
            NDArray image = image(graph, scope);
            NDArray truth = truth(image);
            for (int step = 0; step < 80; step++) step(network, adam, learnt, image, truth);
            NDArray found = network.forward(image, true).argMax(1);
            double agreement = found.eq(truth.argMax(1)).toType(ai.djl.ndarray.types.DataType.FLOAT32, false).mean().getFloat();
            assertThat(agreement).isGreaterThan(0.98);
        }
    }

    private void step(TorchNetwork network, Adam adam, Map<String, NDArray> learnt, NDArray image, NDArray truth) {
        try (NDManager step = torch.newScope()) {
            NDArray x = image.duplicate();
            x.attach(step);
            try (var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                collector.backward(new DiceAndCrossEntropy().of(network.forward(x, true), truth));
            }
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            learnt.forEach((name, parameter) -> gradients.put(name, parameter.getGradient()));
            adam.step(learnt, gradients, 0.02);
            gradients.values().forEach(gradient -> gradient.subi(gradient));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void savedAndReadAgainItSaysTheSame(Named named) throws Exception {
        Graph graph = named.graph();
        Weights weights = shaken(graph);
        var file = new ByteArrayOutputStream();
        Safetensors.write(weights, Map.of(), file);
        Weights read = Safetensors.read(file.toByteArray());
        Parameters.requireFit(graph, read);
        assertThat(output(graph, read, PLAIN)).containsExactly(output(graph, weights, PLAIN));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theEngineGivesBackTheWeightsThatItWasGiven(Named named) {
        Weights weights = shaken(named.graph());
        for (boolean channelsLast : new boolean[] {false, true}) {
            try (TorchNetwork network = load(named.graph(), weights, new ScriptWriter.Form(true, Precision.FLOAT32, channelsLast))) {
                assertThat(network.weights(weights).sameValues(weights)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theInferenceFormSaysWhatTheTrainedNetworkSays(Named named) {
        Graph graph = named.graph();
        Weights weights = shaken(graph);
        float[] expected = output(graph, weights, PLAIN);
        BatchNormFolding folded = BatchNormFolding.of(graph, weights);
        assertThat(distance(expected, output(folded.graph(), folded.weights(), new ScriptWriter.Form(false, Precision.FLOAT32, true)))).isLessThan(1e-3);
        assertThat(distance(expected, output(folded.graph(), folded.weights(), new ScriptWriter.Form(false, Precision.BFLOAT16, true))))
                .as("sixteen bits").isLessThan(graph.nodes().stream().anyMatch(node -> node.layer() instanceof Layer.Unpool) ? 0.5 : 0.1); // a rounded tie moves a maximum
        assertThat(distance(expected, oneByOne(folded.graph(), folded.weights()))).as("one by one").isLessThan(1e-3);
        boolean normed = folded.weights().names().stream().anyMatch(name -> name.endsWith("running_mean"));
        assertThat(normed).as("a norm was left unfolded").isFalse();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oddSizesArePaddedAndCroppedBack(Named named) {
        Graph graph = named.graph();
        Size odd = new Size(21, 17, 11);
        var random = new SplittableRandom(3);
        float[] values = new float[Math.toIntExact(odd.voxels())];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        try (TorchNetwork network = load(graph, shaken(graph), PLAIN)) {
            var predictor = new Predictor(torch, network, graph.dimensions(), graph.stride(), CLASSES);
            float[][] probabilities = predictor.probabilities(new Block(odd, values), odd, List.of(0), Progress.NONE);
            assertThat(probabilities).hasDimensions(CLASSES, values.length);
            for (int i = 0; i < values.length; i++) {
                assertThat(probabilities[0][i] + probabilities[1][i] + probabilities[2][i]).isCloseTo(1, within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void itsParametersAreThoseOfItsWeights(Named named) {
        long learnt = Parameters.initial(named.graph(), 0).tensors().stream().filter(tensor -> Parameters.isLearnt(tensor.name())).mapToLong(Tensor::count).sum();
        assertThat(Parameters.count(named.graph())).isEqualTo(learnt);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void weightsOfAnotherNetworkAreRefused(Named named) {
        Graph other = named.architecture().build(named.recipe().withWidths(List.of(8, 16)));
        Weights weights = Parameters.initial(other, 0);
        assertThatThrownBy(() -> Parameters.requireFit(named.graph(), weights)).isInstanceOf(IllegalArgumentException.class);
    }

    private TorchNetwork load(Graph graph, Weights weights, ScriptWriter.Form form) {
        return TorchNetwork.load(torch, ScriptWriter.write(graph, weights, form), graph.dimensions() + 2, graph.inputChannels());
    }

    private float[] output(Graph graph, Weights weights, ScriptWriter.Form form) {
        try (TorchNetwork network = load(graph, weights, form); NDManager scope = torch.newScope()) {
            return network.forward(image(graph, scope), false).toFloatArray();
        }
    }

    /// The batch cut into single images.
    private float[] oneByOne(Graph graph, Weights weights) {
        var form = new ScriptWriter.Form(false, Precision.FLOAT32, true, true);
        try (TorchNetwork network = load(graph, weights, form); NDManager scope = torch.newScope()) {
            NDArray both = image(graph, scope);
            var all = new NDList();
            for (int i = 0; i < both.getShape().get(0); i++) all.add(network.forward(both.get(i + ":" + (i + 1)), false));
            return NDArrays.concat(all).toFloatArray();
        }
    }

    /// Weights as after training: nothing is 0 or 1 any more, running statistics among them.
    private static Weights shaken(Graph graph) {
        var random = new SplittableRandom(5);
        return Weights.of(Parameters.initial(graph, 2).tensors().stream().map(tensor -> {
            float[] values = tensor.toArray();
            for (int i = 0; i < values.length; i++) values[i] = (float) (values[i] * (0.8 + 0.4 * random.nextDouble()) + (tensor.shape().size() == 1 ? 0.1 * random.nextDouble() : 0));
            return Tensor.of(tensor.name(), tensor.shape(), values);
        }).toList());
    }

    /// Two images: a bright half to the left, and one to the right, with noise.
    private static NDArray image(Graph graph, NDManager scope) {
        int side = 2 * graph.stride();
        Shape shape = graph.dimensions() == 2 ? new Shape(2, 1, side, side) : new Shape(2, 1, side, side, side);
        float[] values = new float[Math.toIntExact(shape.size())];
        var random = new SplittableRandom(4);
        int half = values.length / 2;
        for (int i = 0; i < values.length; i++) {
            boolean left = i % side < side / 2;
            values[i] = (left == i < half ? 1 : -1) + (float) (0.3 * random.nextGaussian());
        }
        return scope.create(values, shape);
    }

    /// Class 2 where bright, 1 in the first rows, else 0.
    private static NDArray truth(NDArray image) {
        float[] grey = image.toFloatArray();
        long[] shape = image.getShape().getShape().clone();
        shape[1] = CLASSES;
        int side = (int) shape[shape.length - 1];
        int voxels = grey.length / 2;
        float[] truth = new float[grey.length * CLASSES];
        for (int i = 0; i < grey.length; i++) {
            int within = i % voxels;
            boolean bright = i % side < side / 2 == i < voxels;
            int c = bright ? 2 : within / side % side < side / 4 ? 1 : 0;
            truth[(i / voxels * CLASSES + c) * voxels + within] = 1;
        }
        return image.getManager().create(truth, new Shape(shape));
    }

    private static double distance(float[] a, float[] b) {
        double most = 0;
        double scale = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
            scale = Math.max(scale, Math.abs(a[i]));
        }
        return most / scale;
    }
}
