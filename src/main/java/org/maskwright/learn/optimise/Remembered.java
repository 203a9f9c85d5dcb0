package org.maskwright.learn.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.LongStream;
import org.maskwright.learn.torch.Tensor;

/// An optimiser's memory between the engine's arrays and the tensors of a checkpoint.
final class Remembered {
    private Remembered() {}

    static Tensor tensor(String name, NDArray array) {
        return Tensor.of(name, LongStream.of(array.getShape().getShape()).mapToObj(Math::toIntExact).toList(), array.toFloatArray());
    }

    static NDArray array(NDManager scope, Tensor tensor) {
        return scope.create(tensor.toArray(), new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray()));
    }
}
