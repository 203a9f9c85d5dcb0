package org.maskwright.learn.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A network in the engine's memory: runs forward, and lends its parameters to a training loop.
///
/// Not for several threads at once.
public final class TorchNetwork implements AutoCloseable {
    private final NDManager scope;
    private final PtSymbolBlock block;
    private final int rank;
    private final int channels;
    private final Interpreter interpreter;
    private final Map<String, NDArray> parameters;
    private boolean training;

    private TorchNetwork(NDManager scope, PtSymbolBlock block, int rank, int channels, Interpreter interpreter) {
        this.interpreter = interpreter;
        this.scope = scope;
        this.block = block;
        this.rank = rank;
        this.channels = channels;
        this.parameters = new LinkedHashMap<>();
        for (NDArray parameter : JniUtils.moduleGetParams(block, (PtNDManager) scope)) parameters.put(parameter.getName(), parameter);
        // A fresh module believes that it trains; say so explicitly, lest batch statistics stay frozen.
        JniUtils.enableInferenceMode(block);
    }

    /// Brings `script` into the engine.
    ///
    /// @param rank number of axes of the input: 4 for `[batch, channel, y, x]`, 5 for `[batch, channel, z, y, x]`
    /// @param channels number of channels of the input
    public static TorchNetwork load(Torch torch, Script script, int rank, int channels) {
        NDManager scope = torch.newScope();
        try {
            var archive = new ByteArrayOutputStream();
            script.write(archive);
            return load(scope, archive.toByteArray(), rank, channels, Interpreter.NONE);
        } catch (IOException e) {
            scope.close();
            throw new UncheckedIOException(e);
        }
    }

    /// Brings a program from elsewhere into the engine, which runs on loading what the program wants run then.
    ///
    /// @throws EngineException if the engine cannot make anything of it
    public static TorchNetwork load(Torch torch, byte[] program, int rank, int channels, Interpreter interpreter) {
        NDManager scope = torch.newScope();
        try {
            return load(scope, program, rank, channels, interpreter);
        } catch (IOException e) {
            scope.close();
            throw new UncheckedIOException(e);
        } catch (EngineException e) {
            scope.close();
            throw e;
        }
    }

    private static TorchNetwork load(NDManager scope, byte[] archive, int rank, int channels, Interpreter interpreter) throws IOException {
        var block = JniUtils.loadModule((PtNDManager) scope, new ByteArrayInputStream(archive), true, false);
        return new TorchNetwork(scope, block, rank, channels, interpreter);
    }

    /// Runs the network; with `training`, batch statistics move and dropout drops.
    ///
    /// @param input 32-bit floats `[batch, channel, (z,) y, x]`
    /// @return belongs to the scope of `input`
    /// @throws IllegalArgumentException if type or shape do not fit: the engine itself would end the process
    public NDArray forward(NDArray input, boolean training) {
        NDArray theirs = interpreter.toTheirs(input);
        return interpreter.toOurs(outputs(theirs, training), theirs);
    }

    private NDList outputs(NDArray input, boolean training) {
        Shape shape = input.getShape();
        if (input.getDataType() != DataType.FLOAT32 || shape.dimension() != rank || shape.get(1) != channels || shape.size() == 0) {
            throw new IllegalArgumentException("the network takes FLOAT32 with " + rank + " axes and " + channels + " channels, got "
                    + input.getDataType() + " " + shape);
        }
        if (this.training != training) {
            this.training = training;
            if (training) JniUtils.enableTrainingMode(block);
            else JniUtils.enableInferenceMode(block);
        }
        return IValueUtils.forward(block, new NDList(input), training);
    }

    /// Runs the network in training, and adds the gradient of its loss to what [#takeGradients] will take. Networks may do this at
    /// the same time, each on a thread of its own.
    ///
    /// @param loss of the network's outputs: one number
    /// @return the loss; where it is no finite number, no gradient was added
    public double backward(NDArray input, Function<List<NDArray>, NDArray> loss) {
        // The engine's own collector of gradients allows one at a time in the whole process; what it does is this.
        JniUtils.setGradMode(true);
        try {
            NDArray value = loss.apply(outputs(input, true));
            double number = value.getFloat();
            if (Double.isFinite(number)) JniUtils.backward((PtNDArray) value, (PtNDArray) value.onesLike(), false, false);
            return number;
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /// The gradients that have gathered in `learnt`, by the same names, each replaced by zeros.
    ///
    /// @param owner of the result
    public static Map<String, NDArray> takeGradients(Map<String, NDArray> learnt, NDManager owner) {
        var gradients = new LinkedHashMap<String, NDArray>();
        learnt.forEach((name, parameter) -> {
            try (NDArray gathered = parameter.getGradient()) {
                NDArray gradient = gathered.duplicate();
                gradient.attach(owner);
                gradients.put(name, gradient);
                JniUtils.zeroGrad((PtNDArray) parameter);
            }
        });
        return gradients;
    }

    /// The live tensor that `like` describes, from now on collecting gradients; changing it changes the network.
    public NDArray learn(Tensor like) {
        NDArray array = parameter(like);
        array.setRequiresGradient(true);
        return array;
    }

    /// The live tensor that `like` describes; changing it changes the network.
    public NDArray live(Tensor like) {
        return parameter(like);
    }

    /// A copy of the live values under the names and shapes of `like`.
    public Weights weights(Weights like) {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor tensor : like.tensors()) {
            // Flattening puts channels-last kernels back into the order of their axes.
            try (NDArray flat = parameter(tensor).flatten()) {
                tensors.add(Tensor.of(tensor.name(), tensor.shape(), flat.toFloatArray()));
            }
        }
        return Weights.of(tensors);
    }

    private NDArray parameter(Tensor tensor) {
        NDArray array = parameters.get(Script.identifier(tensor.name()));
        long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
        if (array == null || !Arrays.equals(array.getShape().getShape(), shape)) {
            throw new IllegalArgumentException("the network has no tensor " + tensor + (array == null ? "" : ", but " + array.getShape()));
        }
        return array;
    }

    @Override
    public void close() {
        block.close();
        scope.close();
    }
}
