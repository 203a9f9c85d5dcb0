package org.maskwright.learn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void theArchiveHoldsEachTensorAtAMultipleOfSixtyFourBytes() throws IOException {
        byte[] archive = bytes(scaling(3));
        int at = 0;
        int entries = 0;
        ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        while (zip.getInt(at) == 0x04034b50) {
            int content = at + 30 + zip.getShort(at + 26) + zip.getShort(at + 28);
            assertThat(content % 64).isZero();
            at = content + zip.getInt(at + 18);
            entries++;
        }
        assertThat(entries).isEqualTo(6);
    }

    @Test
    void theArchiveIsAZipWithTheSourceInIt() throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes(scaling(3))))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !entry.getName().endsWith("__torch__.py")) entry = zip.getNextEntry();
            assertThat(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).contains("def forward").contains("self.scale_weight");
        }
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        assertThat(bytes(scaling(3))).isEqualTo(bytes(scaling(3)));
    }

    @Test
    void theEngineRunsWhatWeWrote() {
        Torch torch = Torch.engine();
        try (TorchNetwork network = TorchNetwork.load(torch, scaling(3), 4, 1); NDManager scope = torch.newScope()) {
            NDArray out = network.forward(scope.ones(new Shape(1, 1, 2, 2)).mul(2), false);
            assertThat(out.toFloatArray()).containsExactly(6, 6, 6, 6);
        }
    }

    @Test
    void wrongInputIsRefusedBeforeItReachesTheEngine() {
        Torch torch = Torch.engine();
        try (TorchNetwork network = TorchNetwork.load(torch, scaling(3), 4, 1); NDManager scope = torch.newScope()) {
            assertThatThrownBy(() -> network.forward(scope.ones(new Shape(1, 2, 2, 2)), false)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> network.forward(scope.ones(new Shape(1, 1, 2)), false)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> network.forward(scope.ones(new Shape(1, 1, 2, 2), DataType.FLOAT64), false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sixteenBitFloatsAreRoundedToTheNearest() {
        assertThat(Script.toBfloat16(1f)).isEqualTo((short) 0x3f80);
        assertThat(Script.toBfloat16(Float.intBitsToFloat(0x3f80_8000))).as("a tie goes to the even neighbour").isEqualTo((short) 0x3f80);
        assertThat(Script.toBfloat16(Float.intBitsToFloat(0x3f81_8000))).as("a tie goes to the even neighbour").isEqualTo((short) 0x3f82);
        assertThat(Script.toBfloat16(Float.intBitsToFloat(0x3f80_8001))).isEqualTo((short) 0x3f81);
    }

    private static Script scaling(float factor) {
        Script.Builder builder = Script.builder();
        String scale = builder.tensor(Tensor.of("scale.weight", List.of(1), new float[] {factor}), Precision.FLOAT32, false, true);
        return builder.statement("y = torch.mul(x, " + scale + ")").statement("return y").build();
    }

    private static byte[] bytes(Script script) throws IOException {
        var out = new ByteArrayOutputStream();
        script.write(out);
        return out.toByteArray();
    }
}
