package org.maskwright.learn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ArrayMemoryTest {
    @Test
    void whatJavaWritesTheEngineReads() {
        try (NDManager scope = Torch.engine().newScope()) {
            NDArray array = ArrayMemory.write(scope, new Shape(2, 3), values -> values.put(new float[] {1, 2, 3, 4, 5, 6}));
            assertThat(array.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(array.sum().getFloat()).isEqualTo(21);
        }
    }

    @Test
    void whatTheEngineComputesJavaReadsInTheOrderOfTheAxes() {
        try (NDManager scope = Torch.engine().newScope()) {
            NDArray turned = scope.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)).transpose();
            FloatBuffer found = ArrayMemory.floats(turned);
            float[] values = new float[found.remaining()];
            found.get(values);
            assertThat(values).containsExactly(1, 4, 2, 5, 3, 6);
            ByteBuffer bytes = ArrayMemory.bytes(turned.toType(DataType.UINT8, true));
            assertThat(new byte[] {bytes.get(0), bytes.get(1)}).containsExactly(1, 4);
        }
    }

    @Test
    void anotherTypeThanWasAskedForIsRefused() {
        try (NDManager scope = Torch.engine().newScope()) {
            NDArray array = scope.ones(new Shape(2), DataType.INT64);
            assertThatIllegalArgumentException().isThrownBy(() -> ArrayMemory.floats(array)).withMessageContaining("float32");
        }
    }
}
