package org.maskwright.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/// Turns our tensors into those that a network wants, and its output into what ours give: one score a class and voxel, before softmax.
public interface Interpreter {
    /// Between us and our own networks there is nothing to turn.
    Interpreter NONE = new Interpreter() {
        @Override
        public NDArray toTheirs(NDArray ours) {
            return ours;
        }

        @Override
        public NDArray toOurs(NDList theirs, NDArray given) {
            return theirs.singletonOrThrow();
        }
    };

    NDArray toTheirs(NDArray ours);

    /// @param given what the network was given
    /// @throws ai.djl.engine.EngineException if its output is not what was expected
    NDArray toOurs(NDList theirs, NDArray given);
}
