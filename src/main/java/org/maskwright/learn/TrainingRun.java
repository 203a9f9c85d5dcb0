package org.maskwright.learn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.loss.Loss;
import org.maskwright.learn.optimise.GradientClipping;
import org.maskwright.learn.optimise.Optimiser;
import org.maskwright.learn.optimise.Schedule;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The epochs of one training run, from a start or a checkpoint to the end.
final class TrainingRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final Loss LOSS = new DiceAndCrossEntropy();
    private static final Schedule SCHEDULE = Schedule.COSINE;
    /// A run ends early when so many epochs, or a third of all if that is more, brought nothing new.
    private static final int PATIENCE_EPOCHS = 30;

    private final TrainingPlan plan;
    private final TrainingSettings settings;
    private final Graph graph;
    private final String name;
    private final List<Sample> validation;
    private final Batches batches;
    private final Torch torch;
    private final TorchNetwork network;
    private final Optimiser optimiser;
    private final Map<String, NDArray> learnt = new LinkedHashMap<>();
    private Checkpoint state;

    /// @param name of the run, for its checkpoints
    /// @param start to go on from; its curve is empty at the very beginning
    TrainingRun(TrainingPlan plan, TrainingSettings settings, Graph graph, String name, List<Sample> training, List<Sample> validation, Checkpoint start) {
        this.plan = plan;
        this.settings = settings;
        this.graph = graph;
        this.name = name;
        this.validation = validation;
        this.state = start;
        this.torch = Torch.engine();
        this.batches = new Batches(training, settings, graph.dimensions(), plan.seed());
        var form = new ScriptWriter.Form(true, precision(torch, settings.patch(), graph), torch.onCpu());
        this.network = TorchNetwork.load(torch, ScriptWriter.write(graph, start.weights(), form), graph.dimensions() + 2, graph.inputChannels());
        this.optimiser = settings.optimiser().make(torch);
        if (start.epochs() > 0) optimiser.restore(start.optimiser());
        for (Tensor tensor : start.weights().tensors()) {
            if (Parameters.isLearnt(tensor.name())) learnt.put(tensor.name(), network.learn(tensor));
        }
    }

    /// Sixteen bits where the processor multiplies them natively: a step of the 3-D U-Net (2 × 40 × 56 × 40 voxels, 2 cores)
    /// takes 153 ms instead of 215, a look 48 ms instead of 76.
    ///
    /// Not for patches that shrink to two voxels along an axis: the gradient of a 16-bit kernel of 3 over a side of 2 comes
    /// out of the engine (PyTorch 2.7 on a CPU) with numbers from unwritten memory in it. From 3 on it is right, and the same each time.
    static Precision precision(Torch torch, Size patch, Graph graph) {
        boolean roomy = true;
        for (int axis = 0; axis < graph.dimensions(); axis++) roomy &= patch.along(axis) >= 3 * graph.stride();
        return roomy && torch.onCpu() && torch.hasFastBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
    }

    /// Runs all epochs that are left, with a checkpoint after each.
    ///
    /// @throws ModelException if the loss is no longer a number; the last checkpoint stands
    Checkpoint toEnd(Progress progress) throws ModelException, IOException {
        while (state.epochs() < plan.epochs() && !isOutOfTime() && !hasStalled()) {
            int epoch = state.epochs();
            Progress part = progress.part((double) epoch / plan.epochs(), (epoch + 1.0) / plan.epochs());
            state = after(epoch, part);
            state.write(plan.out());
            LearningCurves.write(plan.out(), plan.title(), state.curve());
        }
        return state;
    }

    private boolean isOutOfTime() {
        return plan.minutes() > 0 && state.epochs() > 0 && state.elapsedMinutes() >= plan.minutes();
    }

    private boolean hasStalled() {
        if (validation.isEmpty() || state.epochs() == 0) return false;
        return state.epochs() - 1 - state.bestIndex() >= Math.max(PATIENCE_EPOCHS, plan.epochs() / 3);
    }

    private Checkpoint after(int epoch, Progress progress) throws ModelException {
        long begin = System.nanoTime();
        double lossSum = 0;
        double rate = 0;
        int steps = settings.stepsPerEpoch();
        String label = "epoch " + (epoch + 1) + " of " + plan.epochs();
        Optional<Checkpoint.Epoch> last = state.curve().isEmpty() ? Optional.empty() : Optional.of(state.curve().getLast());
        String before = last.map(one -> Double.isNaN(one.dice()) ? "" : String.format(Locale.ROOT, ", Dice %.3f", one.dice())).orElse("");
        for (int step = 0; step < steps; step++) {
            String loss = step == 0 ? "" : String.format(Locale.ROOT, ", loss %.3f", lossSum / step);
            progress.at(0.95 * step / steps, label + ", step " + (step + 1) + " of " + steps + loss + before);
            rate = settings.learningRate() * SCHEDULE.factor(done(epoch, step, begin));
            double value = step(epoch, step, rate);
            if (!Double.isFinite(value)) {
                throw new ModelException("the loss is no number any more at " + label + ", step " + (step + 1)
                        + ". No model was written. Look for scans with mad values among the training cases, or train with another seed.");
            }
            lossSum += value;
        }
        double dice = validate(progress.part(0.95, 1), label);
        double seconds = (System.nanoTime() - begin) / 1e9;
        var curve = new ArrayList<>(state.curve());
        curve.add(new Checkpoint.Epoch(lossSum / steps, dice, rate, seconds));
        Weights weights = network.weights(state.weights());
        Weights best = Checkpoint.bestIndex(curve) == curve.size() - 1 ? weights : state.best();
        LOG.info("{}: loss {}, validation Dice {}, {} s", label, String.format(Locale.ROOT, "%.4f", lossSum / steps),
                String.format(Locale.ROOT, "%.4f", dice), Math.round(seconds));
        return new Checkpoint(name, epoch + 1, state.elapsedMinutes() + seconds / 60, weights, optimiser.state(), best, curve);
    }

    /// The share of the run that lies behind: by epochs, or by the clock where that is further.
    private double done(int epoch, int step, long begin) {
        double byEpochs = (epoch + (double) step / settings.stepsPerEpoch()) / plan.epochs();
        if (plan.minutes() == 0) return byEpochs;
        double minutes = state.elapsedMinutes() + (System.nanoTime() - begin) / 60e9;
        return Math.min(1, Math.max(byEpochs, minutes / plan.minutes()));
    }

    /// One batch forward, backward, and one move of the parameters.
    private double step(int epoch, int step, double rate) {
        torch.seed(Batches.mix(Batches.mix(plan.seed(), epoch), step));
        try (NDManager scope = torch.newScope()) {
            Batches.Batch batch = batches.make(epoch, step, scope);
            double value;
            try (var gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray loss = LOSS.of(network.forward(batch.image(), true), batch.truth());
                value = loss.getFloat();
                gradients.backward(loss);
            }
            if (!Double.isFinite(value)) return value;
            var gradients = new LinkedHashMap<String, NDArray>();
            learnt.forEach((key, parameter) -> {
                NDArray gradient = parameter.getGradient();
                gradient.attach(scope);
                gradients.put(key, gradient);
            });
            double length = new GradientClipping(settings.gradientNorm()).apply(gradients.values());
            if (!Double.isFinite(length)) return Double.NaN;
            optimiser.step(learnt, gradients, rate);
            gradients.values().forEach(gradient -> gradient.subi(gradient));
            return value;
        }
    }

    /// Mean Dice over the validation cases on the network's grid; NaN without any.
    private double validate(Progress progress, String label) {
        var predictor = new Predictor(torch, network, graph.dimensions(), graph.stride(), graph.outputChannels());
        var overlap = new ClassOverlap(graph.outputChannels());
        Size patch = settings.patch();
        for (int i = 0; i < validation.size(); i++) {
            progress.at((double) i / validation.size(), label + ", validating case " + (i + 1) + " of " + validation.size());
            Sample sample = validation.get(i);
            overlap.add(Predictor.likeliest(predictor.probabilities(sample.image(), patch, List.of(), Progress.NONE)), sample.classes());
        }
        return overlap.mean();
    }

    @Override
    public void close() {
        optimiser.close();
        network.close();
    }
}
